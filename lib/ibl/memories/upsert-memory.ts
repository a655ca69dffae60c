import { createCourseMemory, isSameId, readCourseMemory } from './course-memory.ts';
import { deleteEmptyMemory } from './delete-memory.ts';
import { classify, isStatus } from '../client/classify-fault.ts';
import { findCourseMemory, removeTwins } from './find-memory.ts';
import type { Answer, ApiClient } from '../client/types.ts';
import { allOfCourse } from './list-memories.ts';
import {
  idsOf,
  isNewer,
  NOT_SHOWN,
  write,
  type Before,
  type Found,
  type Outcome,
} from './write-memory.ts';

/**
 * Keeps one memory for a course, with one entry that says `text`. Sends one request if the ids are
 * known. A late place needs one more, because the entry is read first. Looks for the memory before
 * creating it, so that a create whose reply was lost is found again, and then for its twins.
 */
export async function upsert(
  client: ApiClient,
  courseKey: string,
  text: string,
  before: Before,
): Promise<Answer<Outcome>> {
  const saved = await save(client, courseKey, text, before);
  return before.isCreateSent
    ? await withoutTwins(client, saved, { courseKey, text }, before)
    : saved;
}

/**
 * Removes the twins of a memory whose create got no answer. The create may have been carried out
 * twice, because Chromium repeats a request by itself if its connection ends before any answer.
 */
async function withoutTwins(
  client: ApiClient,
  saved: Answer<Outcome>,
  { courseKey, text }: { courseKey: string; text: string },
  before: Before,
): Promise<Answer<Outcome>> {
  if (!saved.ok || saved.body.kind !== 'written') return saved;
  const unsure = { ...saved, body: { ...saved.body, isSeen: false } };
  const list = await allOfCourse(client, courseKey);
  if (!list.ok) return classify(list.fault) === 'rejected' ? saved : unsure;
  const [newest, ...twins] = list.body.rows;
  const trouble = await removeTwins(client, twins);
  if (!newest || isSameId(newest.memory, saved.body.ids.memory)) return trouble ? unsure : saved;
  // Another device wrote into a twin meanwhile, and that twin stays.
  return trouble ?? (await renew(client, { ...list, body: newest }, text, before));
}

async function save(
  client: ApiClient,
  courseKey: string,
  text: string,
  before: Before,
): Promise<Answer<Outcome>> {
  const { ids, late } = before;
  if (ids) {
    const read = late && (await readCourseMemory(client, ids.memory, courseKey));
    if (read && !read.ok && !isRefused(read)) return read;
    const body = read?.ok ? read.body : null;
    if (read?.ok && body?.entry) return await renew(client, { ...read, body }, text, before);
    // A row that exists, but is shown without its entry, is written by its ids.
    if (!read || body) {
      const answer = await write(client, courseKey, ids, text);
      if (answer.ok || !isRefused(answer)) return answer;
    }
  }
  // Ids that the server no longer accepts may be old ones.
  const found = await findCourseMemory(client, courseKey);
  if (!found.ok) return found;
  if (found.body) return await renew(client, { ...found, body: found.body }, text, before);
  return await create(client, courseKey, text, before);
}

/** Whether the row with these ids is gone, or Waypoint may no longer write it. */
const isRefused = (answer: Answer<unknown>) => isStatus(answer, 404, 403);

/** Writes into a memory that was just read. */
async function renew(
  client: ApiClient,
  found: Found,
  text: string,
  before: Before,
): Promise<Answer<Outcome>> {
  const { memory, courseKey } = found.body;
  const { late } = before;
  const ids = idsOf(found.body);
  if (ids) {
    // A try whose answer was lost wrote it, or a create that did not show it.
    if (found.body.text === text) {
      return { ...found, body: { kind: 'written', ids, isSeen: true } };
    }
    if (late && isNewer(found, late)) return { ...found, body: { kind: 'newer', ids } };
    return await write(client, courseKey, ids, text);
  }
  // An entry cannot be added to a memory that lost it, so the memory is created again, but only
  // once.
  if (before.isCreateSent) {
    const whole = await readCourseMemory(client, memory, courseKey);
    if (!whole.ok || !whole.body?.entry) return whole.ok ? { ...whole, body: NOT_SHOWN } : whole;
    return await renew(client, { ...whole, body: whole.body }, text, before);
  }
  const left = await deleteEmptyMemory(client, memory, courseKey);
  if (!left.ok) return left;
  // A list may leave out the entries.
  if (left.body) return await renew(client, { ...left, body: left.body }, text, before);
  return await create(client, courseKey, text, before);
}

async function create(
  client: ApiClient,
  courseKey: string,
  text: string,
  before: Before,
): Promise<Answer<Outcome>> {
  if (before.isCreateSent) return { ok: true, status: 200, body: NOT_SHOWN, serverNow: null };
  const created = await createCourseMemory(client, courseKey, text, before.creating);
  // A memory that is there now without an entry was just created, so it is not created again.
  const after = { ...before, isCreateSent: true };
  if (!created.ok) {
    // 409 says that the memory exists: somebody created it meanwhile. Any other rejection is an
    // error.
    if (!isStatus(created, 409)) return created;
    const found = await findCourseMemory(client, courseKey);
    if (!found.ok) return found;
    return found.body
      ? await renew(client, { ...found, body: found.body }, text, after)
      : { ...found, body: NOT_SHOWN };
  }
  const { made, id } = created.body;
  const ids = idsOf(made);
  const written = ids && { ...created, body: { kind: 'written', ids, isSeen: false } as const };
  // Only the list shows that the memory exists, and that it is the only one: another device may
  // just have created one too.
  const list = await allOfCourse(client, courseKey);
  if (!list.ok) return written ?? list;
  const [newest, ...duplicates] = list.body.rows;
  const trouble = await removeTwins(client, duplicates);
  // The newest memory stays. If it is not the one just created, the place is not saved yet.
  if (trouble) return newest?.memory === ids?.memory ? (written ?? trouble) : trouble;
  if (newest) return await renew(client, { ...list, body: newest }, text, after);
  // The list leaves the memory out, so what the reply showed counts.
  if (written || id === null) return written ?? { ...created, body: NOT_SHOWN };
  const read = await readCourseMemory(client, id, courseKey);
  if (!read.ok || !read.body) return read.ok ? { ...read, body: NOT_SHOWN } : read;
  return await renew(client, { ...read, body: read.body }, text, after);
}
