import { deleteCourseMemory } from './delete-memory.ts';
import { memoryName } from './memory-name.ts';
import { classify } from '../client/classify-fault.ts';
import { request } from '../client/request.ts';
import type { Answer, Fault, ApiClient } from '../client/types.ts';
import { allOfCourse } from './list-memories.ts';
import { oursOf, type CourseMemory } from './parse-memory.ts';
import { oddValue } from '../client/invalid-answer.ts';
import { userPath } from '../client/paths.ts';

/*
 * Finds the one memory of a course whose id is not known. Other memories of the course are
 * duplicates and are removed.
 */

/**
 * Looks for the memory by name first, and then in the list, because a server may not resolve names.
 */
export async function findCourseMemory(
  client: ApiClient,
  courseKey: string,
): Promise<Answer<CourseMemory | null>> {
  const named = await lookByName(client, courseKey);
  return !named.ok || named.body ? named : await findInList(client, courseKey);
}

/** Returns the memory with the course's name; null also if the server does not accept names. */
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

/**
 * Returns the newest memory of a course in the list of all, and removes the others of the course.
 */
async function findInList(
  client: ApiClient,
  courseKey: string,
): Promise<Answer<CourseMemory | null>> {
  const list = await allOfCourse(client, courseKey);
  if (!list.ok) return list;
  const [newest, ...duplicates] = list.body.rows;
  // The list is not whole, so the memory may still exist.
  if (!newest && !list.body.whole) return notWhole(client);
  const trouble = await removeTwins(client, duplicates);
  return trouble ?? { ...list, body: newest ?? null };
}

/**
 * Returns a fault, because nobody knows whether the memory exists, and creating it could make a
 * duplicate.
 */
const notWhole = (client: ApiClient) =>
  oddValue(client, { method: 'GET', path: userPath(client.account, 'memories'), status: 200 });

/**
 * Removes duplicates. Returns null when done, or a fault that may pass. A duplicate that cannot be
 * removed stays, because it is no reason not to write into the other memory.
 */
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
 * Whether a fault may mean that the server does not accept names: "not found", or any other lasting
 * error. A server may not know such an address at all and answer with a page. Then the list
 * decides.
 */
function mayLackNames(fault: Fault): boolean {
  if (fault.kind === 'not-ibl') return true;
  if (fault.kind === 'intermediary') return fault.status === 404;
  return fault.kind === 'status' && (fault.status === 500 || classify(fault) === 'rejected');
}
