import {
  createCourseMemory,
  deleteCourseMemory,
  findCourseMemory,
  findInList,
  updateEntry,
  type Ids,
} from '../ibl/course-memory.ts';
import type { Answer, Wire } from '../ibl/http.ts';
import type { CourseMemory } from '../ibl/memory-row.ts';

/**
 * Keeps one memory for a course, with one entry that says `text`: one request when its ids are
 * known. Before one is created it is looked for, so that a create whose reply was lost is found
 * again. The answer's ids are null when the server said yes and did not tell them.
 */
export async function upsert(
  wire: Wire,
  courseKey: string,
  text: string,
  known: Ids | null,
): Promise<Answer<Ids | null>> {
  if (known) {
    const answer = await updateEntry(wire, known, text);
    if (answer.ok) return { ...answer, body: known };
    if (answer.fault.kind !== 'status' || answer.fault.status !== 404) return answer;
  }
  const found = await findCourseMemory(wire, courseKey);
  if (!found.ok) return found;
  const ids = idsOf(found.body);
  if (ids) {
    const answer = await updateEntry(wire, ids, text);
    return answer.ok ? { ...answer, body: ids } : answer;
  }
  // An entry cannot be added to a memory that has lost it: it is made anew.
  if (found.body) {
    const removed = await deleteCourseMemory(wire, found.body.memory, courseKey);
    if (!removed.ok) return removed;
  }
  const created = await createCourseMemory(wire, courseKey, text);
  if (!created.ok) return created;
  // The list tells whether it is there, and alone: another device may have made one in this moment.
  const looking = findInList(wire, courseKey);
  const made = created.body ? await looking.catch(() => null) : await looking;
  if (!made?.ok) return made && !created.body ? made : { ...created, body: idsOf(created.body) };
  const sole = idsOf(made.body);
  if (!sole) return { ok: false, fault: { kind: 'not-ibl', status: created.status } };
  if (made.body?.text === text) return { ...created, body: sole };
  const answer = await updateEntry(wire, sole, text);
  return answer.ok ? { ...answer, body: sole } : answer;
}

function idsOf(memory: CourseMemory | null): Ids | null {
  return memory?.entry ? { memory: memory.memory, entry: memory.entry } : null;
}
