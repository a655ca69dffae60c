import { connections, type Connection } from '../../store/items/connections.ts';
import { removeLeftOver } from '../../store/remove-orphans.ts';
import { waitingIn, type CourseRecord } from '../../store/items/outbox-record.ts';
import {
  readRecord,
  readRecords,
  writeRecords,
  type RecordChange,
} from '../../store/items/outbox-records.ts';
import { ownerOf } from '../../domain/connections.ts';
import type { StateWriter } from '../state/state-writer.ts';
import { withNewest } from '../outbox/enqueue.ts';
import { moveIn } from '../outbox/outbox-record.ts';
import { clear } from '../outbox/record-outcome.ts';
import { withPending } from '../outbox/withdraw-place.ts';

/* Changes which connections there are, and which sites belong to each. */

type Change = (all: readonly Connection[]) => readonly Connection[];

/**
 * Stores another list of connections. In the same write, each waiting place moves to the connection
 * that its site belongs to from now on, so that a worker that is stopped has stored all of it or
 * nothing.
 */
export const arrange = (writer: StateWriter, change: Change): Promise<void> =>
  writer.alone(async () => {
    const { after, moved } = await arranged(change);
    await store(after, moved);
  });

/**
 * Like `arrange`, for callers that already hold the lock. Also queues the learner's current place
 * in the same write, so that it is the first place there.
 */
export async function arrangeForNewest(change: Change): Promise<void> {
  const { after, moved } = await arranged(change);
  await store(after, await withNewest(after, moved));
}

/**
 * Like `arrangeForNewest`, if the connection becomes another person's. The places that wait at the
 * old connection are dropped, and the current place is not queued.
 */
export async function arrangeWithout(id: string, change: Change): Promise<void> {
  const { after, moved } = await arranged(change, id);
  await store(after, moved);
}

async function arranged(change: Change, without?: string) {
  const before = await connections.read();
  const after = normalised(change(before));
  const kept = before.filter(({ id }) => id !== without);
  return { after, moved: await movedRecords(kept, after) };
}

async function store(after: Connection[], moved: readonly RecordChange[]): Promise<void> {
  await writeRecords(moved, connections.stored(after));
  await removeLeftOver(after.map(({ id }) => id));
}

/**
 * Returns the connections with each site listed only once, and no site at the default connection.
 * The default has every site that no other connection has.
 */
export function normalised(all: readonly Connection[]): Connection[] {
  const taken = new Set<string>();
  return all.map((one, i) => {
    const sites = i === 0 ? [] : [...new Set(one.sites)].filter((site) => !taken.has(site));
    for (const site of sites) taken.add(site);
    return { ...one, sites };
  });
}

async function movedRecords(
  before: readonly Connection[],
  after: readonly Connection[],
): Promise<RecordChange[]> {
  const changed = new Map<string, RecordChange>();
  const put = (one: RecordChange) => changed.set(`${one.connectionId} ${one.courseKey}`, one);
  /** Removes the fallback places whose own site belongs to another connection. */
  const stays = (id: string, record: CourseRecord) =>
    withPending(
      record,
      record.pending.filter(({ place }) => ownerOf(after, place.site)?.id === id),
    );
  for (const { id } of before) {
    for (const [courseKey, record] of await readRecords(id)) {
      const waiting = waitingIn(record);
      const to = waiting && ownerOf(after, waiting.place.site)?.id;
      if (!to) continue;
      if (to === id) {
        const here = changed.get(`${id} ${courseKey}`)?.record ?? record;
        if (stays(id, here) !== here) {
          put({ connectionId: id, courseKey, record: stays(id, here) });
        }
        continue;
      }
      // Both connections may have a waiting place of the course.
      const there = changed.get(`${to} ${courseKey}`)?.record ?? (await readRecord(to, courseKey));
      put({ connectionId: to, courseKey, record: stays(to, moveIn(there, record)) });
      if (after.some((one) => one.id === id)) {
        put({ connectionId: id, courseKey, record: clear(record, waiting.seq) });
      }
    }
  }
  return [...changed.values()];
}

/** Assigns a site to a connection. Its places go there from now on, also those that wait. */
export const giveSite = (writer: StateWriter, origin: string, id: string): Promise<void> =>
  writer.alone(() =>
    arrangeForNewest((all) =>
      all.some((one) => one.id === id)
        ? all.map((one) => {
            const others = one.sites.filter((site) => site !== origin);
            return { ...one, sites: one.id === id ? [...others, origin] : others };
          })
        : all,
    ),
  );

/**
 * Makes a connection the default, which gets the sites that are added from now on. Known sites stay
 * with their connections.
 * @param known all known sites (origins)
 */
export const makeDefault = (
  writer: StateWriter,
  id: string,
  known: readonly string[],
): Promise<void> =>
  arrange(writer, (all) => {
    const first = all.find((one) => one.id === id);
    if (!first) return all;
    const settle = (one: Connection) => ({
      ...one,
      sites: known.filter((site) => ownerOf(all, site) === one),
    });
    const others = all.filter((one) => one !== first);
    return [first, ...others.map((one) => (one === all[0] ? settle(one) : one))];
  });

/**
 * Removes a disconnected connection from the list. Its sites, and the places that wait, go to the
 * default.
 */
export async function removeConnection(writer: StateWriter, id: string): Promise<void> {
  await arrange(writer, (all) =>
    all.length > 1 ? all.filter((one) => one.id !== id || one.connected) : all,
  );
  const isThere = (await connections.read()).some((one) => one.id === id);
  // A key may be under test for this connection.
  if (!isThere) writer.underWay.end(id);
}
