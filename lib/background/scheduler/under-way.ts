import { unless } from '../../shared/unless-aborted.ts';
import { keepAlive } from './keep-alive.ts';

/* Keeps track of the requests under way, and ends them. */

/** Forbids the next request of a job, because something happened between two of its requests. */
export class RequestCancelled extends Error {
  override name = 'RequestCancelled';
  readonly exam: boolean;
  constructor(exam: boolean) {
    super('Nothing may be sent now.');
    this.exam = exam;
  }
}

/** Returns a caught RequestCancelled, and throws any other error again. */
export function cancelledIn(error: unknown): RequestCancelled {
  if (error instanceof RequestCancelled) return error;
  throw error;
}

/**
 * Runs a job that asks a server, and keeps the worker alive meanwhile. Returns the job's result, or
 * the RequestCancelled that ended it.
 */
export const untilCancelled = <T>(job: () => Promise<T>): Promise<T | RequestCancelled> =>
  keepAlive(job).catch(cancelledIn);

/** Resolves after `ms`, and rejects as soon as the signal aborts. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  await unless(signal, promise).finally(() => clearTimeout(timer));
}

/**
 * Returns one signal for each connection, and for each job that can end on its own. When one of
 * them ends, its requests are aborted and no further one is sent. All requests to servers run in
 * one worker, so nothing about them is stored.
 */
export function createUnderWay() {
  const controllers = new Map<string, AbortController>();

  function controllerOf(name: string): AbortController {
    const known = controllers.get(name);
    if (known) return known;
    const made = new AbortController();
    controllers.set(name, made);
    return made;
  }

  function end(name: string): void {
    const ended = controllers.get(name);
    // What begins from now on gets another signal.
    controllers.delete(name);
    ended?.abort(new RequestCancelled(false));
  }

  return {
    /**
     * Returns a signal that aborts when one of these connections or jobs ends. Take it before you
     * read the key, so that a key that is removed later aborts it.
     */
    signal: (...names: readonly string[]): AbortSignal =>
      AbortSignal.any(names.map((name) => controllerOf(name).signal)),
    /** Aborts the requests of these connections or jobs. */
    end: (...names: readonly string[]): void => names.forEach(end),
    endAll: (): void => [...controllers.keys()].forEach(end),
  };
}

/** Returns the name of the job that ends the sends of a site's places. */
export const jobOfSite = (origin: string) => `site ${origin}`;
