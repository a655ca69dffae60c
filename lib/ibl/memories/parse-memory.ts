import * as z from 'zod/mini';
import { guid } from '../../shared/schema.ts';
import { memoryName, NAME_PREFIX } from './memory-name.ts';
import type { ApiClient } from '../client/types.ts';
import { seesUserAlone } from '../account/key-owner.ts';
import { fold, isSameUser } from '../account/spelling.ts';

export const ENTRY_KEY = 'current_location';

const anything = z.optional(z.unknown());

const memory = z.object({
  unique_id: guid,
  updated_at: anything,
  entries: z.array(
    z.object({ unique_id: guid, key: z.string(), value: z.unknown(), updated_at: anything }),
  ),
});

/** The part of a row that is checked first. */
const label = z.object({
  name: z.string(),
  username: anything,
  catalog_item_id: anything,
  entries: anything,
});
type Label = z.infer<typeof label>;

/** Whose row it is, by the username in it. */
export type Owner = 'own' | 'another' | 'unsaid';

export function ownerOf(username: unknown, { account }: ApiClient): Owner {
  if (typeof username !== 'string' || username.trim() === '') return 'unsaid';
  return isSameUser(username, account.username) ? 'own' : 'another';
}

/**
 * Whether Waypoint may delete a row. A row without a username may be another learner's, unless the
 * key sees only this user's rows.
 */
export const mayGo = async (owner: Owner, client: ApiClient): Promise<boolean> =>
  owner === 'own' || (owner === 'unsaid' && (await seesUserAlone(client)));

/** A memory of one course that Waypoint wrote. */
export interface CourseMemory {
  readonly memory: string;
  /** Null if its entry was deleted elsewhere, or is not shown. */
  readonly entry: string | null;
  readonly courseKey: string;
  readonly text: string;
  readonly modified: string | null;
  readonly owner: Owner;
}

/**
 * Returns a memory that Waypoint wrote for this user, of any course; null for any other row. The
 * memory's name has a hash of the course key, and one of the keys in the row, or known here, must
 * have that hash.
 */
export async function ours(
  raw: unknown,
  client: ApiClient,
  known: readonly string[] = [],
): Promise<CourseMemory | null> {
  const { success, data } = label.safeParse(raw);
  if (!success || !fold(data.name).startsWith(NAME_PREFIX)) return null;
  for (const courseKey of [...keysIn(data), ...known]) {
    const found = await oursOf(raw, client, courseKey);
    if (found !== null) return found === 'unusable' ? null : found;
  }
  return null;
}

/** Returns the name of any memory of this user; null if the memory is another's or has no name. */
export function nameOf(raw: unknown, client: ApiClient): string | null {
  const { success, data } = label.safeParse(raw);
  return success && ownerOf(data.username, client) !== 'another' ? data.name : null;
}

/**
 * Returns this user's memory of one course, recognised by its name, whatever else the row says;
 * null for any other row. A memory that Waypoint cannot use (ids are missing, or are not as in the
 * API documents) is `unusable`. It must not count as missing, or there would soon be two.
 */
export async function oursOf(
  raw: unknown,
  client: ApiClient,
  courseKey: string,
): Promise<CourseMemory | 'unusable' | null> {
  const found = await ofCourse(raw, client, courseKey);
  return found !== 'unusable' && found?.owner === 'another' ? null : found;
}

/** Like `oursOf`, whichever user the row names: for a row whose id the server gave Waypoint. */
export async function ofCourse(
  raw: unknown,
  client: ApiClient,
  courseKey: string,
): Promise<CourseMemory | 'unusable' | null> {
  const said = label.safeParse(raw);
  if (!said.success || !(await isNamedAfter(said.data, courseKey))) return null;
  const owner = ownerOf(said.data.username, client);
  const parsed = memory.safeParse(raw);
  if (!parsed.success) return owner === 'another' ? null : 'unusable';
  const { unique_id, entries, updated_at } = parsed.data;
  const entry =
    entries.find(({ key }) => fold(key) === ENTRY_KEY) ??
    entries.find(({ value }) => keyInText(value) === courseKey);
  const modified = [entry?.updated_at, updated_at].find((time) => typeof time === 'string');
  return {
    memory: unique_id,
    entry: entry?.unique_id ?? null,
    courseKey,
    text: typeof entry?.value === 'string' ? entry.value : '',
    modified: modified ?? null,
    owner,
  };
}

/**
 * Whether a row is named after a course. The whole name proves the course by its hash. If the
 * server cut or lengthened the name, the row itself must name the course.
 */
async function isNamedAfter(row: Label, courseKey: string): Promise<boolean> {
  const [name, whole] = [fold(row.name), await memoryName(courseKey)];
  if (name === whole) return true;
  const isCut = name.length > NAME_PREFIX.length && whole.startsWith(name);
  return (isCut || name.startsWith(whole)) && keysIn(row).includes(courseKey);
}

/**
 * Returns the course keys in a row: from its text as Waypoint wrote it, and from its catalogue id
 * as the server spells it.
 */
function keysIn({ catalog_item_id: id, entries }: Label): string[] {
  const list: readonly unknown[] = Array.isArray(entries) ? entries : [];
  const values = list.flatMap((one) => {
    const parsed = entry.safeParse(one);
    return parsed.success ? [keyInText(parsed.data.value)] : [];
  });
  const said = typeof id === 'string' ? [id, unescaped(id)] : [];
  return [...values, ...said].filter((key) => key !== null);
}

const entry = z.object({ value: z.unknown() });

/**
 * Returns a key as it was before it became part of an address: decodes percent signs, and turns
 * spaces into `+`.
 */
function unescaped(id: string): string {
  try {
    return decodeURIComponent(id).replaceAll(' ', '+');
  } catch {
    return id;
  }
}

/**
 * Matches how the text of an entry begins, with its key quoted or not. A quoted title contains no
 * quotation mark.
 */
const COURSE_IN_TEXT = /^Studying (?:"[^"]*"|a course) \((?:key ")?([^()\s"]+)"?\)\. /;

const keyInText = (value: unknown): string | null =>
  typeof value === 'string' ? (COURSE_IN_TEXT.exec(value)?.[1] ?? null) : null;
