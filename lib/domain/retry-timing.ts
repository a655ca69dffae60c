import type { Health } from '../store/items/connections.ts';
import type { CourseRecord } from '../store/items/outbox-record.ts';

/** A place is sent when no newer one of the course came for this long … */
export const QUIET = 5_000;
/** … and at the latest this long after the first that was not sent. */
export const LATEST = 60_000;
/** The longest wait between two tries, but for what a server asks. */
export const LONGEST_WAIT = 15 * 60_000;

/**
 * A stored time, or now when no rule can have set it so far ahead: then the clock was moved back, and
 * waiting for it could take days.
 */
export function credible(time: number, now: number, longest: number): number {
  return time > now + longest ? now : time;
}

/** When a record is to be sent (ms), or null when nothing waits or the server refused it. */
export function dueAt(record: CourseRecord, now: number): number | null {
  if (!record.waiting || record.stop) return null;
  const { at, since } = record.waiting;
  const calm = credible(Math.min(at + QUIET, since + LATEST), now, QUIET);
  return Math.max(calm, credible(record.notBefore, now, LONGEST_WAIT));
}

/** How long to wait after the n-th try in a row (n from 1), in ms: at random, so that not all come at once. */
export function backoff(attempts: number): number {
  const longest = Math.min(LONGEST_WAIT, QUIET * 2 ** attempts);
  return QUIET + Math.random() * (longest - QUIET);
}

/** The learner's Try again counts in spite of a server's Retry-After, but so often only. */
const OVERRULED_ONCE_IN = 60_000;

/** From when Try again counts in spite of a Retry-After (ms). */
export const overruledFrom = ({ overruled }: Health, now: number): number =>
  credible(overruled + OVERRULED_ONCE_IN, now, OVERRULED_ONCE_IN);

/** What the learner's Try again makes of a Retry-After that still runs. */
export function overrule(health: Health, now: number): Health {
  if (health.notBefore <= now || overruledFrom(health, now) > now) return health;
  return { ...health, notBefore: 0, overruled: now };
}
