import type { Place } from '../../edx/place.ts';
import type { Health } from '../../store/items/connections.ts';
import type { CourseRecord } from '../../store/items/outbox-record.ts';
import { isNotNoted } from '../../domain/followed-courses.ts';
import { isUnit } from '../../domain/place-from-report.ts';
import { arrive } from './outbox-record.ts';

/* Turns a place that was seen into the waiting place of its course's outbox record. */

/** A place, and the tab that showed it. */
export interface SeenPlace {
  readonly tabId: number;
  readonly place: Place;
}

/** Whether a place may be queued: it is in a unit, and its course is followed and not paused. */
export const mayBeQueued = async (place: Place): Promise<boolean> =>
  isUnit(place) && !(await isNotNoted(place.courseKey));

/**
 * Returns the record of the place's course with the place queued.
 * @param named whether the page showed the learner's account, or the site shows no account names
 */
export function enqueue(
  record: CourseRecord,
  { tabId, place }: SeenPlace,
  { health, named }: { health: Health; named: boolean },
): CourseRecord {
  // A place may be queued long after it was seen. Its wait counts from when it was seen.
  const now = Math.min(Date.now(), Date.parse(place.seenAt));
  return arrive(record, place, { tabId, now, health, named });
}
