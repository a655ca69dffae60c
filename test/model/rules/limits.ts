/* How long, how often, how many: what the rules of sending say, beside the real code. */

export const QUIET = 5_000;
export const LATEST = 60_000;
export const LONGEST_WAIT = 15 * 60_000;
export const UNDO_TIME = 10_000;
export const MOST_REFUSALS = 3;
export const MOST_REQUESTS = 5;
/** For so long what was sent counts as still there. */
export const TRUSTED = 5 * 60_000;
export const A_DAY = 24 * 60 * 60_000;
/** A place that waited longer is read before it is written. */
export const LONG = 10 * 60_000;
/** How much older than the visit the school's own row may be. */
export const TOLERANCE = 2 * 60_000;
/** So long a later unit may take to show up at a school that keeps the course. */
export const PATIENCE = 3 * 60_000;
/** After so many tries in a row the school is not asked any more. */
export const MOST_QUESTIONS = 2;
/** A clock in a reply counts whole seconds. */
export const WHOLE_SECOND = 1_000;

/** A Retry-After may be so long, and Try again counts in spite of it so often. */
export const LONGEST_RETRY_AFTER = 60 * 60_000;
export const OVERRULED_ONCE_IN = 60_000;

/** The wait after the n-th try, for a model in which chance always says the same (from 0 to 1). */
export const backoff = (attempts: number, chance: number) =>
  QUIET + chance * (Math.min(LONGEST_WAIT, QUIET * 2 ** attempts) - QUIET);
