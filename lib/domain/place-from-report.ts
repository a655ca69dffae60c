import { decodePart, parseAddress } from '../edx/url-parts.ts';
import { isBlockOf, parseUsageKey } from '../edx/course-keys.ts';
import { readLocation } from '../edx/location.ts';
import type { Location, Place } from '../edx/place.ts';
import type { ParsedReport } from '../messages/content-script.ts';

type PlaceReport = Extract<ParsedReport, { kind: 'place' }>;

/** Views of a page in which nobody studies as a learner. */
const REFUSED = new Set<Location['view']>(['preview', 'studio', 'instructor', 'access-denied']);

/**
 * Returns the place that a report stands for; null if the place may not be used. Keys come from the
 * tab's address, not from the page. The report of a page that has moved on since is dropped,
 * because a newer report follows.
 */
export function placeOf(report: PlaceReport, tabUrl: string, now: number): Place | null {
  const location = readLocation(tabUrl);
  if (!location?.courseKey || REFUSED.has(location.view)) return null;
  if (!isSameSpot(report.at, tabUrl)) return null;
  const { origin, pathname } = new URL(tabUrl);
  const { titles } = report;
  const legacy = location.view === 'legacy-courseware';
  const unitKey = legacy ? blockOf(location, report.unitKey) : location.unitKey;
  const subsectionKey = legacy ? blockOf(location, report.subsectionKey) : location.subsectionKey;
  return {
    site: origin,
    view: location.view,
    courseKey: location.courseKey,
    url: origin + pathname,
    seenAt: new Date(now).toISOString(),
    ...(unitKey === null ? {} : { unitKey }),
    ...(subsectionKey === null ? {} : { subsectionKey }),
    ...(titles.courseTitle === undefined ? {} : { courseTitle: titles.courseTitle }),
    ...(titles.sectionTitle === undefined ? {} : { sectionTitle: titles.sectionTitle }),
    ...(titles.subsectionTitle === undefined ? {} : { subsectionTitle: titles.subsectionTitle }),
    ...(titles.unitTitle === undefined ? {} : { unitTitle: titles.unitTitle }),
  };
}

/**
 * Returns a key that a courseware page of the LMS told, because its address has no key; null if the
 * key is not of a block of the course that the address names.
 */
function blockOf({ courseKey }: Location, key: string | undefined): string | null {
  if (key === undefined || courseKey === null || !isBlockOf(key, courseKey)) return null;
  return parseUsageKey(key)?.text ?? null;
}

/**
 * Whether two addresses of one site name the same place, however they are encoded. On courseware
 * pages of the LMS the subsection decides, because units have no address of their own there.
 */
export function isSameSpot(a: string, b: string): boolean {
  const [one, two] = [readLocation(a), readLocation(b)];
  // A page may report any text as its address.
  if (!one || !two || ![a, b].every((url) => URL.canParse(url))) return false;
  if (new URL(a).origin !== new URL(b).origin) return false;
  return (
    one.view === two.view &&
    one.courseKey === two.courseKey &&
    one.subsectionKey === two.subsectionKey &&
    one.unitKey === two.unitKey &&
    (one.view !== 'legacy-courseware' || lessonIn(a) === lessonIn(b))
  );
}

/**
 * Returns chapter and section of a courseware address. What follows them only says where the page
 * opened.
 */
function lessonIn(url: string): string {
  const path = (parseAddress(url)?.parts ?? []).map((part) => decodePart(part) ?? part).join('/');
  const [, lesson = ''] = /\/courseware((?:\/[^/]+){2})(?:\/[^/]*)?$/.exec(path) ?? [];
  return lesson;
}

/**
 * Whether a place is saved as a memory: it is inside a unit, at its final address. In the Learning
 * MFE, whatever stands in the place of a unit counts. A block that was opened on its own may be a
 * part of a unit, so there its type must be that of a unit.
 */
export function isUnit({ view, unitKey, subsectionKey }: Place): boolean {
  if (unitKey === undefined) return false;
  if (view === 'xblock') return parseUsageKey(unitKey)?.type === 'vertical';
  return view === 'legacy-courseware' || (view === 'unit' && subsectionKey !== undefined);
}
