import { decodePart, parseAddress } from '../edx/url-parts.ts';
import { isBlockOf, parseUsageKey } from '../edx/course-keys.ts';
import { readLocation } from '../edx/location.ts';
import type { Location, Place } from '../edx/place.ts';
import type { ParsedReport } from '../messages/content-script.ts';

type PlaceReport = Extract<ParsedReport, { kind: 'place' }>;

/** Views of a page on which the learner is not studying as a learner. */
const REFUSED = new Set<Location['view']>(['preview', 'studio', 'instructor', 'access-denied']);

/**
 * The place that a report stands for, or null when it may not be used. Keys come from the tab's
 * address, not from the page; a page that has moved on since is dropped, as a newer report follows.
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
 * A key that a courseware page of the LMS told, whose address has none: only if it is a block of the
 * course that the address names.
 */
function blockOf({ courseKey }: Location, key: string | undefined): string | null {
  if (key === undefined || courseKey === null || !isBlockOf(key, courseKey)) return null;
  return parseUsageKey(key)?.text ?? null;
}

/**
 * True when two addresses of one site say the same place, however they are encoded. On a courseware
 * page of the LMS that is the same subsection: its units have no address of their own.
 */
export function isSameSpot(a: string, b: string): boolean {
  const [one, two] = [readLocation(a), readLocation(b)];
  if (!one || !two || new URL(a).origin !== new URL(b).origin) return false;
  return (
    one.view === two.view &&
    one.courseKey === two.courseKey &&
    one.subsectionKey === two.subsectionKey &&
    one.unitKey === two.unitKey &&
    (one.view !== 'legacy-courseware' || lessonIn(a) === lessonIn(b))
  );
}

/** Chapter and section of a courseware address; what follows them is only where it opened. */
function lessonIn(url: string): string {
  const path = (parseAddress(url)?.parts ?? []).map((part) => decodePart(part) ?? part).join('/');
  const [, lesson = ''] = /\/courseware((?:\/[^/]+){2})(?:\/[^/]*)?$/.exec(path) ?? [];
  return lesson;
}

/**
 * A place that is kept as memory: inside a unit, at its final address. In the Learning MFE that is
 * whatever stands in the place of a unit; a block that was opened on its own may be a part of one, so
 * there it has to be a unit by its type.
 */
export function isUnit({ view, unitKey, subsectionKey }: Place): boolean {
  if (unitKey === undefined) return false;
  if (view === 'xblock') return parseUsageKey(unitKey)?.type === 'vertical';
  return view === 'legacy-courseware' || (view === 'unit' && subsectionKey !== undefined);
}
