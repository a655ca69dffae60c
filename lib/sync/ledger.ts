import type { Exchange } from '../ibl/http.ts';
import { healthOf, type Health } from '../store/connections.ts';
import { deletes, type PendingDelete } from '../store/deletes.ts';
import type { Item } from '../store/item.ts';
import { settings, type Settings } from '../store/settings.ts';
import { readRecord, writeRecord, type CourseRecord } from '../store/records.ts';
import { addToSentLog } from '../store/sent-log.ts';
import { tabsSeen, type Seen } from '../store/tabs.ts';
import { serial } from './queue.ts';

type Change<T> = (old: T) => T;

/**
 * The one way in which the worker changes what is stored: each change reads, computes and writes
 * with no other between. A change that gives back the same object writes nothing.
 */
export function createLedger() {
  const queue = serial();

  async function change<T>(item: Item<T>, step: Change<T>): Promise<T> {
    return await queue(async () => {
      const old = await item.read();
      const next = step(old);
      if (next !== old) await item.write(next);
      return next;
    });
  }

  return {
    async record(
      connectionId: string,
      courseKey: string,
      step: Change<CourseRecord>,
    ): Promise<CourseRecord> {
      return await queue(async () => {
        const old = await readRecord(connectionId, courseKey);
        const next = step(old);
        if (next !== old) await writeRecord(connectionId, courseKey, next);
        return next;
      });
    },
    health: (connectionId: string, step: Change<Health>) => change(healthOf(connectionId), step),
    deletes: (step: Change<PendingDelete[]>) => change(deletes, step),
    settings: (step: Change<Settings>) => change(settings, step),
    /** Puts what a tab shows last; null forgets the tab. */
    tab: (tabId: number, seen: Seen | null) =>
      change(tabsSeen, ({ tabs }) => {
        const others = tabs.filter((tab) => tab.tabId !== tabId).slice(-MOST_TABS);
        return { tabs: seen ? [...others, { tabId, seen }] : others };
      }),
    /** The sent log is for the learner; that it cannot be written is no reason not to send. */
    log: (exchange: Exchange) =>
      queue(async () => {
        await addToSentLog({ ...exchange, at: Date.now() }).catch(() => undefined);
      }),
    /** Runs a job of several steps with no change of another between. */
    alone: queue,
    /** Carries out deletes one after the other, and takes none back in the middle of it. */
    deleting: serial(),
  };
}
export type Ledger = ReturnType<typeof createLedger>;

/** Closed tabs are not told of: the oldest are forgotten. */
const MOST_TABS = 60;
