/* The times and limits of the rules, stated without the real code. */

/** A place is due after no other place came for this time (ms) … */
export const QUIET_TIME = 5_000;
/** … or after it waited this long (ms). */
export const LONGEST_DELAY = 60_000;
/** The longest wait after a failure (ms). */
export const LONGEST_WAIT = 29 * 60_000;
export const UNDO_TIME = 10_000;
/** After this many rejected places in a row a course stops. */
export const MOST_REFUSALS = 3;
/** A send makes at most this many requests, without those that `ask.ts` does not count. */
export const MOST_REQUESTS = 5;
/** For this time a sent place counts as unchanged on the server. */
export const TRUSTED_TIME = 5 * 60_000;
export const DAY = 24 * 60 * 60_000;
/** After a place waited longer, the worker reads the memory before it writes. */
export const LATE_AFTER = 10 * 60_000;
/** The school's own row may be this much older than the visit. */
export const TOLERANCE = 2 * 60_000;
/** A later unit may take this long to reach a school that keeps the course. */
export const SCHOOL_DELAY = 3 * 60_000;
/** After this many attempts in a row the worker does not ask the school. */
export const MOST_SCHOOL_REQUESTS = 2;
/** A clock in a reply counts whole seconds. */
export const WHOLE_SECOND = 1_000;

/** The longest Retry-After that counts, and how often **Try again** may overrule one. */
export const LONGEST_RETRY_AFTER = 60 * 60_000;
export const OVERRULED_ONCE_IN = 60_000;

/** Returns the wait after the n-th attempt. `chance` (0 to 1) replaces the random number. */
export function backoff(attempts: number, chance: number): number {
  const longest = Math.min(LONGEST_WAIT, QUIET_TIME * 4 ** attempts);
  return (longest / 2) * (1 + chance);
}

/** Returns how long the worker sends nothing after a Retry-After (ms). */
export const held = (asked: number, chance: number) =>
  asked > 0 ? asked + Math.sqrt(chance) * Math.min(Math.max(asked, 30_000), LONGEST_WAIT) : 0;
