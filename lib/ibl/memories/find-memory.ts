import { deleteCourseMemory } from './course-memory.ts';
import { memoryName } from './memory-name.ts';
import { classify } from '../client/classify-fault.ts';
import { request } from '../client/request.ts';
import type { Answer, Fault, ApiClient } from '../client/types.ts';
import { allOfCourse } from './list-memories.ts';
import { oursOf, type CourseMemory } from './parse-memory.ts';
import { oddValue } from '../client/invalid-answer.ts';
import { userPath } from '../client/paths.ts';

/* The one memory of a course, where its id is not known. Others of that course are its duplicates, and go. */

/** Looks by name first; a server may not resolve names, so then in the list. */
export async function findCourseMemory(
  client: ApiClient,
  courseKey: string,
): Promise<Answer<CourseMemory | null>> {
  const named = await lookByName(client, courseKey);
  return !named.ok || named.body ? named : await findInList(client, courseKey);
}

/** Null also where the server takes no names. */
export async function lookByName(
  client: ApiClient,
  courseKey: string,
): Promise<Answer<CourseMemory | null>> {
  const path = userPath(client.account, 'memory', await memoryName(courseKey));
  const named = await request(client, 'GET', path);
  if (!named.ok) {
    const none = { ok: true, status: 404, body: null, serverNow: null } as const;
    return mayLackNames(named.fault) ? none : named;
  }
  const found = await oursOf(named.body, client, courseKey);
  if (found === 'unusable') return oddValue(client, { method: 'GET', path, status: named.status });
  return { ...named, body: found };
}

/** The newest memory of a course in the list of all. The others of it are removed. */
async function findInList(
  client: ApiClient,
  courseKey: string,
): Promise<Answer<CourseMemory | null>> {
  const list = await allOfCourse(client, courseKey);
  if (!list.ok) return list;
  const [newest, ...duplicates] = list.body.rows;
  // Not in a list that is not whole, it may well be there.
  if (!newest && !list.body.whole) return notWhole(client);
  const trouble = await removeTwins(client, duplicates);
  return trouble ?? { ...list, body: newest ?? null };
}

/** Whether it is there is not known: to create another one would be a duplicate. */
const notWhole = (client: ApiClient) =>
  oddValue(client, { method: 'GET', path: userPath(client.account, 'memories'), status: 200 });

/** Null when it is done: one that may not be removed stays, as no reason not to write into the other. */
export async function removeTwins(
  client: ApiClient,
  duplicates: readonly CourseMemory[],
): Promise<Extract<Answer<never>, { ok: false }> | null> {
  for (const { memory, courseKey } of duplicates) {
    const removed = await deleteCourseMemory(client, memory, courseKey);
    if (!removed.ok && classify(removed.fault) === 'retry') return removed;
  }
  return null;
}

/**
 * "Not found", and whatever else a server says that takes no name there, but not a passing trouble. A
 * server may not know such an address at all, and says so with a page. The list then tells.
 */
function mayLackNames(fault: Fault): boolean {
  if (fault.kind === 'not-ibl') return true;
  if (fault.kind === 'intermediary') return fault.status === 404;
  return fault.kind === 'status' && (fault.status === 500 || classify(fault) === 'rejected');
}
