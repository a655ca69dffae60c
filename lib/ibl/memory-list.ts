import { NAME_PREFIX } from './course-name.ts';
import type { Answer, Wire } from './http.ts';
import { nameOf, ours, oursOf, type CourseMemory } from './memory-row.ts';
import { oddValue } from './not-ibl.ts';
import { allPages, type Turned } from './pages.ts';
import { userPath } from './paths.ts';
import { serverTime } from './time.ts';

/* The list of all memories of a user, and what of it Waypoint wrote. */

/** All memories that Waypoint wrote for this user, newest first. */
export async function listCourseMemories(
  wire: Wire,
  turned?: Turned,
): Promise<Answer<CourseMemory[]>> {
  const answer = await allPages(wire, userPath(wire.account, 'memories'), turned);
  if (!answer.ok) return answer;
  const found = await Promise.all(answer.body.map((raw) => ours(raw, wire)));
  return { ...answer, body: byAge(found.filter((one) => one !== null)) };
}

export interface Named {
  readonly rows: CourseMemory[];
  /** Names of rows that are called as ours are, and cannot be worked with. */
  readonly odd: string[];
}

/** The same, for one who wants all of them gone, and to know what cannot be. */
export async function listNamedMemories(wire: Wire): Promise<Answer<Named>> {
  const answer = await allPages(wire, userPath(wire.account, 'memories'));
  if (!answer.ok) return answer;
  const named: Named = { rows: [], odd: [] };
  for (const raw of answer.body) {
    const found = await ours(raw, wire);
    const name = found ? null : nameOf(raw, wire);
    if (found) named.rows.push(found);
    else if (name?.startsWith(NAME_PREFIX)) named.odd.push(name);
  }
  return { ...answer, body: named };
}

/** All memories of a course in the list of all, newest first: there should be one. */
export async function allOfCourse(wire: Wire, courseKey: string): Promise<Answer<CourseMemory[]>> {
  const path = userPath(wire.account, 'memories');
  const list = await allPages(wire, path);
  if (!list.ok) return list;
  const all: CourseMemory[] = [];
  for (const raw of list.body) {
    const found = await oursOf(raw, wire, courseKey);
    if (found === 'unusable') return oddValue(wire, { method: 'GET', path, status: list.status });
    if (found) all.push(found);
  }
  return { ...list, body: byAge(all) };
}

const byAge = (all: readonly CourseMemory[]) =>
  all.toSorted((a, b) => serverTime(b.modified) - serverTime(a.modified));
