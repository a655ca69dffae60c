import { lineOf } from './line.ts';
import { readLocation } from './location.ts';
import { blocked, CALM, LATE, reading, textOf, titlesOf, type Reading } from './page-reading.ts';
import { LMS, MFE } from './selectors.ts';
import { readSubsectionTitles, type KnownTitles } from './subsection-titles.ts';
import type { Location, Report, Titles } from './place.ts';

/** Frames looked at; a page has one. */
const MAX_FRAMES = 8;

const NONE: Report = { kind: 'none' };
const LOADING = reading(null, Infinity);

/** Reads a page of the Learning MFE (or of a forum), whose address the app changes before the page. */
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
  const place = (unitTitle?: string): Report => {
    const sure: Titles = part?.known ? part.titles : {};
    return { kind: 'place', at, titles: titlesOf({ courseTitle, ...sure, unitTitle }) };
  };

  const frame = unitKey === null ? undefined : frameOf(document, unitKey);
  if (frame) {
    const unitTitle = lineOf(frame.getAttribute('title'));
    if (subsectionKey === null || part?.known) return reading(place(unitTitle), 0);
    if (!part) return reading(place(unitTitle), 0, LATE);
    // The app draws title and breadcrumbs no later than the frame: if they stay, they are this
    // subsection's.
    return { ...reading(place(unitTitle), 0, CALM), learn: { subsectionKey, text: part.text } };
  }
  const loading = isLoading(document);
  if (courseTitle === undefined && !document.querySelector(`${MFE.loaded},${LMS.rendered}`)) {
    if (loading) return LOADING;
    // A course that could not be loaded has a header without its name. A page that broke down has none,
    // nor has one that is only about to begin: that one is watched on.
    const failed = document.querySelector(MFE.header);
    return failed ? reading(blocked('unknown-course'), LATE) : reading(NONE, LATE, Infinity);
  }
  if (unitKey === null) {
    // These addresses mostly are on their way to a unit.
    const passing = /^(?:course-root|section|subsection)$/.test(here.view);
    return reading(place(), passing ? LATE : CALM);
  }
  // A frame that does not fit is the last unit's, or shows one that does not exist.
  if (document.querySelector(MFE.unitFrame)) return reading(NONE, LATE, Infinity);
  if (loading) return LOADING;
  // A locked unit has no heading. A heading without a frame is there, but nothing proves whose it is.
  return textOf(document, MFE.unitHeading) ? reading(place(), CALM) : reading(NONE, LATE);
}

/**
 * The frame that shows the unit: the proof that page and address agree. It proves that also where the
 * unit has no name. A unit that the course does not have gets a frame too, but the app knows nothing to
 * write as its title, nor as its heading.
 */
function frameOf(document: Document, unitKey: string): HTMLIFrameElement | undefined {
  const frames = document.querySelectorAll<HTMLIFrameElement>(MFE.unitFrame);
  return [...frames].slice(0, MAX_FRAMES).find((frame) => {
    // The query of `src` may hold a token: nothing of it is kept.
    const shown = readLocation(frame.src);
    const fits = shown?.view === 'xblock' && shown.unitKey === unitKey;
    return fits && (frame.hasAttribute('title') || textOf(document, MFE.unitHeading) !== undefined);
  });
}

/**
 * Whether the app itself still loads what the address names. Once it has drawn a part of the page, only
 * what turns in there counts: a chat or a list beside it may load for ever.
 */
function isLoading(document: Document): boolean {
  const drawn = document.querySelector(MFE.sequence) ?? document.querySelector(MFE.main);
  return (drawn ?? document).querySelector(MFE.loading) !== null;
}
