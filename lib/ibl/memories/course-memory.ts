import { memoryName } from './memory-name.ts';
import { goneIsDone } from './edx-memory.ts';
import { guid } from '../../shared/schema.ts';
import { classify, isStatus, wordsIn } from '../client/classify-fault.ts';
import { request } from '../client/request.ts';
import type { Answer, ApiClient } from '../client/types.ts';
import { ENTRY_KEY, ofCourse, oursOf, type CourseMemory } from './parse-memory.ts';
import { oddValue } from '../client/invalid-answer.ts';
import { userPath } from '../client/paths.ts';

import * as z from 'zod/mini';

/*
 * Reads, writes, creates and deletes the memory of a course. Its id is known, or the memory is new.
 */

export interface Ids {
  readonly memory: string;
  readonly entry: string;
}

/**
 * Returns the memory with this id, or null if it is gone or does not have Waypoint's name for the
 * course.
 */
export async function readCourseMemory(
  client: ApiClient,
  id: string,
  courseKey: string,
): Promise<Answer<CourseMemory | null>> {
  const row = await readRow(client, id);
  if (!row.ok) return row;
  const found = await ofCourse(row.body, client, courseKey);
  return { ...row, body: found !== 'unusable' && isSameId(found?.memory, id) ? found : null };
}

/** Returns a row by its id, as the server gives it; status 404 if there is none. */
export const readRow = async (client: ApiClient, id: string): Promise<Answer<unknown>> =>
  goneIsDone(await request(client, 'GET', userPath(client.account, 'memory', id)));

export const isSameId = (a: string | undefined, b: string) => a?.toLowerCase() === b.toLowerCase();

const entry = z.object({ unique_id: z.string(), value: z.string() });

/**
 * Replaces the text of the one entry in place. If a success reply does not show the entry with the
 * text, anything may have sent it. Then reads the memory to see whether the text is there.
 */
export async function updateEntry(
  client: ApiClient,
  courseKey: string,
  ids: Ids,
  text: string,
): Promise<Answer<Ids>> {
  const path = userPath(client.account, 'memory-entries', ids.entry);
  const answer = await request(client, 'POST', path, { key: ENTRY_KEY, value: text });
  if (!answer.ok) return answer;
  const { success, data } = entry.safeParse(answer.body);
  if (success && isSameId(data.unique_id, ids.entry) && data.value === text) {
    return { ...answer, body: ids };
  }
  const read = await readCourseMemory(client, ids.memory, courseKey);
  if (!read.ok) return read;
  if (read.body?.text === text) return { ...read, body: ids };
  return oddValue(client, { method: 'POST', path, status: answer.status });
}

/** Called before each create that is sent, and after one that the server certainly did not do. */
export type Creating = (isSent: boolean) => Promise<void>;

/** What the reply to a create shows. */
export interface Created {
  /** The new memory with its ids, if the reply shows it with the text that was sent. */
  readonly made: CourseMemory | null;
  /** The new memory's id, which may be all that the reply shows. */
  readonly id: string | null;
}

/** Creates the memory of a course. */
export async function createCourseMemory(
  client: ApiClient,
  courseKey: string,
  text: string,
  creating: Creating,
): Promise<Answer<Created>> {
  const plain = {
    mode: 'all',
    name: await memoryName(courseKey),
    platform: client.account.org,
    entries: [{ key: ENTRY_KEY, value: text }],
  };
  const course = { catalog_item_type: 'course', catalog_item_id: courseKey };
  let answer = await send(client, { ...plain, ...course }, creating);
  // The school's catalogue does not know the course. Name and text still say which course it is.
  if (!answer.ok && isStatus(answer, 400) && wordsIn(answer.fault).includes('catalog_item')) {
    answer = await send(client, plain, creating);
  }
  if (!answer.ok) return answer;
  const rows = candidates(answer.body);
  for (const raw of rows) {
    const made = await ofCourse(raw, client, courseKey);
    if (made !== 'unusable' && made?.text === text) {
      return { ...answer, body: { made, id: made.memory } };
    }
  }
  // If there are several rows, one may be an older one of the same name.
  const [only, ...others] = rows;
  const isOurs = others.length === 0 && (await oursOf(only, client, courseKey)) !== null;
  const id = isOurs ? withId.safeParse(only).data?.unique_id : null;
  return { ...answer, body: { made: null, id: id ?? null } };
}

async function send(
  client: ApiClient,
  body: unknown,
  creating: Creating,
): Promise<Answer<unknown>> {
  await client.beforeRequest?.();
  await creating(true);
  let answer: Answer<unknown>;
  try {
    answer = await request(client, 'POST', userPath(client.account, 'memories'), body);
  } catch (error) {
    // Something forbade the request at the last moment, so it was not sent.
    await creating(false);
    throw error;
  }
  if (createdNothing(answer)) await creating(false);
  return answer;
}

/**
 * Whether the API itself says that it created nothing. After any other failure the memory may
 * exist. 408 is a lost reply, and 409 says that something of that name exists.
 */
function createdNothing(answer: Answer<unknown>): boolean {
  if (answer.ok || isStatus(answer, 408, 409)) return false;
  return classify(answer.fault) !== 'retry' || isStatus(answer, 429);
}

const withId = z.object({ unique_id: guid });

/**
 * Returns the rows in the reply to a create. The API document describes a page, and ibl.ai's own
 * client reads one memory. Also accepts a list, and one memory under a name such as `data`.
 */
function candidates(body: unknown): readonly unknown[] {
  if (Array.isArray(body)) return body;
  if (typeof body !== 'object' || body === null) return [];
  if ('results' in body && Array.isArray(body.results)) return body.results;
  if ('unique_id' in body) return [body];
  return Object.values(body).flatMap((one: unknown) =>
    withId.safeParse(one).success ? [one] : [],
  );
}
