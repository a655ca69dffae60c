import { readCourseMemory } from './course-memory.ts';
import { NAME_PREFIX } from './memory-name.ts';
import { isStatus } from '../client/classify-fault.ts';
import { lookByName } from './find-memory.ts';
import type { Answer, ApiClient } from '../client/types.ts';
import { byAge, type Memories } from './list-memories.ts';
import { nameOf, ours, type CourseMemory } from './parse-memory.ts';
import { allPages, type Turned } from '../client/pagination.ts';
import { userPath } from '../client/paths.ts';

/*
 * Finds all memories that Waypoint wrote for this user, including those that the server leaves out
 * of its list.
 */

/** A course that this browser knows something about. */
export interface Known {
  readonly courseKey: string;
  /** The id of its memory. */
  readonly id: string | null;
  /** Whether a create was sent for its memory, which was not seen since. */
  readonly isSent: boolean;
}

export interface AllMemories extends Memories {
  /** Names of rows that are named like Waypoint's, but that Waypoint cannot use. */
  readonly odd: string[];
}

export async function allMemories(
  client: ApiClient,
  known: readonly Known[],
  turned?: Turned,
): Promise<Answer<AllMemories>> {
  const list = await allPages(client, userPath(client.account, 'memories'), turned);
  if (!list.ok) return list;
  const keys = known.map(({ courseKey }) => courseKey);
  const rows: CourseMemory[] = [];
  const odd: string[] = [];
  for (const raw of list.body.rows) {
    const found = await ours(raw, client, keys);
    const name = found ? null : nameOf(raw, client);
    if (found) rows.push(found);
    else if (name?.startsWith(NAME_PREFIX)) odd.push(name);
  }
  for (const one of known) {
    if (rows.some(({ courseKey }) => courseKey === one.courseKey)) continue;
    const found = await lookFor(client, one);
    if (!found.ok) return found;
    if (found.body) rows.push(found.body);
  }
  return { ...list, body: { rows: byAge(rows), odd, whole: list.body.whole } };
}

/** Looks for a memory that is not in the list, if something says that it may exist. */
async function lookFor(
  client: ApiClient,
  { courseKey, id, isSent }: Known,
): Promise<Answer<CourseMemory | null>> {
  if (id !== null) {
    const read = await readCourseMemory(client, id, courseKey);
    // An id that the user may not read may be an old one.
    return isStatus(read, 403) ? await lookByName(client, courseKey) : read;
  }
  if (isSent) return await lookByName(client, courseKey);
  return { ok: true, status: 200, body: null, serverNow: null };
}
