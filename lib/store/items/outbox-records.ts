import * as z from 'zod/mini';
import { store } from '../core/storage-area.ts';
import { EMPTY_RECORD, recordShape, type CourseRecord } from './outbox-record.ts';
import { decodeOr } from '../core/damaged-items.ts';
import { watchKeys } from '../core/item.ts';
import { put } from '../core/quota.ts';
import { encode, type Shape } from '../core/versioned.ts';

const index: Shape<string[]> = { schema: z.array(z.string()), version: 1 };

const indexKey = (connectionId: string) => `courses:${connectionId}`;
const recordKey = (connectionId: string, courseKey: string) =>
  `record:${connectionId}:${courseKey}`;

async function readIndex(connectionId: string): Promise<string[]> {
  const key = indexKey(connectionId);
  const raw = (await store.local.get(key))[key];
  if (raw === undefined) return [];
  return await decodeOr(() => findCourses(connectionId), key, index, raw);
}

/** Returns the courses that have a record, found by the keys of the records. */
async function findCourses(connectionId: string): Promise<string[]> {
  const prefix = recordKey(connectionId, '');
  const keys = await store.local.keys();
  return keys.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
}

/**
 * Decodes a record. A record that cannot be read is kept aside under `damaged:`, and the course
 * starts with an empty record.
 */
const decodeRecord = (key: string, raw: unknown) =>
  decodeOr(() => EMPTY_RECORD, key, recordShape, raw);

export async function readRecord(connectionId: string, courseKey: string): Promise<CourseRecord> {
  const key = recordKey(connectionId, courseKey);
  return await decodeRecord(key, (await store.local.get(key))[key]);
}

/** Returns all records of a connection, by course key. */
export async function readRecords(connectionId: string): Promise<Map<string, CourseRecord>> {
  const courses = await readIndex(connectionId);
  const stored = await store.local.get(courses.map((c) => recordKey(connectionId, c)));
  const records = new Map<string, CourseRecord>();
  for (const course of courses) {
    const key = recordKey(connectionId, course);
    records.set(course, await decodeRecord(key, stored[key]));
  }
  return records;
}

/** A record to be stored. */
export interface RecordChange {
  readonly connectionId: string;
  readonly courseKey: string;
  readonly record: CourseRecord;
}

/**
 * Writes records and index in one write, so that no record is ever without its entry in the index.
 * @param also stored items that go into the same write
 */
export async function writeRecords(
  changes: readonly RecordChange[],
  also: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const items: Record<string, unknown> = { ...also };
  for (const [id, mine] of Map.groupBy(changes, ({ connectionId }) => connectionId)) {
    const known = await readIndex(id);
    const courses = new Set([...known, ...mine.map(({ courseKey }) => courseKey)]);
    if (courses.size > known.length) items[indexKey(id)] = encode(index, [...courses]);
    for (const { courseKey, record: value } of mine) {
      items[recordKey(id, courseKey)] = encode(recordShape, value);
    }
  }
  await put(items);
}

/** Removes the records of these courses, and then their entries in the index. */
export async function removeRecords(
  connectionId: string,
  courses: readonly string[],
): Promise<void> {
  await store.local.remove(courses.map((course) => recordKey(connectionId, course)));
  const left = (await readIndex(connectionId)).filter((course) => !courses.includes(course));
  await put({ [indexKey(connectionId)]: encode(index, left) });
}

export const writeRecord = (
  connectionId: string,
  courseKey: string,
  value: CourseRecord,
  also?: Readonly<Record<string, unknown>>,
): Promise<void> => writeRecords([{ connectionId, courseKey, record: value }], also);

export function watchRecords(changed: () => void): () => void {
  return watchKeys((key) => key.startsWith('record:'), changed);
}
