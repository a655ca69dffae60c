import {
  createCourseMemory,
  deleteCourseMemory,
  readCourseMemory,
  updateEntry,
  type Ids,
} from '../ibl/course-memory.ts';
import { isStatus } from '../ibl/fault.ts';
import { findCourseMemory, removeTwins } from '../ibl/find-memory.ts';
import type { Answer, Wire } from '../ibl/http.ts';
import { allOfCourse } from '../ibl/memory-list.ts';
import type { CourseMemory } from '../ibl/memory-row.ts';
import { serverTime } from '../ibl/time.ts';

/** What is to be known of a place that waited long: another device may have written meanwhile. */
export interface Late {
  /** How long ago the learner was there (ms). */
  readonly age: number;
  /** Texts that this device may have written itself. */
  readonly own: readonly string[];
}

/** What became of a text. */
export type Outcome =
  | { readonly kind: 'written'; readonly ids: Ids }
  /** Another device wrote after the visit: its place stays. */
  | { readonly kind: 'newer'; readonly ids: Ids };

/**
 * Keeps one memory for a course, with one entry that says `text`: one request when its ids are
 * known. A late place costs one more, as the entry is read before. Before a memory is created it is
 * looked for, so that a create whose reply was lost is found again.
 */
export async function upsert(
  wire: Wire,
  courseKey: string,
  text: string,
  { ids, late }: { ids: Ids | null; late: Late | null },
): Promise<Answer<Outcome>> {
  if (ids && !late) {
    const answer = await write(wire, courseKey, ids, text);
    if (answer.ok || !isStatus(answer, 404)) return answer;
  } else if (ids) {
    const read = await readCourseMemory(wire, ids.memory, courseKey);
    if (!read.ok) return read;
    if (read.body) return await renew(wire, { ...read, body: read.body }, text, late);
  }
  const found = await findCourseMemory(wire, courseKey);
  if (!found.ok) return found;
  if (found.body) return await renew(wire, { ...found, body: found.body }, text, late);
  return await create(wire, courseKey, text, late);
}

async function write(
  wire: Wire,
  courseKey: string,
  ids: Ids,
  text: string,
): Promise<Answer<Outcome>> {
  const answer = await updateEntry(wire, courseKey, ids, text);
  return answer.ok ? { ...answer, body: { kind: 'written', ids } } : answer;
}

type Found = Extract<Answer<CourseMemory>, { ok: true }>;

/** Writes into a memory that was just read. */
async function renew(
  wire: Wire,
  found: Found,
  text: string,
  late: Late | null,
): Promise<Answer<Outcome>> {
  const { memory, courseKey } = found.body;
  const ids = idsOf(found.body);
  if (ids) {
    // Written by a try whose answer was lost, or by a create that did not show it.
    if (found.body.text === text) return { ...found, body: { kind: 'written', ids } };
    if (late && isNewer(found, late)) return { ...found, body: { kind: 'newer', ids } };
    return await write(wire, courseKey, ids, text);
  }
  // An entry cannot be added to a memory that has lost it: it is made anew.
  const removed = await deleteCourseMemory(wire, memory, courseKey);
  return removed.ok ? await create(wire, courseKey, text, late) : removed;
}

/** A time in the reply's Date header counts whole seconds. */
const WHOLE_SECOND = 1_000;

/** Ages are compared, each by the clock that knows it: this computer's may be wrong. */
function isNewer({ body, serverNow }: Found, late: Late): boolean {
  const modified = serverTime(body.modified);
  if (serverNow === null || modified === 0 || late.own.includes(body.text)) return false;
  return serverNow - modified + WHOLE_SECOND <= late.age;
}

async function create(
  wire: Wire,
  courseKey: string,
  text: string,
  late: Late | null,
): Promise<Answer<Outcome>> {
  const created = await createCourseMemory(wire, courseKey, text);
  if (!created.ok) {
    // "It is there already": somebody made it meanwhile. Any other refusal is one.
    const found = isStatus(created, 409) ? await findCourseMemory(wire, courseKey) : created;
    if (!found.ok) return found;
    return found.body?.entry
      ? await renew(wire, { ...found, body: found.body }, text, late)
      : created;
  }
  const ids = idsOf(created.body);
  const written = ids && { ...created, body: { kind: 'written', ids } as const };
  // Only the list tells that it is there, and alone: another device may just have made one too.
  const list = await allOfCourse(wire, courseKey);
  if (!list.ok) return written ?? list;
  const [newest, ...twins] = list.body.rows;
  const trouble = await removeTwins(wire, twins);
  // The newest stays: as long as that is not ours, the place is not there yet.
  if (trouble) return newest?.memory === ids?.memory ? (written ?? trouble) : trouble;
  if (!newest?.entry) return notThere(created.status);
  return await renew(wire, { ...list, body: newest }, text, late);
}

/** The server said yes to a create, and nothing is there. */
const notThere = (status: number) => ({ ok: false, fault: { kind: 'not-ibl', status } }) as const;

function idsOf(memory: CourseMemory | null): Ids | null {
  return memory?.entry ? { memory: memory.memory, entry: memory.entry } : null;
}
