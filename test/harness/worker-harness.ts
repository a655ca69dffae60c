import 'fake-indexeddb/auto';
import { createHash, createHmac, createSecretKey, KeyObject, randomBytes } from 'node:crypto';
import { expect, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createApi, DEMO_KEY, type Api } from '../../dev/fake-ibl/api.ts';
import { browser } from '../../lib/browser.ts';
import { connections } from '../../lib/store/items/connections.ts';
import {
  outsideWorker,
  bound,
  createDevice,
  through,
  runningContext,
  type Device,
} from './fake-device.ts';
import { unit } from './sample-places.ts';
import { installBrowser } from './fake-browser.ts';

/** The fake timers. Storage and promises are real. */
const FAKED = ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] as const;
export const START = Date.parse('2026-11-23T10:00:00Z');
const realImmediate = setImmediate;

interface SentRequest {
  readonly device: Device;
  /** The event that led the worker to this request. */
  readonly event: string;
  readonly method: string;
  readonly url: string;
  readonly body: string;
}
/** Gets the answer as the worker reads it, or null if none came or it broke off; and the fault that hit it. */
type RequestEnd = (
  answer: { response: Response; text: string } | null,
  fault: string | null,
) => void;

async function readCopy(answer: Promise<Response>) {
  try {
    const response = await answer;
    return { response, text: await response.clone().text() };
  } catch {
    return null;
  }
}

const bytesOf = (data: BufferSource) =>
  ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
const plain = (digest: Buffer) => new Uint8Array(digest).buffer;

/**
 * Opens a study: a learner, a worker and the local API, in virtual time.
 * @param shared an API that the caller keeps, which is much faster for many studies
 */
