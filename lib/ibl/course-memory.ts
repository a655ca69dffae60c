import * as z from 'zod/mini';
import { memoryName } from './course-name.ts';
import { goneIsDone } from './edx-memory.ts';
import { request, type Answer, type Wire } from './http.ts';
import { ENTRY_KEY, oursOf, type CourseMemory } from './memory-row.ts';
import { oddValue } from './not-ibl.ts';
import { userPath } from './paths.ts';

/* The memory of a course whose id is known, or that is made. */

export interface Ids {
  readonly memory: string;
  readonly entry: string;
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
  return oddValue(wire, { method: 'POST', path, status: answer.status });
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
