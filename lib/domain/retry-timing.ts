import { LONGEST_RETRY_AFTER } from '../ibl/client/retry-after.ts';
import type { Health } from '../store/items/connections.ts';
import { waitingIn, type CourseRecord } from '../store/items/outbox-record.ts';

/** A place is sent when no newer one of its course came for this long (ms) … */
export const QUIET = 5_000;
/** … and at the latest this long (ms) after the first one that was not sent. */
export const LATEST = 60_000;
/** The longest wait (ms) between two tries, unless a server asks for more. */
export const LONGEST_WAIT = 29 * 60_000;

/** The longest wait after a try is this many times as long as after the try before. */
const GROWTH = 4;

/** The browsers that wait for the same Retry-After spread over at least this time (ms). */
const SHORTEST_SPREAD = 30_000;

/**
 * Returns a stored time; `now` if no rule can have set the time so far ahead. Then the clock was
 * moved back, and waiting could take days.
 */
export function credible(time: number, now: number, longest: number): number {
  return time > now + longest ? now : time;
}

/** Returns when to send a record (ms); null if nothing waits or the server rejected it. */
export function dueAt(record: CourseRecord, now: number): number | null {
  const waiting = waitingIn(record);
  if (!waiting || record.rejected) return null;
  const { at, since } = waiting;
  const calm = credible(Math.min(at + QUIET, since + LATEST), now, QUIET);
  return Math.max(calm, credible(record.notBefore, now, LONGEST_WAIT));
}

/**
 * Returns the time (ms) before which Waypoint sends no request, because the server asked for it; in
 * the past if it may be asked.
 */
export const heldUntil = ({ notBefore }: Health, now: number): number =>
  credible(notBefore, now, LONGEST_RETRY_AFTER + LONGEST_WAIT);

/**
 * Returns when to send a record (ms), never before the server's Retry-After is over; null if nothing
 * waits or the server rejected it.
 * @param skipBackoff skips the wait after a failure
 */
export function sendAt(
  record: CourseRecord,
  health: Health,
  { now, skipBackoff }: { now: number; skipBackoff: boolean },
): number | null {
  const isEager = skipBackoff && record.attempts > 0;
  const due = dueAt(isEager ? { ...record, notBefore: 0 } : record, now);
  return due === null ? null : Math.max(due, heldUntil(health, now));
}

/**
 * Returns the connection state after the server asked to wait (ms) with Retry-After. Waypoint waits
 * longer by a random time, at most as long again or 30 s: a server may name the same moment to
 * everybody, and not all browsers may then ask at once. The square root makes a short extra time rare,
 * because many browsers that heard of the moment late have only a short one to choose from.
 */
export function heldBack(health: Health, wait: number, now: number): Health {
  if (wait <= 0) return health;
  const spread = Math.min(Math.max(wait, SHORTEST_SPREAD), LONGEST_WAIT);
  return { ...health, notBefore: now + wait + Math.sqrt(Math.random()) * spread };
}

/** Returns the connection state after the server saved a place of a course. */
export const afterSave = (health: Health, courseKey: string): Health => ({
  ...health,
  stop: null,
  lastCourse: courseKey,
  notBefore: 0,
});

/**
 * Returns how long to wait (ms) after the n-th try in a row (n from 1): at random between half of the
 * longest wait and all of it, so that not all browsers try at once. docs/scale.md shows why the waits
 * are not shorter: when a server is back after an outage, it gets the requests of all browsers that
 * waited, besides the ordinary ones.
 */
export function backoff(attempts: number): number {
  const longest = Math.min(LONGEST_WAIT, QUIET * GROWTH ** attempts);
  return (longest / 2) * (1 + Math.random());
}

/** How often (ms) the learner's Try again can overrule a server's Retry-After. */
const OVERRULED_ONCE_IN = 60_000;

/** Returns from when Try again can overrule a Retry-After (ms). */
export const overruledFrom = ({ overruled }: Health, now: number): number =>
  credible(overruled + OVERRULED_ONCE_IN, now, OVERRULED_ONCE_IN);

/**
 * Returns the connection state after the learner's Try again: without a Retry-After that still
 * runs, unless Try again overruled one a moment ago.
 */
export function overrule(health: Health, now: number): Health {
  if (health.notBefore <= now || overruledFrom(health, now) > now) return health;
  return { ...health, notBefore: 0, overruled: now };
}
