import type { Place } from '../../edx/place.ts';
import { blockedSites } from '../../store/items/accounts.ts';
import { healthOf, type Connection, type Health } from '../../store/items/connections.ts';
import type { CourseRecord } from '../../store/items/outbox-record.ts';
import { readRecord, type RecordChange } from '../../store/items/outbox-records.ts';
import { tabsSeen } from '../../store/items/tabs.ts';
import { ownerOf } from '../../domain/connections.ts';
import { isIgnored } from '../../domain/followed-courses.ts';
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
  isUnit(place) && !(await isIgnored(place.courseKey));

/**
 * Returns the record of the place's course with the place queued.
 * @param named whether the page showed the learner's account, or the site shows no account names
 */
export function enqueue(
  record: CourseRecord,
  { tabId, place }: SeenPlace,
  { health, named }: { health: Health; named: boolean },
): CourseRecord {
  const now = Date.now();
  // A place may be queued long after it was seen. Its wait counts from when it was seen.
  const at = Math.min(now, Date.parse(place.seenAt));
  return arrive(record, place, { tabId, at, now, health, named });
}

/**
 * Returns the place in the tab that reported last; null if that tab shows no place, or if the place
 * may not be queued.
 */
async function newestPlace(): Promise<SeenPlace | null> {
  const newest = (await tabsSeen.read()).tabs.at(-1);
  if (newest?.seen.kind !== 'place') return null;
  const { place } = newest.seen;
  if ((await blockedSites()).includes(place.site)) return null;
  return (await mayBeQueued(place)) ? { tabId: newest.tabId, place } : null;
}

/**
 * Returns the record changes, plus one that queues the learner's current place at the connection of
 * its site.
 * @param all the connections after the change
 */
export async function withNewest(
  all: readonly Connection[],
  changes: readonly RecordChange[],
): Promise<readonly RecordChange[]> {
  const newest = await newestPlace();
  const owner = newest && ownerOf(all, newest.place.site);
  if (!owner) return changes;
  const { id } = owner;
  const { courseKey } = newest.place;
  const isIts = (one: RecordChange) => one.connectionId === id && one.courseKey === courseKey;
  const old = changes.find(isIts)?.record ?? (await readRecord(id, courseKey));
  const record = enqueue(old, newest, { health: await healthOf(id).read(), named: false });
  return [...changes.filter((one) => !isIts(one)), { connectionId: id, courseKey, record }];
}
