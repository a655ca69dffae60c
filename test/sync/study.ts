import 'fake-indexeddb/auto';
import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createApi, DEMO_KEY } from '../../dev/api/api.ts';
import { browser } from '../../lib/browser.ts';
import type { Report } from '../../lib/edx/place.ts';
import type { OwnMessage, PageAnswer, ReplyTo } from '../../lib/messages.ts';
import { createWorker } from '../../lib/sync/worker.ts';
import { ALARM } from '../../lib/sync/wake.ts';
import { unit } from './examples.ts';

/** Everything that waits for timers is faked; what runs on its own (storage, hashing) is real. */
const FAKED = ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] as const;
const START = Date.parse('2026-11-23T10:00:00Z');

/** A learner, a worker and the local API, in virtual time. */
export async function openStudy(now: number = START) {
  vi.useFakeTimers({ toFake: [...FAKED], now });
  fakeBrowser.reset();
  const api = createApi({ now: () => Date.now() });
  /** What each tab shows when the worker asks it. */
  const tabs = new Map<number, { url: string; answer: PageAnswer }>();
  let online = true;
  let worker = createWorker();

  vi.spyOn(browser.runtime, 'getPlatformInfo').mockResolvedValue({ os: 'linux', arch: 'x86-64' });
  vi.spyOn(browser.i18n, 'getMessage').mockImplementation((key) => key);
  vi.spyOn(browser.permissions, 'contains').mockResolvedValue(true);
  vi.spyOn(browser.action, 'setBadgeBackgroundColor').mockResolvedValue();
  const badge = vi.spyOn(browser.action, 'setBadgeText').mockResolvedValue();
  vi.spyOn(browser.action, 'setTitle').mockResolvedValue();
  vi.spyOn(browser.tabs, 'query').mockResolvedValue([]);
  vi.spyOn(browser.tabs, 'sendMessage').mockImplementation(async (tabId) => {
    const tab = tabs.get(tabId);
    if (!tab) throw new Error('Could not establish connection.');
    return tab.answer;
  });
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (!online) throw new TypeError('Failed to fetch');
    const { signal } = init;
    const aborted = new Promise<never>((_, reject) => {
      signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    });
    return await Promise.race([api.fetch(new Request(url, init)), aborted]);
  });

  // Hashing runs on a thread of its own and takes real time: it is waited for.
  let hashing = 0;
  const digest = crypto.subtle.digest.bind(crypto.subtle);
  vi.spyOn(crypto.subtle, 'digest').mockImplementation(async (...args) => {
    hashing += 1;
    return await digest(...args).finally(() => (hashing -= 1));
  });

  /** Lets storage, hashing and the API finish what they are at. */
  async function settle(): Promise<void> {
    for (let calm = 0; calm < 40; calm = hashing === 0 ? calm + 1 : 0) {
      await new Promise((done) => setImmediate(done));
    }
  }

  const own = { id: browser.runtime.id, url: browser.runtime.getURL('/popup.html') };

  const study = {
    api,
    tabs,
    badge,
    settle,
    async wait(ms: number): Promise<void> {
      const until = Date.now() + ms;
      await settle();
      while (Date.now() < until) {
        await vi.advanceTimersByTimeAsync(Math.min(500, until - Date.now()));
        await settle();
        const alarm = await browser.alarms.get(ALARM);
        if (alarm && alarm.scheduledTime <= Date.now()) {
          await browser.alarms.clear(ALARM);
          void worker.alarm();
          await settle();
        }
      }
    },
    /** The browser ends the worker where it stands; the next event starts another. */
    stopWorker(): void {
      worker.stop();
      vi.clearAllTimers();
      worker = createWorker();
    },
    worker: () => worker,
    setOnline(is: boolean): void {
      online = is;
    },
    /** The page in a tab says where the learner is. */
    async see(report: Report, url: string, tabId = 1): Promise<unknown> {
      tabs.set(tabId, { url, answer: { at: url, report } });
      const answer = worker.message(
        { type: 'page/report', report },
        { id: browser.runtime.id, frameId: 0, url, tab: tabOf(tabId, url) },
      );
      await settle();
      return await answer;
    },
    async seeUnit(name: string, tabId = 1, account?: string): Promise<void> {
      const { url, courseTitle, sectionTitle, subsectionTitle, unitTitle } = unit(name);
      const titles = Object.fromEntries(
        Object.entries({ courseTitle, sectionTitle, subsectionTitle, unitTitle }).filter(
          ([, title]) => title !== undefined,
        ),
      );
      const named = account === undefined ? {} : { account };
      await study.see({ kind: 'place', at: url, titles, ...named }, url, tabId);
    },
    async ask<M extends OwnMessage>(message: M): Promise<ReplyTo<M>> {
      const answer = worker.message(message, own);
      await settle();
      return (await answer) as ReplyTo<M>;
    },
    async connect(key: string = DEMO_KEY) {
      return await study.ask({
        type: 'connection/connect',
        address: '',
        org: 'demo-university',
        username: 'ada',
        key,
      });
    },
    /** Another browser of the same learner: nothing is stored there yet. */
    async forgetDevice(): Promise<void> {
      worker.stop();
      vi.clearAllTimers();
      await browser.storage.local.clear();
      await browser.storage.session.clear();
      worker = createWorker();
    },
    memories: () => api.memories('demo-university', 'ada'),
    /** Requests that write, since the last call. */
    writes(): string[] {
      const all = api.log
        .filter(({ method }) => method !== 'GET')
        .map((e) => `${e.method} ${e.path}`);
      return all;
    },
    close(): void {
      worker.stop();
      vi.restoreAllMocks();
      vi.unstubAllGlobals();
      vi.useRealTimers();
      api.close();
    },
  };
  return study;
}
export type Study = Awaited<ReturnType<typeof openStudy>>;

function tabOf(id: number, url: string) {
  return {
    id,
    url,
    index: 0,
    highlighted: true,
    active: true,
    pinned: false,
    incognito: false,
  };
}
