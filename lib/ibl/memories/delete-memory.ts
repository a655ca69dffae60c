import { goneIsDone } from './edx-memory.ts';
import { request } from '../client/request.ts';
import type { Answer, ApiClient } from '../client/types.ts';
import { mayGo, oursOf, type CourseMemory } from './parse-memory.ts';
import { userPath } from '../client/paths.ts';
import { isSameId, readRow } from './course-memory.ts';

/** Deletes one memory by its id, never by name, after reading that it is still Waypoint's. */
export async function deleteCourseMemory(
  client: ApiClient,
  id: string,
  courseKey: string,
): Promise<Answer<unknown>> {
  const found = await readToDelete(client, id, courseKey);
  return found.ok && found.body ? await remove(client, found.body) : found;
}

/**
 * Like `deleteCourseMemory`, for a memory that was shown without its entry. If the memory has an
 * entry after all, keeps the memory and returns it.
 */
export async function deleteEmptyMemory(
  client: ApiClient,
  id: string,
  courseKey: string,
): Promise<Answer<CourseMemory | null>> {
  const found = await readToDelete(client, id, courseKey);
  if (!found.ok || !found.body || found.body.entry !== null) return found;
  const removed = await remove(client, found.body);
  return removed.ok ? { ...removed, body: null } : removed;
}

/** Returns the memory to delete; null if it no longer exists. */
async function readToDelete(
  client: ApiClient,
  id: string,
  courseKey: string,
): Promise<Answer<CourseMemory | null>> {
  const row = await readRow(client, id);
  if (!row.ok) return row;
  if (row.status === 404) return { ...row, body: null };
  const found = await oursOf(row.body, client, courseKey);
  const isOurs = found !== null && found !== 'unusable' && isSameId(found.memory, id);
  return isOurs ? { ...row, body: found } : NOT_OURS;
}

async function remove(
  client: ApiClient,
  { memory, owner }: CourseMemory,
): Promise<Answer<unknown>> {
  if (!(await mayGo(owner, client))) return NOT_OURS;
  return goneIsDone(await request(client, 'DELETE', userPath(client.account, 'memory', memory)));
}

const NOT_OURS = { ok: false, fault: { kind: 'not-ours' } } as const;
