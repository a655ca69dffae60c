import { edxMemoryOf } from '../ibl/edx-memory.ts';
import { classify, isStatus } from '../ibl/fault.ts';
import type { Answer, Wire } from '../ibl/http.ts';
import { serverTime } from '../ibl/time.ts';
import type { CourseRecord } from '../store/records.ts';

/* A school may have its own server keep the place (edX memory). Then Waypoint does not write: a second
 * source would only disagree. */

const A_DAY = 24 * 60 * 60_000;
const TOLERANCE = 2 * 60_000;
/** When the question fails so often in a row, the place goes without an answer to it. */
const MOST_TRIES = 2;

/** What is known for today; null when the server is to be asked (again). */
export function knownToday({ school }: CourseRecord, now: number): CourseRecord['school'] {
  return school && now >= school.at && now < school.at + A_DAY ? school : null;
}

/**
 * Asks whether the school's own server is as fresh as a visit. A server that does not answer this
 * question keeps nothing; a passing trouble is told, as it is trouble for writing too.
 * @param age how long ago the visit was (ms)
 * @param attempts which try in a row of sending the place this is
 */
export async function askSchool(
  wire: Wire,
  courseKey: string,
  { age, attempts }: { age: number; attempts: number },
): Promise<Answer<boolean>> {
  if (attempts > MOST_TRIES) return NO;
  const answer = await edxMemoryOf(wire, courseKey);
  if (!answer.ok) {
    return isStatus(answer, 401) || classify(answer.fault) === 'retry' ? answer : NO;
  }
  const { serverNow, body } = answer;
  const modified = serverTime(body?.last_modified);
  const keeps =
    serverNow !== null && modified > 0 && serverNow - modified <= Math.max(0, age) + TOLERANCE;
  return { ...answer, body: keeps };
}

const NO: Answer<boolean> = { ok: true, status: 200, body: false, serverNow: null };
