import { edxMemoryOf } from '../../ibl/memories/edx-memory.ts';
import { classify, isStatus } from '../../ibl/client/classify-fault.ts';
import type { Answer, ApiClient } from '../../ibl/client/types.ts';
import { serverTime } from '../../ibl/client/server-time.ts';
import type { CourseRecord, PendingPlace } from '../../store/items/outbox-record.ts';

/*
 * Finds out whether the school's own server tracks the place (edX memory). If it does, Waypoint
 * does not write, because a second source would only disagree.
 */

const A_DAY = 24 * 60 * 60_000;
const TOLERANCE = 2 * 60_000;
/**
 * After this many tries in a row, Waypoint sends the place without asking whether the school tracks
 * it.
 */
const MOST_TRIES = 2;

/** How long (ms) a unit that was opened later may take to show up in the edX memory. */
const PATIENCE = 3 * 60_000;

/**
 * Returns when to ask (ms) whether a school that tracks places has this place too; null if the
 * school was already seen to have the unit. A learner who goes on from unit to unit cannot delay
 * the question for ever.
 */
export function askAgainAt(
  edxMemory: NonNullable<CourseRecord['edxMemory']>,
  { place, at, since }: PendingPlace,
  now: number,
): number | null {
  if (place.unitKey === edxMemory.unit) return null;
  return Math.min(at + PATIENCE, since + 2 * PATIENCE, now + PATIENCE);
}

/**
 * Returns what the school's server said in the last 24 hours; null if Waypoint must ask (again).
 */
export function knownToday({ edxMemory }: CourseRecord, now: number): CourseRecord['edxMemory'] {
  return edxMemory && now >= edxMemory.at && now < edxMemory.at + A_DAY ? edxMemory : null;
}

/**
 * Whether to ask the school before a place is sent. What the school said counts for a day; where it
 * tracked the place, Waypoint asks about each further one.
 */
export const isAskedFirst = (record: CourseRecord, now: number): boolean =>
  knownToday(record, now)?.tracks !== false;

/**
 * Whether this try still asks. After some that failed, the place is sent without the question.
 * @param attempts which try in a row of sending the place this is
 */
export const mayAskIn = (attempts: number): boolean => attempts <= MOST_TRIES;

/** What the school's own server says about a course. */
export interface SchoolSays {
  readonly tracks: boolean;
  /** When that server wrote last, in the server's own format. */
  readonly modified: string | null;
}

/**
 * Asks whether the school's own server tracks the place: its last write is as fresh as the visit
 * and is not the write that was known before. A server that does not know the request tracks
 * nothing. Returns a fault that may pass, or a 401, because writing would fail in the same way.
 * @param age how long ago the visit was (ms)
 * @param before the server's last write when Waypoint asked before
 * @param attempts which try in a row of sending the place this is
 */
export async function askSchool(
  client: ApiClient,
  courseKey: string,
  { age, before, attempts }: { age: number; before: string | null; attempts: number },
): Promise<Answer<SchoolSays>> {
  if (!mayAskIn(attempts)) return NO;
  const answer = await edxMemoryOf(client, courseKey);
  if (!answer.ok) {
    return isStatus(answer, 401) || classify(answer.fault) === 'retry' ? answer : NO;
  }
  const { serverNow, body } = answer;
  const modified = body?.last_modified ?? null;
  const time = serverTime(modified);
  const isFresh =
    serverNow !== null && time > 0 && serverNow - time <= Math.max(0, age) + TOLERANCE;
  return { ...answer, body: { tracks: isFresh && modified !== before, modified } };
}

const NO: Answer<SchoolSays> = {
  ok: true,
  status: 200,
  body: { tracks: false, modified: null },
  serverNow: null,
};
