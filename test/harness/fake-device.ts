import { AsyncLocalStorage } from 'node:async_hooks';
import type { PageAnswer } from '../../lib/messages/content-script.ts';
import type { ReplyTo } from '../../lib/messages/replies.ts';
import type { OwnMessage } from '../../lib/messages/requests.ts';
import type { Report } from '../../lib/edx/place.ts';
import { createWorker } from '../../lib/background/worker.ts';

/* One browser of a learner: its storage, its tabs, and its worker. */

/** Thrown when the browser stopped the worker before it answered. */
export class WorkerStopped extends Error {
  override name = 'WorkerStopped';
}

/** A worker from its start to its stop. Its calls to the browser go through `through`. */
export interface Generation {
  readonly device: Device;
  readonly worker: ReturnType<typeof createWorker>;
  readonly stopped: AbortSignal;
  /** Rejects with WorkerStopped at the stop. */
  readonly ended: Promise<never>;
  stop(): void;
}

interface Running {
  readonly generation: Generation;
  /** The event that started this code, or null once the worker answered it. */
  event: string | null;
}

/** The worker that the running code belongs to, also after promises and timers. */
const running = new AsyncLocalStorage<Running | undefined>();
export const runningContext = (): Running | undefined => running.getStore();
/** Runs code that belongs to no worker, such as a server or the browser itself. */
export const outsideWorker = <T>(job: () => T): T => running.run(undefined, job);

/** Returns a promise that is never settled. */
export const neverSettles = () => new Promise<never>(() => undefined);

/** At which of its calls to the browser the worker is stopped, and on which side of the call. */
export interface StopAt {
  /** How many calls are answered before. */
  calls: number;
  /** Whether only requests count as calls. */
  requests?: boolean;
  /** `after`: the browser carries the call out, but nobody gets its answer. */
  side: 'before' | 'after';
}

/** Carries out a call of a worker to its browser. After a stop it does nothing and never answers. */
export async function through<T>(name: string, carryOut: () => Promise<T>): Promise<T> {
  const generation = running.getStore()?.generation;
  if (!generation) return await carryOut();
  if (generation.stopped.aborted) return await neverSettles();
  const side = generation.device.countDown(name);
  if (side === 'before') return await neverSettles();
  try {
    await failAsRequested(generation.device, name);
    return await outsideWorker(carryOut);
  } finally {
    if (side === 'after') generation.stop();
    if (generation.stopped.aborted) await neverSettles();
  }
}

/** How a call to the browser fails: it is never answered, it rejects, or it takes some time (ms). */
export type Hostility = 'hang' | 'reject' | { readonly after: number };

/** Makes a call fail as the test asked, before the call is carried out. */
async function failAsRequested(device: Device, name: string): Promise<void> {
  const how = device.hostilityOf(name);
  if (how === 'hang') await neverSettles();
  if (how === 'reject') throw new Error(`The browser refuses ${name}.`);
  if (typeof how === 'object' && how !== null) {
    await outsideWorker(() => new Promise((done) => setTimeout(done, how.after)));
  }
}

/** Returns a timer callback that runs for the worker that set it, and not after its stop. */
export function bound<A extends unknown[]>(callback: (...args: A) => void): (...args: A) => void {
  const signal = running.getStore()?.generation.stopped;
  const inContext = AsyncLocalStorage.bind(callback);
  return (...args) => {
    if (!signal?.aborted) inContext(...args);
  };
}

export type Device = ReturnType<typeof createDevice>;

/**
 * Creates a browser with a worker.
 * @param name tells the device from others
 * @param own the sender of messages of the extension's own pages
 * @param settle waits until storage and API are idle
 */
