import { lineOf } from './line.ts';
import { readLocation } from './location.ts';
import { blocked, CALM, LATE, reading, textOf, titlesOf, type Reading } from './page-reading.ts';
import { remember } from './remember.ts';
import { LMS, MFE } from './selectors.ts';
import { readSubsectionTitles, type KnownTitles } from './subsection-titles.ts';
import type { Location, PlaceReport, Report, Titles } from './place.ts';

/** Most frames that Waypoint looks at. A page has one. */
const MAX_FRAMES = 8;

const NONE: Report = { kind: 'none' };
const LOADING = reading(null, Infinity);

const locate = remember(readLocation);

/** Reads a page of the Learning MFE or of a forum. The app changes the address before the page. */
export function readMfePage(
  document: Document,
  at: string,
  here: Location,
  known: Readonly<KnownTitles>,
): Reading {
  const { subsectionKey, unitKey } = here;
  const courseTitle = textOf(document, `${MFE.courseTitle},${LMS.courseTitle}`);
  const part =
    subsectionKey === null
      ? null
      : readSubsectionTitles(document, subsectionKey, courseTitle, known);
  const sure: Titles = part?.known ? part.titles : {};
  const place = (unitTitle?: string, titles: Titles = sure): PlaceReport => ({
    kind: 'place',
    at,
    titles: titlesOf({ courseTitle, ...titles, unitTitle }),
  });

  const frame = unitKey === null ? undefined : frameOf(document, unitKey);
  if (frame) {
    const unitTitle = lineOf(frame.getAttribute('title'));
    if (subsectionKey === null || part?.known) return reading(place(unitTitle), 0);
    if (!part) return reading(place(unitTitle), 0, LATE);
    // The app draws title and breadcrumbs no later than the frame. If they stay, they are this
    // subsection's.
    const { text, titles } = part;
    const report = place(unitTitle, titles);
    return { ...reading(place(unitTitle), 0, CALM), learn: { subsectionKey, text, report } };
  }
  const loading = isLoading(document);
  if (courseTitle === undefined && !document.querySelector(`${MFE.loaded},${LMS.rendered}`)) {
    if (loading) return LOADING;
    // A course that could not be loaded has a header without its name. A page that broke down has
    // no header, and neither has a page that is just starting, so such a page stays watched.
    const failed = document.querySelector(MFE.header);
    return failed ? reading(blocked('unknown-course'), LATE) : reading(NONE, LATE, Infinity);
  }
  if (unitKey === null) {
    // These addresses are mostly on their way to a unit.
    const passing = /^(?:course-root|section|subsection)$/.test(here.view);
    return reading(place(), passing ? LATE : CALM);
  }
  // A frame that does not match belongs to the last unit, or shows a unit that does not exist.
  if (document.querySelector(MFE.unitFrame)) return reading(NONE, LATE, Infinity);
  if (loading) return LOADING;
  // A locked unit has no heading. A heading without a frame shows a unit, but nothing proves which.
  return textOf(document, MFE.unitHeading) ? reading(place(), CALM) : reading(NONE, LATE);
}

/**
 * Returns the frame that shows the unit; undefined if there is none. The frame proves that page and
 * address agree, even if the unit has no name. The app also makes a frame for a unit that the
 * course does not have, but then has nothing to write as title or heading.
 */
function frameOf(document: Document, unitKey: string): HTMLIFrameElement | undefined {
  const frames = document.querySelectorAll<HTMLIFrameElement>(MFE.unitFrame);
  return [...frames].slice(0, MAX_FRAMES).find((frame) => {
    // The query of `src` may contain a token, so Waypoint keeps nothing of the query.
    const shown = locate(frame.src);
    const fits = shown?.view === 'xblock' && shown.unitKey === unitKey;
    return fits && (frame.hasAttribute('title') || textOf(document, MFE.unitHeading) !== undefined);
  });
}

/**
 * Whether the app still loads what the address names. Once the app has drawn a part of the page,
 * only a spinner inside that part counts, because a chat or a list beside it may load for ever.
 */
function isLoading(document: Document): boolean {
  const drawn = document.querySelector(MFE.sequence) ?? document.querySelector(MFE.main);
  return (drawn ?? document).querySelector(MFE.loading) !== null;
}
