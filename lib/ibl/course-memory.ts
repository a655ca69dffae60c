import * as z from 'zod/mini';
import { memoryName, NAME_PREFIX } from './course-name.ts';
import { goneIsDone } from './edx-memory.ts';
import { request, type Answer, type Exchange, type Fault, type Wire } from './http.ts';
import { notIbl } from './not-ibl.ts';
import { allPages, type Turned } from './pages.ts';
import { userPath } from './paths.ts';
import { serverTime } from './time.ts';
import { ENTRY_KEY, nameOf, ours, oursOf, type CourseMemory } from './memory-row.ts';

export interface Ids {
  readonly memory: string;
  readonly entry: string;
}

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

/** A memory whose id is known, if it is still there and still ours. */
export async function readCourseMemory(
  wire: Wire,
  id: string,
  courseKey: string,
): Promise<Answer<CourseMemory | null>> {
  const answer = await request(wire, 'GET', userPath(wire.account, 'memory', id));
  if (!answer.ok) {
    const gone = goneIsDone(answer);
    return gone.ok ? { ...gone, body: null } : gone;
  }
  const found = await oursOf(answer.body, wire, courseKey);
  const same = found !== null && found !== 'unusable' && found.memory === id;
  return { ...answer, body: same ? found : null };
}

/** Looks by name first; a server may not resolve names, so then in the list. */
export async function findCourseMemory(
  wire: Wire,
  courseKey: string,
): Promise<Answer<CourseMemory | null>> {
  const path = userPath(wire.account, 'memory', await memoryName(courseKey));
  const named = await request(wire, 'GET', path);
  if (named.ok) {
    const found = await oursOf(named.body, wire, courseKey);
    if (found === 'unusable') return odd(wire, { method: 'GET', path, status: named.status });
    if (found) return { ...named, body: found };
  } else if (!mayLackNames(named.fault)) {
    return named;
  }
  return await findInList(wire, courseKey);
}

/** The newest memory of a course in the list of all. The others of it are removed. */
async function findInList(wire: Wire, courseKey: string): Promise<Answer<CourseMemory | null>> {
  const list = await allOfCourse(wire, courseKey);
  if (!list.ok) return list;
  const [newest, ...twins] = list.body;
  const trouble = await removeTwins(wire, twins);
  return trouble ?? { ...list, body: newest ?? null };
}

/** All memories of a course in the list of all, newest first: there should be one. */
export async function allOfCourse(wire: Wire, courseKey: string): Promise<Answer<CourseMemory[]>> {
  const path = userPath(wire.account, 'memories');
  const list = await allPages(wire, path);
  if (!list.ok) return list;
  const all: CourseMemory[] = [];
  for (const raw of list.body) {
    const found = await oursOf(raw, wire, courseKey);
    if (found === 'unusable') return odd(wire, { method: 'GET', path, status: list.status });
    if (found) all.push(found);
  }
  return { ...list, body: byAge(all) };
}

/** Null when it is done: one that may not be removed stays, as no reason not to write into the other. */
export async function removeTwins(
  wire: Wire,
  twins: readonly CourseMemory[],
): Promise<Extract<Answer<never>, { ok: false }> | null> {
  for (const { memory, courseKey } of twins) {
    const removed = await deleteCourseMemory(wire, memory, courseKey);
    if (!removed.ok && isPassing(removed.fault)) return removed;
  }
  return null;
}

const byAge = (all: readonly CourseMemory[]) =>
  all.toSorted((a, b) => serverTime(b.modified) - serverTime(a.modified));

/** JSON of the right shape, with something in it that an ibl.ai server does not say. */
const odd = (wire: Wire, asked: Pick<Exchange, 'method' | 'path' | 'status'>) =>
  notIbl(wire, asked, { kind: 'value', at: '' });

function isPassing(fault: Fault): boolean {
  if (fault.kind !== 'status') return fault.kind !== 'not-ours';
  return fault.status === 408 || fault.status === 429 || fault.status >= 500;
}

/** "Not found", and whatever else a server says that takes no name there, but not a passing trouble. */
function mayLackNames(fault: Fault): boolean {
  if (fault.kind === 'not-ibl') return true;
  return fault.kind === 'status' && ![401, 403, 408, 429, 502, 503, 504].includes(fault.status);
}

const entry = z.object({ unique_id: z.string(), value: z.string() });

/**
 * Replaces the text of the one entry, in place. A yes that does not show the entry with the text may be
 * anybody's: then the memory is read, to see whether the text is there.
 */
export async function updateEntry(
  wire: Wire,
  courseKey: string,
  ids: Ids,
  text: string,
): Promise<Answer<Ids>> {
  const path = userPath(wire.account, 'memory-entries', ids.entry);
  const answer = await request(wire, 'POST', path, { key: ENTRY_KEY, value: text });
  if (!answer.ok) return answer;
  const { success, data } = entry.safeParse(answer.body);
  if (success && data.unique_id === ids.entry && data.value === text) {
    return { ...answer, body: ids };
  }
  const read = await readCourseMemory(wire, ids.memory, courseKey);
  if (!read.ok) return read;
  if (read.body?.text === text) return { ...read, body: ids };
  return odd(wire, { method: 'POST', path, status: answer.status });
}

/**
 * Creates the memory of a course. The answer holds the new memory when the reply shows it with the
 * text that was sent, in whatever shape; else it has to be looked for.
 */
export async function createCourseMemory(
  wire: Wire,
  courseKey: string,
  text: string,
): Promise<Answer<CourseMemory | null>> {
  const plain = {
    mode: 'all',
    name: await memoryName(courseKey),
    platform: wire.account.org,
    entries: [{ key: ENTRY_KEY, value: text }],
  };
  const course = { catalog_item_type: 'course', catalog_item_id: courseKey };
  const path = userPath(wire.account, 'memories');
  let answer = await request(wire, 'POST', path, { ...plain, ...course });
  // A school whose catalogue does not know the course: name and text still say which one it is.
  if (!answer.ok && answer.fault.kind === 'status' && answer.fault.status === 400) {
    if (answer.fault.words.includes('catalog_item')) {
      answer = await request(wire, 'POST', path, plain);
    }
  }
  if (!answer.ok) return answer;
  for (const raw of candidates(answer.body)) {
    const made = await oursOf(raw, wire, courseKey);
    if (made !== 'unusable' && made?.text === text) return { ...answer, body: made };
  }
  return { ...answer, body: null };
}

/** The document says a page, ibl.ai's own client one memory; a list has been feared too. */
function candidates(body: unknown): readonly unknown[] {
  if (Array.isArray(body)) return body;
  const page = z.object({ results: z.array(z.unknown()) }).safeParse(body);
  return page.success ? page.data.results : [body];
}

/** Deletes one memory by its id, never by name, after reading that it is still ours. */
export async function deleteCourseMemory(
  wire: Wire,
  id: string,
  courseKey: string,
): Promise<Answer<unknown>> {
  const path = userPath(wire.account, 'memory', id);
  const answer = await request(wire, 'GET', path);
  if (!answer.ok) return goneIsDone(answer);
  const found = await oursOf(answer.body, wire, courseKey);
  if (found === null || found === 'unusable' || found.memory !== id) {
    return { ok: false, fault: { kind: 'not-ours' } };
  }
  return goneIsDone(await request(wire, 'DELETE', path));
}