export async function openStudy(now: number = START, shared?: Api) {
  vi.useFakeTimers({ toFake: [...FAKED], now });
  fakeBrowser.reset();
  const api = shared ?? createApi({ now: () => Date.now() });
  shared?.reset();

  const setTimer = setTimeout;
  const setRepeating = setInterval;
  const later = (callback: () => void, ms?: number, ...args: never[]) =>
    setTimer(bound(callback), ms, ...args);
  vi.stubGlobal('setTimeout', later);
  vi.stubGlobal('setInterval', (callback: () => void, ms?: number) =>
    setRepeating(bound(callback), ms),
  );
  // fake-indexeddb uses immediates. Count them to know when it is idle.
  const immediates = { open: 0 };
  vi.stubGlobal('setImmediate', (callback: (...args: unknown[]) => void, ...args: unknown[]) => {
    immediates.open += 1;
    return realImmediate(() => {
      immediates.open -= 1;
      callback(...args);
    });
  });
  // Real hashing runs on another thread in real time, so hash at once.
  vi.spyOn(crypto.subtle, 'digest').mockImplementation(async (_, data) =>
    plain(createHash('sha256').update(bytesOf(data)).digest()),
  );
  vi.spyOn(crypto.subtle, 'sign').mockImplementation(async (_, key, data) =>
    plain(createHmac('sha256', KeyObject.from(key)).update(bytesOf(data)).digest()),
  );
  vi.spyOn(crypto.subtle, 'generateKey').mockImplementation(
    async (_, extractable, uses) =>
      createSecretKey(randomBytes(64)).toCryptoKey(
        { name: 'HMAC', hash: 'SHA-256' },
        extractable,
        [...uses].filter((use) => use === 'sign'),
      ) as CryptoKey,
  );

  /** Waits until storage and the API are idle. */
  async function settle(): Promise<void> {
    do await new Promise<void>((done) => realImmediate(done));
    while (immediates.open > 0);
    study.onRest();
  }

  const own = { id: browser.runtime.id, url: browser.runtime.getURL('/popup.html') };
  const first = createDevice('first', own, settle);
  const devices = [first];
  const uninstall = installBrowser(first);
  const badge = vi.spyOn(browser.action, 'setBadgeText');

  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const who = runningContext();
    const device = who?.generation.device ?? first;
    const stopped = who?.generation.stopped;
    return await through(`fetch ${init.method} ${url}`, async () => {
      const method = init.method ?? 'GET';
      const body = typeof init.body === 'string' ? init.body : '';
      const ended = study.onRequest({ device, event: who?.event ?? '', method, url, body });
      const place = api.log.length;
      const answer = reach(device, url, init, stopped);
      if (ended) ended(await readCopy(answer), api.log[place]?.fault ?? null);
      return await answer;
    });
  });

  async function reach(device: Device, url: string, init: RequestInit, stopped?: AbortSignal) {
    if (!device.online) throw new TypeError('Failed to fetch');
    const signals = [init.signal, stopped].filter((signal) => signal instanceof AbortSignal);
    const signal = AbortSignal.any(signals);
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    });
    const answer = await Promise.race([api.fetch(new Request(url, { ...init, signal })), aborted]);
    if (init.redirect === 'error' && [301, 302, 303, 307, 308].includes(answer.status)) {
      throw new TypeError('Failed to fetch');
    }
    return answer;
  }

  /** Rings alarms that are due, including those that were missed while the clock was moved. */
  async function ringAlarms(): Promise<void> {
    for (const device of devices) {
      for (const [name, alarm] of device.alarms) {
        if (alarm.when > Date.now()) continue;
        device.alarms.delete(name);
        const { periodInMinutes } = alarm;
        if (periodInMinutes !== undefined) {
          device.alarms.set(name, { ...alarm, when: Date.now() + periodInMinutes * 60_000 });
        }
        device.event('alarm', (worker) => worker.alarm(name)).catch(() => undefined);
        await settle();
      }
    }
  }

  const study = {
    ...first,
    api,
    first,
    badge,
    settle,
    /** Called with each request that leaves a browser. The returned function is called when the request ends. */
    onRequest: (_request: SentRequest): RequestEnd | undefined => undefined,
    /** Called whenever everything is settled. */
    onRest: (): void => undefined,
    /** Adds another browser of the same learner, with its own storage and worker. */
    addDevice(): Device {
      const device = createDevice(`device ${devices.length + 1}`, own, settle);
      devices.push(device);
      return device;
    },
    /** Lets time pass, from one timer or alarm to the next. */
    async wait(ms: number): Promise<void> {
      const time = { over: false, at: Date.now(), rounds: 0 };
      const end = outsideWorker(() => setTimer(() => (time.over = true), ms));
      await settle();
      await ringAlarms();
      while (!time.over) {
        const alarms = devices.flatMap((one) => [...one.alarms.values()].map(({ when }) => when));
        const next = Math.ceil(Math.min(...alarms) - Date.now());
        const stopover = next > 0 && next < Infinity ? setTimer(() => undefined, next) : undefined;
        time.rounds = Date.now() === time.at ? time.rounds + 1 : 0;
        time.at = Date.now();
        if (time.rounds > 100) throw new Error('The worker wakes itself without end.');
        vi.advanceTimersToNextTimer();
        clearTimeout(stopover);
        await settle();
        await ringAlarms();
      }
      clearTimeout(end);
    },
    setOnline(is: boolean): void {
      first.online = is;
    },
    async seeUnit(name: string, tabId = 1, account?: string): Promise<void> {
      const { url, courseTitle, sectionTitle, subsectionTitle, unitTitle } = unit(name);
      const titles = Object.fromEntries(
        Object.entries({ courseTitle, sectionTitle, subsectionTitle, unitTitle }).filter(
          ([, title]) => title !== undefined,
        ),
      );
      const named = account === undefined ? {} : { account };
      await first.see({ kind: 'place', at: url, titles, ...named }, url, tabId);
    },
    /** Deletes everything that is listed for a course, after the undo time. */
    async remove(courseKey: string, wish: { school?: false; waypoint?: false; stop?: true } = {}) {
      await study.ask({
        type: 'memory/delete',
        courses: [{ courseKey, title: courseKey }],
        waypoint: true,
        school: true,
        stop: false,
        ...wish,
      });
    },
    async connect(key: string = DEMO_KEY) {
      return await first.ask({
        type: 'connection/connect',
        id: null,
        address: '',
        org: 'demo-university',
        username: 'ada',
        key,
      });
    },
    /** Returns the id of the default connection. */
    async connectionId(): Promise<string> {
      return (await connections.read())[0]?.id ?? '';
    },
    async disconnect(forget = false) {
      const id = await study.connectionId();
      return await first.ask({ type: 'connection/disconnect', id, forget });
    },
    /** Empties the browser, as if the learner started with a new one. */
    async forgetDevice(): Promise<void> {
      first.stopWorker();
      first.areas.local.clear();
      first.areas.session.clear();
      first.alarms.clear();
    },
    memories: () => api.memories('demo-university', 'ada'),
    /** Returns all requests that write. */
    writes(): string[] {
      const all = api.log
        .filter(({ method }) => method !== 'GET')
        .map((e) => `${e.method} ${e.path}`);
      return all;
    },
    /** Ends the study. Fails if a request or a reply broke the official document. */
    close(): void {
      const { violations } = api;
      for (const device of devices) device.stopWorker();
      uninstall();
      vi.restoreAllMocks();
      vi.unstubAllGlobals();
      vi.useRealTimers();
      if (!shared) api.close();
      expect(violations).toEqual([]);
    },
  };
  return study;
}
export type Study = Awaited<ReturnType<typeof openStudy>>;
