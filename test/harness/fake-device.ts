import { AsyncLocalStorage } from 'node:async_hooks';
import type { PageAnswer } from '../../lib/messages/content-script.ts';
import type { ReplyTo } from '../../lib/messages/replies.ts';
import type { OwnMessage } from '../../lib/messages/requests.ts';
import type { Report } from '../../lib/edx/place.ts';
import { createWorker } from '../../lib/background/worker.ts';

/* One browser of a learner: what it stores, its tabs, and the worker that runs in it. */

/** The browser ended the worker before it answered. */
export class WorkerStopped extends Error {
  override name = 'WorkerStopped';
}

/** A worker from its start to its stop. What it asks of the browser goes through `through`. */
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
  /** The event that it all began with; null once that was answered. */
  event: string | null;
}

/** Which worker the running code belongs to: kept along promises and timers. */
const running = new AsyncLocalStorage<Running | undefined>();
export const whoRuns = (): Running | undefined => running.getStore();
/** Runs what is not the worker's: a server, or the browser itself. */
export const asNobody = <T>(job: () => T): T => running.run(undefined, job);

/** What is never answered. */
export const never = () => new Promise<never>(() => undefined);

/** When the worker is stopped: at which of its calls to the browser, and on which side of it. */
export interface StopAt {
  /** This many calls are still answered. */
  calls: number;
  /** Whether requests alone count as calls. */
  requests?: boolean;
  /** `after`: the call was carried out, its answer comes to nobody. */
  side: 'before' | 'after';
}

/** A call of a worker to its browser: after a stop it is not carried out, and nothing comes back. */
export async function through<T>(name: string, carryOut: () => Promise<T>): Promise<T> {
  const generation = running.getStore()?.generation;
  if (!generation) return await carryOut();
  if (generation.stopped.aborted) return await never();
  const side = generation.device.countDown(name);
  if (side === 'before') return await never();
  try {
    await suffer(generation.device, name);
    return await asNobody(carryOut);
  } finally {
    if (side === 'after') generation.stop();
    if (generation.stopped.aborted) await never();
  }
}

/** How a call to the browser goes, instead of well: it takes some time (ms), fails, or is never answered. */
export type Hostility = 'hang' | 'reject' | { readonly after: number };

/** For the browser's part in `through`: what comes before the call is carried out. */
async function suffer(device: Device, name: string): Promise<void> {
  const how = device.hostilityOf(name);
  if (how === 'hang') await never();
  if (how === 'reject') throw new Error(`The browser refuses ${name}.`);
  if (typeof how === 'object' && how !== null) {
    await asNobody(() => new Promise((done) => setTimeout(done, how.after)));
  }
}

/** A callback of a timer: runs as who set it, and not after a stop. */
export function bound<A extends unknown[]>(callback: (...args: A) => void): (...args: A) => void {
  const signal = running.getStore()?.generation.stopped;
  const inContext = AsyncLocalStorage.bind(callback);
  return (...args) => {
    if (!signal?.aborted) inContext(...args);
  };
}

export type Device = ReturnType<typeof createDevice>;

/** `name` keeps it apart from others; `own` is how the extension's own pages are named; `settle` lets everything come to rest. */
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

  /** Hands an event to the worker; rejects with WorkerStopped when it is stopped before it answers. */
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
    // Who asked may look at the answer only after everything has come to rest.
    said.catch(() => undefined);
    return await said;
  }

  const device = {
    name,
    areas: { local, session },
    alarms: new Map<string, { when: number; periodInMinutes?: number }>(),
    /** What each tab shows when the worker asks it. */
    tabs: new Map<number, { url: string; answer: PageAnswer }>(),
    /** The tab in front of the learner. */
    front: null as number | null,
    online: true,
    /** Called at each stop; with the name of the call to the browser that it hit, if one. */
    onStop: (_call: string | null): void => undefined,
    generation: () => generation,
    worker: () => generation.worker,
    event,
    /** The browser ends the worker where it stands; the next event starts another. */
    stopWorker: () => generation.stop(),
    stopWorkerAt: (at: StopAt | null) => void (stopAt = at && { ...at }),
    /**
     * Makes calls to the browser go badly: one by its name (`tabs.sendMessage`), or all of a part (`action.*`).
     * @param how null: well again
     * @param times how many of the next calls
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
    /** Tabs whose page answers nothing and runs nothing any more: it is busy, frozen, or asks something. */
    frozen: new Set<number>(),
    countDown(call: string): StopAt['side'] | null {
      if (!stopAt || (stopAt.requests === true && !call.startsWith('fetch'))) return null;
      if (stopAt.calls-- > 0) return null;
      const { side } = stopAt;
      hit = `${side} ${call}`;
      if (side === 'before') generation.stop();
      return side;
    },
    /** A page's script says something; rejects when nobody answers. */
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
    /** As `report`, and everything it leads to at once. */
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
