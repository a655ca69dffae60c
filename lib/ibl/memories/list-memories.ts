import type { Answer, ApiClient } from '../client/types.ts';
import { oursOf, type CourseMemory } from './parse-memory.ts';
import { oddValue } from '../client/invalid-answer.ts';
import { allPages } from '../client/pagination.ts';
import { userPath } from '../client/paths.ts';
import { serverTime } from '../client/server-time.ts';

export interface Memories {
  readonly rows: CourseMemory[];
  /**
   * False if the server has, or may have, more than it listed. A memory that is not listed may then
   * still exist.
   */
  readonly whole: boolean;
}

/** Returns all memories of a course in the list of all, newest first. There should be one. */
export async function allOfCourse(client: ApiClient, courseKey: string): Promise<Answer<Memories>> {
  const path = userPath(client.account, 'memories');
  const list = await allPages(client, path);
  if (!list.ok) return list;
  const all: CourseMemory[] = [];
  for (const raw of list.body.rows) {
    const found = await oursOf(raw, client, courseKey);
    if (found === 'unusable') return oddValue(client, { method: 'GET', path, status: list.status });
    if (found) all.push(found);
  }
  return { ...list, body: { rows: byAge(all), whole: list.body.whole } };
}

/** Sorts memories, the one that was written last first. */
export const byAge = (all: readonly CourseMemory[]) =>
  all.toSorted((a, b) => serverTime(b.modified) - serverTime(a.modified));

/** Returns all but the first memory of each course. */
export function twinsIn(all: readonly CourseMemory[]): CourseMemory[] {
  const seen = new Set<string>();
  return all.filter(({ courseKey }) => seen.size === seen.add(courseKey).size);
}
