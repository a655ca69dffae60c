import type { CourseRecord } from '../store/records.ts';

/** A place is sent when no newer one of the course came for this long … */
export const QUIET = 5_000;
/** … and at the latest this long after the first that was not sent. */
export const LATEST = 60_000;
const LONGEST_WAIT = 15 * 60_000;

/** When a record is to be sent (ms), or null when nothing waits or the server refused it. */
export function dueAt(record: CourseRecord): number | null {
  if (!record.waiting || record.stop) return null;
  const { at, since } = record.waiting;
  return Math.max(Math.min(at + QUIET, since + LATEST), record.notBefore);
}

/** How long to wait after the n-th try in a row (n from 1), in ms: at random, so that not all come at once. */
export function backoff(attempts: number): number {
  const longest = Math.min(LONGEST_WAIT, QUIET * 2 ** attempts);
  return QUIET + Math.random() * (longest - QUIET);
}
