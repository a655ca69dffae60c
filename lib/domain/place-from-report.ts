import { decodePart, parseAddress } from '../edx/url-parts.ts';
import { pageUrl } from '../edx/page-url.ts';
import { titlesOf } from '../edx/page-reading.ts';
import { isBlockOf, parseUsageKey } from '../edx/course-keys.ts';
import { readLocation } from '../edx/location.ts';
import type { Location, Place } from '../edx/place.ts';
import type { ParsedReport } from '../messages/content-script.ts';

type PlaceReport = Extract<ParsedReport, { kind: 'place' }>;

/** Views of a page in which nobody studies as a learner, and what Waypoint says of it. */
const REFUSED = new Map<Location['view'], ParsedReport>([
  ['studio', { kind: 'blocked', reason: 'authoring' }],
  ['instructor', { kind: 'blocked', reason: 'staff' }],
  ['preview', { kind: 'blocked', reason: 'preview' }],
  ['access-denied', { kind: 'none' }],
  ['jump', { kind: 'none' }],
]);

/**
 * Returns what the address of a tab alone decides, whatever its page reports; null if nothing. An
 * address without a course is never a place.
 */
export function decidedByAddress(tabUrl: string): ParsedReport | null {
  const location = readLocation(tabUrl);
  const refused = location && REFUSED.get(location.view);
  return refused ?? (location?.courseKey ? null : { kind: 'none' });
}

/** Returns the part of a tab's address that may be stored. */
export function addressOf(tabUrl: string): string {
  const location = readLocation(tabUrl);
  return pageUrl(new URL(tabUrl), location?.view === 'learner-app' ? location.unitKey : null);
}

/** Views whose unit the page may name, because the address does not. */
const NAMED_BY_PAGE = new Set<Location['view']>(['legacy-courseware', 'learner-app']);

/**
 * Returns the place that a report stands for; null if the place may not be used. Keys come from the
 * tab's address, not from the page. The report of a page that has moved on since is dropped,
 * because a newer report follows.
 */
export function placeOf(report: PlaceReport, tabUrl: string, now: number): Place | null {
  const location = readLocation(tabUrl);
  if (!location?.courseKey || decidedByAddress(tabUrl)) return null;
  if (!isSameSpot(report.at, tabUrl)) return null;
  const { view, courseKey } = location;
  const { courseTitle } = report.titles;
  // In the learner app, the report of one unit and the address of another meet while the learner
  // moves on.
  if (readLocation(report.at)?.unitKey !== location.unitKey) return null;
  const isNamedByPage = NAMED_BY_PAGE.has(view);
  // There the address counts only with the page's word, because the app opens any address.
  const unitKey = isNamedByPage ? blockOf(location, report.unitKey) : location.unitKey;
  const subsectionKey = isNamedByPage
    ? blockOf(location, report.subsectionKey)
    : location.subsectionKey;
  if (unitKey !== null && location.unitKey !== null && unitKey !== location.unitKey) return null;
  return {
    site: new URL(tabUrl).origin,
    view,
    courseKey,
    url: pageUrl(new URL(tabUrl), view === 'learner-app' ? unitKey : null),
    seenAt: new Date(now).toISOString(),
    ...(unitKey === null ? {} : { unitKey }),
    ...(subsectionKey === null ? {} : { subsectionKey }),
    // A key that is not of this course makes the titles beside it worthless.
    ...titlesOf(unitKey === null && report.unitKey !== undefined ? { courseTitle } : report.titles),
  };
}

/**
 * Returns a key that a page told, because its address has no key; null if the key is not of a block
 * of the course that the address names.
 */
function blockOf({ courseKey }: Location, key: string | undefined): string | null {
  if (key === undefined || courseKey === null || !isBlockOf(key, courseKey)) return null;
  return parseUsageKey(key)?.text ?? null;
}

/**
 * Whether two addresses of one site name the same place, however they are encoded. On courseware
 * pages of the LMS the subsection decides, because units have no address of their own there. In the
 * learner app, an address without a unit leaves the unit to the page.
 */
export function isSameSpot(a: string, b: string): boolean {
  const [one, two] = [readLocation(a), readLocation(b)];
  // A page may report any text as its address.
  if (!one || !two || ![a, b].every((url) => URL.canParse(url))) return false;
  if (new URL(a).origin !== new URL(b).origin) return false;
  const isApp = isInLearnerApp(one) && isInLearnerApp(two);
  return (
    (isApp ? pathOf(a) === pathOf(b) : one.view === two.view) &&
    one.courseKey === two.courseKey &&
    one.subsectionKey === two.subsectionKey &&
    (one.unitKey === two.unitKey || (isApp && (one.unitKey === null || two.unitKey === null))) &&
    (one.view !== 'legacy-courseware' || lessonIn(a) === lessonIn(b))
  );
}

/** Whether an address is of a course in ibl.ai's learner app. */
export const isInLearnerApp = (one: Location | null): boolean =>
  one?.view === 'learner-app' || one?.view === 'learner-app-tab';

const pathOf = (url: string): string =>
  (parseAddress(url)?.parts ?? []).map((part) => decodePart(part) ?? part).join('/');

/**
 * Returns chapter and section of a courseware address. What follows them only says where the page
 * opened.
 */
function lessonIn(url: string): string {
  const [, lesson = ''] = /\/courseware((?:\/[^/]+){2})(?:\/[^/]*)?$/.exec(pathOf(url)) ?? [];
  return lesson;
}

/**
 * Whether a place is saved as a memory: it is inside a unit, at its final address. In the Learning
 * MFE, whatever stands in the place of a unit counts. A block that was opened on its own may be a
 * part of a unit, so there its type must be that of a unit.
 */
export function isUnit({ view, unitKey, subsectionKey }: Place): boolean {
  if (unitKey === undefined) return false;
  if (view === 'xblock') return unitKey.includes('+type@vertical+');
  return NAMED_BY_PAGE.has(view) || (view === 'unit' && subsectionKey !== undefined);
}
