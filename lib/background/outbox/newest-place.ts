import { heldSites } from '../../store/items/accounts.ts';
import { healthOf, type Connection } from '../../store/items/connections.ts';
import { readRecord, type RecordChange } from '../../store/items/outbox-records.ts';
import { tabsSeen } from '../../store/items/tabs.ts';
import { ownerOf } from '../../domain/connections.ts';
import { mayBeQueued, enqueue, type SeenPlace } from './enqueue.ts';

/**
 * Returns the place in the tab that reported last; null if that tab shows no place, or if the place
 * may not be queued.
 */
async function newestPlace(): Promise<SeenPlace | null> {
  const newest = (await tabsSeen.read()).tabs.at(-1);
  if (newest?.seen.kind !== 'place') return null;
  const { place } = newest.seen;
  if ((await heldSites()).includes(place.site)) return null;
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
