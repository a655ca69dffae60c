import type { Place } from '../../edx/place.ts';
import type { Exchange, InvalidAnswer } from '../../ibl/client/types.ts';
import type { ValidationIssue } from '../../shared/validation-issue.ts';
import { connections, healthOf, type Health } from '../../store/items/connections.ts';
import { deletes, type PendingDelete } from '../../store/items/pending-deletes.ts';
import type { Item } from '../../store/core/item.ts';
import { pauses, type Pauses } from '../../store/items/pauses.ts';
import { settings, type Settings } from '../../store/items/settings.ts';
import type { CourseRecord } from '../../store/items/outbox-record.ts';
import { readRecord, writeRecord } from '../../store/items/outbox-records.ts';
import { put } from '../../store/core/quota.ts';
import { logRequest } from '../../store/logs/request-log.ts';
import { sites, requestedSite, type Site } from '../../store/items/sites.ts';
import { isExam, tabsSeen, type Seen } from '../../store/items/tabs.ts';
import { ownerOf } from '../../domain/connections.ts';
import { tellEngineer } from '../../shared/tell-engineer.ts';
import { mutex } from '../../domain/mutex.ts';
import { createInvalidInputCounter } from './invalid-input-counter.ts';
import { createUnderWay } from '../scheduler/under-way.ts';

type Change<T> = (old: T) => T;

/** What Delete and stop following changes together. */
export interface SettingsAndDeletes {
  readonly settings: Settings;
  readonly deletes: PendingDelete[];
}

/**
 * Returns the only way in which the worker changes what is stored. Each change reads, computes and
 * writes with no other change between. A change of one item that returns the same object writes
 * nothing.
 */
export function createStateWriter() {
  const queue = mutex();
  const pages = mutex();
  const countInvalidInput = createInvalidInputCounter();
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
    /**
     * Changes the record of a place, at the connection that its site belongs to at the time of the
     * write.
     */
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
    deletes: (step: Change<PendingDelete[]>) => change(deletes, step),
    settings: (step: Change<Settings>) => change(settings, step),
    pauses: (step: Change<Pauses>) => change(pauses, step),
    /**
     * Changes settings and pending deletes in one write, so that a worker that is stopped stores
     * both or neither. Writes even if nothing changed.
     */
    async settingsAndDeletes(step: Change<SettingsAndDeletes>): Promise<SettingsAndDeletes> {
      return await queue(async () => {
        const old = { settings: await settings.read(), deletes: await deletes.read() };
        const next = step(old);
        await put({ ...settings.stored(next.settings), ...deletes.stored(next.deletes) });
        return next;
      });
    },
    sites: (step: Change<Site[]>) => change(sites, step),
    /**
     * Stores the site for which the browser is asking the learner for access; null once the
     * question is over.
     */
    requestedSite: (origin: string | null) =>
      change(requestedSite, () => origin && { origin, at: Date.now() }),
    /** Stores what a tab shows, as the most recent one. */
    tab: (tabId: number, seen: Seen) =>
      change(tabsSeen, ({ tabs }) => {
        const others = tabs.filter((tab) => tab.tabId !== tabId);
        return { tabs: [...newest(others), { tabId, seen }] };
      }),
    /**
     * Clears what a tab shows. Keeps its position, so that no older tab counts as the most recent
     * one.
     */
    forgetTab: (tabId: number) =>
      change(tabsSeen, ({ tabs }) => ({
        tabs: tabs.map((tab) => (tab.tabId === tabId ? { tabId, seen: NOTHING } : tab)),
      })),
    /** Restores what a cleared tab shows, unless the tab has reported something else since. */
    rememberTab: (tabId: number, place: Place) =>
      change(tabsSeen, ({ tabs }) => ({
        tabs: tabs.map((tab) =>
          tab.tabId === tabId && tab.seen.kind === 'none'
            ? { tabId, seen: { kind: 'place' as const, place } }
            : tab,
        ),
      })),
    /**
     * Adds an exchange to the request log. The log only informs the learner, so a failed write does
     * not stop a send.
     */
    log: (exchange: Exchange) =>
      queue(async () => {
        await logRequest({ ...exchange, at: Date.now() }).catch(() => undefined);
      }),
    /** Counts an answer of a server that does not fit its schema. */
    invalidAnswer: ({ method, path, issue }: InvalidAnswer) =>
      countInvalidInput({ kind: 'server', method, path }, issue),
    /** Counts a message of a page of a followed site (its origin) that does not fit its schema. */
    invalidMessage: (site: string, issue: ValidationIssue) =>
      countInvalidInput({ kind: 'page', site }, issue),
    /** Runs a job of several steps with no other change between. */
    alone: queue,
    /**
     * Runs a job about the pages of the browser, one at a time. No change of what is stored waits
     * for it.
     */
    pages,
    /**
     * Like `pages`, but without waiting for the job, as a page may never answer. Call it after the
     * change is stored.
     */
    tellPages(job: () => Promise<void>): void {
      void pages(job).catch(tellEngineer);
    },
    /** The requests under way, so that whoever removes what they are made for can end them. */
    underWay,
  };
}
export type StateWriter = ReturnType<typeof createStateWriter>;

const NOTHING: Seen = { kind: 'none' };

/**
 * How many tabs are kept. The browser does not tell Waypoint about closed tabs, so the oldest are
 * dropped, except those with an exam, which blocks all sends.
 */
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
