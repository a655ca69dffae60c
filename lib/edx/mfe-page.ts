import { keyForm } from './key-form.ts';
import { lineOf } from './line.ts';
import type { PageAddress } from './page-address.ts';
import type { Memory } from './page-memory.ts';
import { blocked, CALM, LATE, reading, textOf, titlesOf, type Reading } from './page-reading.ts';
import { LMS, MFE } from './selectors.ts';
import { learnTitles, readSubsectionTitles } from './subsection-titles.ts';
import type { PlaceReport, Report, Titles } from './place.ts';
import { decodePart } from './url-parts.ts';

/** Most frames that Waypoint looks at. A page has one. */
const MAX_FRAMES = 8;

const NONE: Report = { kind: 'none' };
const LOADING = reading(null, Infinity);

/** Reads a page of the Learning MFE or of a forum. The app changes the address before the page. */
export function readMfePage(
  document: Document,
  at: string,
  { kind, subsectionKey, unitKey }: PageAddress,
  memory: Memory,
): Reading {
  const courseTitle = textOf(document, `${MFE.courseTitle},${LMS.courseTitle}`);
  const part =
    subsectionKey === null
      ? null
      : readSubsectionTitles(document, subsectionKey, courseTitle, memory.titles);
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
    const keep = (): void => learnTitles(memory.titles, subsectionKey, text);
    return { ...reading(place(unitTitle), 0, CALM), learn: { report, keep } };
  }
  const loading = isLoading(document);
  const header = document.querySelector(MFE.header);
  const main = header && document.querySelector(MFE.main);
  if (!courseTitle && !main && !document.querySelector(`${MFE.loaded},${LMS.rendered}`)) {
    if (loading) return LOADING;
    // A course that could not be loaded has a header without its name. A page that broke down has
    // no header, and neither has a page that is just starting, so such a page stays watched.
    return header ? reading(blocked('unknown-course'), LATE) : reading(NONE, LATE, Infinity);
  }
  if (unitKey === null) {
    // These addresses are mostly on their way to a unit.
    return reading(place(), kind === 'tab' ? CALM : LATE);
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
    const [, shown = ''] = /^https?:\/\/[^/]+\/xblock\/([^/?#]+)/.exec(frame.src) ?? [];
    const fits = keyForm(decodePart(shown) ?? '')?.block?.text === unitKey;
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
