import { heldSites } from '../../store/items/accounts.ts';
import { healthOf, type Connection } from '../../store/items/connections.ts';
import { readRecord, type RecordChange } from '../../store/items/outbox-records.ts';
import { tabsSeen } from '../../store/items/tabs.ts';
import { ownerOf } from '../../domain/connections.ts';
import { mayBeNoted, noted, type SeenPlace } from './enqueue.ts';

/** Where the learner is, as the tab that was heard of last shows it; null when that may not be noted. */
async function newestPlace(): Promise<SeenPlace | null> {
  const newest = (await tabsSeen.read()).tabs.at(-1);
  if (newest?.seen.kind !== 'place') return null;
  const { place } = newest.seen;
  if ((await heldSites()).includes(place.site)) return null;
  return (await mayBeNoted(place)) ? { tabId: newest.tabId, place } : null;
}

/**
 * Changes of records, and with them the place where the learner is, at the connection that its site is of.
 * @param all the connections, as they are from now on
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
  const record = noted(old, newest, { health: await healthOf(id).read(), named: false });
  return [...changes.filter((one) => !isIts(one)), { connectionId: id, courseKey, record }];
}
