import { withLimit } from '../shared/time-limit.ts';

/** A job that takes longer (ms) hangs in the browser, and the next job begins. */
const PATIENCE = 60_000;

/**
 * Returns a function that runs jobs one after the other. A job that fails, or never ends, does not
 * stop those behind it.
 */
export function mutex(): <T>(job: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (job) => {
    const next = last.then(() => withLimit(job, PATIENCE));
    last = next.catch(() => undefined);
    return next;
  };
}
