import { lineOf } from '../line.ts';
import { frontEnd } from '../front-end.ts';
import { readLearnerAppAddress, type LearnerAppAddress } from './address.ts';
import type { Memory } from '../page-memory.ts';
import { blocked, CALM, LATE, reading, textOf, titlesOf, type Reading } from '../page-reading.ts';
import { pageUrl } from '../page-url.ts';
import { LEARNER_APP as APP } from './selectors.ts';
import type { PlaceReport, Titles } from '../place.ts';

/**
 * After this long (ms) without change, the frame shows the unit that the address names. Beside a
 * new address, the app keeps the old frame for 300 ms.
 */
const FRAME_CALM = 1_000;
/**
 * The same after a learner moved on while the app was still asking for a unit: the app then draws
 * that unit beside the next address, until it has the next unit.
 */
const OVERTAKEN_CALM = 3_000;

/** Pages of ibl.ai's learner app. */
export const learnerApp = frontEnd({
  address: readLearnerAppAddress,
  url: (location, here) => pageUrl(location, here?.unitKey ?? null),
  read: readLearnerAppPage,
});

/**
 * Reads a page of ibl.ai's learner app. The address of its frame says nothing of the unit. So a unit
 * is certain when the address, the Course tab's link and the breadcrumbs agree and the frame is not
 * the one that showed another unit. While they do not agree, this says nothing.
 */
function readLearnerAppPage(
  document: Document,
  at: string,
  here: LearnerAppAddress,
  memory: Memory,
): Reading {
  const labels = textsOf(document.querySelectorAll(APP.labels));
  const isStaff = labels.some((label) => label && APP.staffLabels.test(label));
  if (isStaff || document.querySelector(APP.staff)) return reading(blocked('staff'), 0, Infinity);
  const title = textOf(document, APP.courseTitle);
  const names = namesIn(document);
  // The header may still name the page before.
  const courseTitle = (names.courseTitle ?? title) === title ? title : undefined;
  const place = (titles: Titles = {}, keys = {}): PlaceReport => ({
    kind: 'place',
    at,
    ...keys,
    titles: titlesOf({ ...titles, courseTitle }),
  });
  if (!here.isUnit) return reading(place(), CALM);

  const link = [...document.querySelectorAll<HTMLAnchorElement>(APP.links)]
    .map(readLearnerAppAddress)
    .find((one) => one?.isUnit && one.courseKey === here.courseKey);
  const unitKey = here.unitKey ?? link?.unitKey ?? null;
  const frame = document.querySelector(APP.frame);
  if (memory.spot.moves !== memory.moves) {
    const { element, unitKey: isCertain } = memory.frame;
    // The app asks for nothing while the frame of the last unit stands.
    const isAtRest = frame && frame === element && (isCertain ?? !memory.spot.isOvertaken);
    memory.spot = { moves: memory.moves, isOvertaken: !isAtRest };
  }
  const loads = document.querySelector(APP.loading) !== null;
  // The app found no such unit: its link then names none.
  const isUnknown = here.unitKey !== null && link?.unitKey === null;
  if (!frame || !unitKey || !names.unitTitle) {
    if (!loads || isUnknown) return reading(place(), LATE, Infinity);
    // A page that only leads on to another one has nothing but a spinner.
    return title ? reading(null, Infinity) : reading({ kind: 'none' }, LATE, Infinity);
  }
  if (frame !== memory.frame.element) {
    const number = memory.frame.number + 1;
    memory.frame = { element: frame, number, first: link?.unitKey ?? null, unitKey: null };
  }
  const { number, first, unitKey: known } = memory.frame;
  // Without a unit in the address, the link may change later and the frame stays.
  const shown = known ?? here.unitKey ?? first;
  if (shown !== unitKey || (link && link.unitKey !== unitKey)) return reading(null, Infinity);
  const report = place(names, { unitKey });
  const keep = (): void => {
    memory.frame = { ...memory.frame, unitKey };
  };
  const wait = memory.spot.isOvertaken ? OVERTAKEN_CALM : FRAME_CALM;
  return {
    ...reading(report, known === null ? wait : CALM),
    learn: { report, keep },
    drawn: number,
  };
}

const textsOf = (found: Iterable<Element>) => Array.from(found, (one) => lineOf(one.textContent));

/**
 * Returns the names in the breadcrumbs: the unit's, and those of section and subsection if both are
 * there. Looks for the earlier breadcrumbs, which begin with the course's name, only where today's
 * are missing: they have no mark of their own, and the page may hold other links like theirs.
 */
function namesIn(document: Document): Titles {
  const today = document.querySelector(APP.unitTitle);
  const unit = today ?? document.querySelector(APP.oldUnitTitle);
  const before = today
    ? document.querySelectorAll(APP.ancestors)
    : (unit?.parentElement?.querySelectorAll(APP.oldAncestors) ?? []);
  const [courseTitle, ...names] = [...(today ? [undefined] : []), ...textsOf(before)];
  const [sectionTitle, subsectionTitle, ...more] = names;
  const isWhole = sectionTitle && subsectionTitle && more.length === 0;
  return titlesOf({
    courseTitle,
    unitTitle: lineOf(unit?.textContent),
    ...(isWhole && { sectionTitle, subsectionTitle }),
  });
}
