import { NAME_PREFIX } from './course-name.ts';
import type { Answer, Wire } from './http.ts';
import { nameOf, ours, oursOf, type CourseMemory } from './memory-row.ts';
import { oddValue } from './not-ibl.ts';
import { allPages, type Turned } from './pages.ts';
import { userPath } from './paths.ts';
import { serverTime } from './time.ts';

/* The list of all memories of a user, and what of it Waypoint wrote. */

export interface Memories {
  readonly rows: CourseMemory[];
  /** False where the server has, or may have, more than it listed: what is missing is not known to be gone. */
  readonly whole: boolean;
}

/** All memories that Waypoint wrote for this user, newest first. */
export async function listCourseMemories(wire: Wire, turned?: Turned): Promise<Answer<Memories>> {
  const answer = await allPages(wire, userPath(wire.account, 'memories'), turned);
  if (!answer.ok) return answer;
  const { rows, whole } = answer.body;
  const found = await Promise.all(rows.map((raw) => ours(raw, wire)));
  return { ...answer, body: { rows: byAge(found.filter((one) => one !== null)), whole } };
}

export interface Named extends Memories {
  /** Names of rows that are called as ours are, and cannot be worked with. */
  readonly odd: string[];
}

/** The same, for one who wants all of them gone, and to know what cannot be. */
export async function listNamedMemories(wire: Wire): Promise<Answer<Named>> {
  const answer = await allPages(wire, userPath(wire.account, 'memories'));
  if (!answer.ok) return answer;
  const { whole } = answer.body;
  const named: Named = { rows: [], odd: [], whole };
  for (const raw of answer.body.rows) {
    const found = await ours(raw, wire);
    const name = found ? null : nameOf(raw, wire);
    if (found) named.rows.push(found);
    else if (name?.startsWith(NAME_PREFIX)) named.odd.push(name);
  }
  return { ...answer, body: named };
}

/** All memories of a course in the list of all, newest first: there should be one. */
export async function allOfCourse(wire: Wire, courseKey: string): Promise<Answer<Memories>> {
  const path = userPath(wire.account, 'memories');
  const list = await allPages(wire, path);
  if (!list.ok) return list;
  const all: CourseMemory[] = [];
  for (const raw of list.body.rows) {
    const found = await oursOf(raw, wire, courseKey);
    if (found === 'unusable') return oddValue(wire, { method: 'GET', path, status: list.status });
    if (found) all.push(found);
  }
  return { ...list, body: { rows: byAge(all), whole: list.body.whole } };
}

const byAge = (all: readonly CourseMemory[]) =>
  all.toSorted((a, b) => serverTime(b.modified) - serverTime(a.modified));
