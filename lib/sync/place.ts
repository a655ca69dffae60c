import { readLocation } from '../edx/location.ts';
import type { Location, Place } from '../edx/place.ts';
import type { ParsedReport } from '../messages.ts';

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
  const unitKey = location.unitKey;
  const { subsectionKey } = location;
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

/** True when two addresses of one site say the same place, however they are encoded. */
export function isSameSpot(a: string, b: string): boolean {
  const [one, two] = [readLocation(a), readLocation(b)];
  if (!one || !two || new URL(a).origin !== new URL(b).origin) return false;
  return (
    one.view === two.view &&
    one.courseKey === two.courseKey &&
    one.subsectionKey === two.subsectionKey &&
    one.unitKey === two.unitKey
  );
}

/** A place that is kept as memory: inside a unit, at its final address. */
export function isUnit(place: Place): boolean {
  return place.unitKey !== undefined && place.view === 'unit' && place.subsectionKey !== undefined;
}
