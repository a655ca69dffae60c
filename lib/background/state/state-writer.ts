import type { Place } from '../../edx/place.ts';
import type { Exchange, InvalidAnswer } from '../../ibl/client/types.ts';
import type { ValidationIssue } from '../../shared/validation-issue.ts';
import { connections, healthOf, type Health } from '../../store/items/connections.ts';
import { deletes, type PendingDelete } from '../../store/items/pending-deletes.ts';
import type { Item } from '../../store/core/item.ts';
import { disconnectingOf, type Disconnecting } from '../../store/items/pending-disconnects.ts';
import { pauses, type Pauses } from '../../store/items/pauses.ts';
import { settings, type Settings } from '../../store/items/settings.ts';
import type { CourseRecord } from '../../store/items/outbox-record.ts';
import { readRecord, writeRecord } from '../../store/items/outbox-records.ts';
import { put } from '../../store/core/quota.ts';
import { addToSentLog } from '../../store/logs/request-log.ts';
import { sites, wantedSite, type Site } from '../../store/items/sites.ts';
import { isExam, tabsSeen, type Seen } from '../../store/items/tabs.ts';
import { ownerOf } from '../../domain/connections.ts';
import { tellEngineer } from '../../shared/tell-engineer.ts';
import { mutex } from '../../domain/mutex.ts';
import { createRefusals } from './invalid-input-counter.ts';
import { createUnderWay } from '../scheduler/under-way.ts';

type Change<T> = (old: T) => T;

/** What the learner wishes of courses. */
export interface Wishes {
  readonly settings: Settings;
  readonly deletes: PendingDelete[];
}

/**
 * The one way in which the worker changes what is stored: each change reads, computes and writes
 * with no other between. A change that gives back the same object writes nothing.
 */
export function createStateWriter() {
  const queue = mutex();
  const pages = mutex();
  const noteRefusal = createRefusals();
  const underWay = createUnderWay();

  async function change<T>(item: Item<T>, step: Change<T>): Promise<T> {
    return await queue(async () => {
      const old = await item.read();
      const next = step(old);
      if (next !== old) await item.write(next);
      return next;
    });
  }

  return {
    record: (connectionId: string, courseKey: string, step: Change<CourseRecord>) =>
      queue(() => changeRecord(connectionId, courseKey, step)),
    /** The record of a place, in the connection that its site belongs to when it is written. */
    recordAt: (
      { site, courseKey }: Pick<Place, 'site' | 'courseKey'>,
      step: (old: CourseRecord, health: Health) => CourseRecord,
    ) =>
      queue(async () => {
        const owner = ownerOf(await connections.read(), site);
        if (!owner) return;
        const health = await healthOf(owner.id).read();
        await changeRecord(owner.id, courseKey, (old) => step(old, health));
      }),
    health: (connectionId: string, step: Change<Health>) => change(healthOf(connectionId), step),
    disconnecting: (connectionId: string, step: Change<Disconnecting | null>) =>
      change(disconnectingOf(connectionId), step),
    deletes: (step: Change<PendingDelete[]>) => change(deletes, step),
    settings: (step: Change<Settings>) => change(settings, step),
    pauses: (step: Change<Pauses>) => change(pauses, step),
    /** In one write, so that a stop leaves neither without the other: what is followed, and deleted. */
    async wishes(step: Change<Wishes>): Promise<Wishes> {
      return await queue(async () => {
        const old = { settings: await settings.read(), deletes: await deletes.read() };
        const next = step(old);
        await put({ ...settings.stored(next.settings), ...deletes.stored(next.deletes) });
        return next;
      });
    },
    sites: (step: Change<Site[]>) => change(sites, step),
    /** The site that the browser is asking about; null when the question is over. */
    wanted: (origin: string | null) =>
      change(wantedSite, () => origin && { origin, at: Date.now() }),
    /** Puts what a tab shows last. */
    tab: (tabId: number, seen: Seen) =>
      change(tabsSeen, ({ tabs }) => {
        const others = tabs.filter((tab) => tab.tabId !== tabId);
        return { tabs: [...newest(others), { tabId, seen }] };
      }),
    /** What a tab shows is not known any more. It stays in its turn: none before it becomes the newest. */
    forgetTab: (tabId: number) =>
      change(tabsSeen, ({ tabs }) => ({
        tabs: tabs.map((tab) => (tab.tabId === tabId ? { tabId, seen: NOTHING } : tab)),
      })),
    /** What such a tab shows is known again, unless it told something else since. */
    rememberTab: (tabId: number, place: Place) =>
      change(tabsSeen, ({ tabs }) => ({
        tabs: tabs.map((tab) =>
          tab.tabId === tabId && tab.seen.kind === 'none'
            ? { tabId, seen: { kind: 'place' as const, place } }
            : tab,
        ),
      })),
    /** The sent log is for the learner; that it cannot be written is no reason not to send. */
    log: (exchange: Exchange) =>
      queue(async () => {
        await addToSentLog({ ...exchange, at: Date.now() }).catch(() => undefined);
      }),
    /** What a server answered that does not fit. */
    invalidAnswer: ({ method, path, issue }: InvalidAnswer) =>
      noteRefusal({ kind: 'server', method, path }, issue),
    /** What a page of a followed site (its origin) said that does not fit. */
    invalidMessage: (site: string, issue: ValidationIssue) =>
      noteRefusal({ kind: 'page', site }, issue),
    /** Runs a job of several steps with no change of another between. */
    alone: queue,
    /** Runs a job about the pages of the browser, one at a time. No change of what is stored waits for it. */
    pages,
    /** The same, after what is stored; nobody waits for its end, as a page may never answer. */
    tellPages(job: () => Promise<void>): void {
      void pages(job).catch(tellEngineer);
    },
    /** The requests under way, for whoever takes away what they are made for. */
    underWay,
  };
}
export type StateWriter = ReturnType<typeof createStateWriter>;

const NOTHING: Seen = { kind: 'none' };

/** Closed tabs are not told of: the oldest are forgotten, but for exams, which hold everything back. */
const MOST_TABS = 60;

function newest<T extends { readonly seen: Seen }>(tabs: readonly T[]): T[] {
  let surplus = tabs.length - MOST_TABS;
  return tabs.filter(({ seen }) => isExam(seen) || surplus-- <= 0);
}

async function changeRecord(id: string, courseKey: string, step: Change<CourseRecord>) {
  const old = await readRecord(id, courseKey);
  const next = step(old);
  if (next !== old) await writeRecord(id, courseKey, next);
  return next;
}
