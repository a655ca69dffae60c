import { unless } from '../../shared/unless-aborted.ts';

/* Requests under way, and what ends them. */

/** A send takes several requests: something came between them that forbids the next. */
export class RequestCancelled extends Error {
  override name = 'RequestCancelled';
  readonly exam: boolean;
  constructor(exam: boolean) {
    super('Nothing may be sent now.');
    this.exam = exam;
  }
}

/** For what rejected: RequestCancelled is given back, anything else is thrown on. */
export function cancelledIn(error: unknown): RequestCancelled {
  if (error instanceof RequestCancelled) return error;
  throw error;
}

/** Resolves after so long (ms), and rejects as soon as the signal aborts. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  await unless(signal, promise).finally(() => clearTimeout(timer));
}

/**
 * One signal for each connection, and for each job that can be ended by itself: when it ends, its requests
 * are aborted and no further one is sent. All that asks a server runs in one worker, so nothing of it is
 * stored.
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
    // What begins from now on has another signal.
    controllers.delete(name);
    ended?.abort(new RequestCancelled(false));
  }

  return {
    /** Aborts when one of these ends. Take it before the key is read: a key that goes later ends it. */
    signal: (...names: readonly string[]): AbortSignal =>
      AbortSignal.any(names.map((name) => controllerOf(name).signal)),
    /** Ends these connections or jobs. */
    end: (...names: readonly string[]): void => names.forEach(end),
    endAll: (): void => [...controllers.keys()].forEach(end),
  };
}

/** What a send of a place of this site ends with. */
export const jobOfSite = (origin: string) => `site ${origin}`;
