import * as z from 'zod/mini';
import { memoryName } from './course-name.ts';
import { goneIsDone } from './edx-memory.ts';
import { request, type Answer, type Wire } from './http.ts';
import { allPages, type Turned } from './pages.ts';
import { userPath } from './paths.ts';
import { serverTime } from './time.ts';
import { ENTRY_KEY, ours, type CourseMemory } from './memory-row.ts';

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
  const mine = found.filter((one) => one !== null);
  mine.sort((a, b) => serverTime(b.modified) - serverTime(a.modified));
  return { ...answer, body: mine };
}

/** Looks by name first; a server may not resolve names, so then in the list. */
export async function findCourseMemory(
  wire: Wire,
  courseKey: string,
): Promise<Answer<CourseMemory | null>> {
  const path = userPath(wire.account, 'memory', await memoryName(courseKey));
  const named = await request(wire, 'GET', path);
  if (named.ok) {
    const found = await ours(named.body, wire);
    if (found?.courseKey === courseKey) return { ...named, body: found };
  } else if (!mayLackNames(named.fault)) {
    return named;
  }
  return await findInList(wire, courseKey);
}

/** The newest memory of a course in the list of all. The others of it are removed. */
export async function findInList(
  wire: Wire,
  courseKey: string,
): Promise<Answer<CourseMemory | null>> {
  const list = await listCourseMemories(wire);
  if (!list.ok) return list;
  const [newest, ...twins] = list.body.filter((one) => one.courseKey === courseKey);
  for (const twin of twins) {
    const removed = await deleteCourseMemory(wire, twin.memory, courseKey);
    if (!removed.ok) return removed;
  }
  return { ...list, body: newest ?? null };
}

/** "Not found", and whatever else a server says that takes no name there, but not a passing trouble. */
function mayLackNames(fault: Extract<Answer<unknown>, { ok: false }>['fault']): boolean {
  if (fault.kind === 'not-ibl') return true;
  return fault.kind === 'status' && ![401, 403, 408, 429, 502, 503, 504].includes(fault.status);
}

/** Replaces the text of the one entry, in place. */
export async function updateEntry(wire: Wire, ids: Ids, text: string): Promise<Answer<unknown>> {
  const path = userPath(wire.account, 'memory-entries', ids.entry);
  return await request(wire, 'POST', path, { key: ENTRY_KEY, value: text });
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
    const made = await ours(raw, wire);
    if (made?.courseKey === courseKey && made.text === text) return { ...answer, body: made };
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
  const found = await ours(answer.body, wire);
  if (found?.courseKey !== courseKey || found.memory !== id) {
    return { ok: false, fault: { kind: 'not-ours' } };
  }
  return goneIsDone(await request(wire, 'DELETE', path));
}
