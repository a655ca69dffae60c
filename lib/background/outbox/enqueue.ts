import type { Place } from '../../edx/place.ts';
import type { Health } from '../../store/items/connections.ts';
import type { CourseRecord } from '../../store/items/outbox-record.ts';
import { isNotNoted } from '../../domain/followed-courses.ts';
import { isUnit } from '../../domain/place-from-report.ts';
import { arrive } from './outbox-record.ts';

/* From a place that was seen to what waits for its course. */

/** A place and the tab that was seen to show it. */
export interface SeenPlace {
  readonly tabId: number;
  readonly place: Place;
}

/** Whether a place becomes what waits for its course: it is in a unit, and the course is followed. */
export const mayBeNoted = async (place: Place): Promise<boolean> =>
  isUnit(place) && !(await isNotNoted(place.courseKey));

/**
 * The record of its course, with the place that was seen.
 * @param named its page told whose it is, or is of a site where none does
 */
export function noted(
  record: CourseRecord,
  { tabId, place }: SeenPlace,
  { health, named }: { health: Health; named: boolean },
): CourseRecord {
  // It may have been seen long before it can be noted: then it counts as having waited since.
  const now = Math.min(Date.now(), Date.parse(place.seenAt));
  return arrive(record, place, { tabId, now, health, named });
}