export function createDevice(
  name: string,
  own: { id: string; url: string },
  settle: () => Promise<void>,
) {
  const local = new Map<string, unknown>();
  const session = new Map<string, unknown>();
  let stopAt: StopAt | null = null;
  /** The call at which the worker is being stopped. */
  let hit: string | null = null;
  const hostile = new Map<string, { how: Hostility; times: number }>();

  function start(): Generation {
    const stop = new AbortController();
    const { promise: ended, reject } = Promise.withResolvers<never>();
    ended.catch(() => undefined);
    return {
      device,
      worker: createWorker(),
      stopped: stop.signal,
      ended,
      stop: () => {
        if (stop.signal.aborted) return;
        stop.abort();
        reject(new WorkerStopped());
        stopAt = null;
        device.onStop(hit);
        hit = null;
        if (generation.stopped === stop.signal) generation = start();
      },
    };
  }

  /** Hands an event to the worker. Rejects with WorkerStopped if the worker is stopped before it answers. */
  async function event<T>(
    kind: string,
    act: (worker: Generation['worker']) => Promise<T>,
  ): Promise<T> {
    const mine = generation;
    const context: Running = { generation: mine, event: kind };
    const answer = running
      .run(context, () => act(mine.worker))
      .finally(() => (context.event = null));
    const said = Promise.race([answer, mine.ended]);
    // The caller may look at the answer only after everything is settled.
    said.catch(() => undefined);
    return await said;
  }

  const device = {
    name,
    areas: { local, session },
    alarms: new Map<string, { when: number; periodInMinutes?: number }>(),
    /** What each tab answers when the worker asks it. */
    tabs: new Map<number, { url: string; answer: PageAnswer }>(),
    /** The tab in front of the learner. */
    front: null as number | null,
    online: true,
    /** Called at each stop, with the call to the browser that it hit, or null. */
    onStop: (_call: string | null): void => undefined,
    generation: () => generation,
    worker: () => generation.worker,
    event,
    /** Stops the worker at once. The next event starts another. */
    stopWorker: () => generation.stop(),
    stopWorkerAt: (at: StopAt | null) => void (stopAt = at && { ...at }),
    /**
     * Makes calls to the browser fail: one by its name (`tabs.sendMessage`), or all of a part (`action.*`).
     * @param how null: the calls work again
     * @param times how many of the next calls fail
     */
    hostile(call: string, how: Hostility | null, times = Infinity): void {
      if (how === null) hostile.delete(call);
      else hostile.set(call, { how, times });
    },
    hostilityOf(call: string): Hostility | null {
      const one = hostile.get(call) ?? hostile.get(call.replace(/\.[^.]+$/, '.*'));
      if (!one || one.times <= 0) return null;
      one.times -= 1;
      return one.how;
    },
    /** Tabs whose page answers nothing and runs nothing, because it is busy, frozen or shows a dialog. */
    frozen: new Set<number>(),
    countDown(call: string): StopAt['side'] | null {
      if (!stopAt || (stopAt.requests === true && !call.startsWith('fetch'))) return null;
      if (stopAt.calls-- > 0) return null;
      const { side } = stopAt;
      hit = `${side} ${call}`;
      if (side === 'before') generation.stop();
      return side;
    },
    /** Sends a report of a page's content script. Rejects if nobody answers. */
    async report(report: Report, url: string, tabId = 1): Promise<unknown> {
      device.tabs.set(tabId, { url, answer: { at: url, report } });
      const from = { id: own.id, frameId: 0, url, tab: tabOf(tabId, url) };
      return await event('page/report', async (worker) =>
        worker.message({ type: 'page/report', report }, from),
      );
    },
    async send<M extends OwnMessage>(message: M): Promise<ReplyTo<M>> {
      const answer = await event(message.type, async (worker) => worker.message(message, own));
      return (answer as { reply: ReplyTo<M> } | undefined)?.reply as ReplyTo<M>;
    },
    /** Like `report`, and waits for everything that follows at once. */
    async see(report: Report, url: string, tabId = 1): Promise<unknown> {
      const answer = device.report(report, url, tabId);
      answer.catch(() => undefined);
      await settle();
      return await answer;
    },
    async ask<M extends OwnMessage>(message: M): Promise<ReplyTo<M>> {
      const answer = device.send(message);
      answer.catch(() => undefined);
      await settle();
      return await answer;
    },
  };
  let generation = start();
  return device;
}

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
