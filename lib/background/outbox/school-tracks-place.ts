import { edxMemoryOf } from '../../ibl/memories/edx-memory.ts';
import { classify, isStatus } from '../../ibl/client/classify-fault.ts';
import type { Answer, ApiClient } from '../../ibl/client/types.ts';
import { serverTime } from '../../ibl/client/server-time.ts';
import type { CourseRecord, WaitingPlace } from '../../store/items/outbox-record.ts';

/* A school may have its own server keep the place (edX memory). Then Waypoint does not write: a second
 * source would only disagree. */

const A_DAY = 24 * 60 * 60_000;
const TOLERANCE = 2 * 60_000;
/** When the question fails so often in a row, the place goes without an answer to it. */
const MOST_TRIES = 2;

/** So long a unit that was opened later may take to show up there. */
const PATIENCE = 3 * 60_000;

/**
 * When a school that keeps the place is asked whether it has this one too (ms); null for the unit that it
 * was seen to have. While the learner goes on from unit to unit it is asked all the same.
 */
export function askAgainAt(
  school: NonNullable<CourseRecord['school']>,
  { place, at, since }: WaitingPlace,
  now: number,
): number | null {
  if (place.unitKey === school.unit) return null;
  return Math.min(at + PATIENCE, since + 2 * PATIENCE, now + PATIENCE);
}

/** What is known for today; null when the server is to be asked (again). */
export function knownToday({ school }: CourseRecord, now: number): CourseRecord['school'] {
  return school && now >= school.at && now < school.at + A_DAY ? school : null;
}

/** What the school's own server says of a course. */
export interface SchoolSays {
  readonly keeps: boolean;
  /** When it had written last, in its own words. */
  readonly modified: string | null;
}

/**
 * Asks whether the school's own server is as fresh as a visit, and has written since it was seen to keep
 * the visit before. A server that does not know the question keeps nothing. A passing trouble is told, as
 * it is trouble for writing too.
 * @param age how long ago the visit was (ms)
 * @param before what it had written last when it was asked before
 * @param attempts which try in a row of sending the place this is
 */
export async function askSchool(
  client: ApiClient,
  courseKey: string,
  { age, before, attempts }: { age: number; before: string | null; attempts: number },
): Promise<Answer<SchoolSays>> {
  if (attempts > MOST_TRIES) return NO;
  const answer = await edxMemoryOf(client, courseKey);
  if (!answer.ok) {
    return isStatus(answer, 401) || classify(answer.fault) === 'retry' ? answer : NO;
  }
  const { serverNow, body } = answer;
  const modified = body?.last_modified ?? null;
  const time = serverTime(modified);
  const isFresh =
    serverNow !== null && time > 0 && serverNow - time <= Math.max(0, age) + TOLERANCE;
  return { ...answer, body: { keeps: isFresh && modified !== before, modified } };
}

const NO: Answer<SchoolSays> = {
  ok: true,
  status: 200,
  body: { keeps: false, modified: null },
  serverNow: null,
};
