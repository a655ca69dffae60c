import * as z from 'zod/mini';
import { guid } from '../kinds.ts';
import { memoryName } from './course-name.ts';
import type { Wire } from './http.ts';

export const ENTRY_KEY = 'current_location';

const memory = z.object({
  unique_id: guid,
  name: z.string(),
  username: z.optional(z.nullable(z.string())),
  catalog_item_id: z.optional(z.nullable(z.string())),
  updated_at: z.optional(z.nullable(z.string())),
  entries: z.array(
    z.object({
      unique_id: guid,
      key: z.string(),
      value: z.unknown(),
      updated_at: z.optional(z.nullable(z.string())),
    }),
  ),
});
type Memory = z.infer<typeof memory>;

/** A memory of one course that Waypoint wrote. */
export interface CourseMemory {
  readonly memory: string;
  /** Null when its entry was deleted elsewhere. */
  readonly entry: string | null;
  readonly courseKey: string;
  readonly text: string;
  readonly modified: string | null;
}

/** Ours is a memory with our name for the course that it says it is of, written for this user. */
export async function ours(raw: unknown, wire: Wire): Promise<CourseMemory | null> {
  const parsed = memory.safeParse(raw);
  const courseKey = parsed.success ? courseKeyOf(parsed.data) : null;
  if (courseKey === null) return null;
  const found = await oursOf(raw, wire, courseKey);
  return found === 'unusable' ? null : found;
}

/** What is read of a row before anything else is asked of it. */
const label = z.object({ name: z.string(), username: z.optional(z.unknown()) });

/** The name of any memory of this user; null for another's, or one without a name. */
export function nameOf(raw: unknown, { account }: Wire): string | null {
  const { success, data } = label.safeParse(raw);
  return success && (data.username ?? account.username) === account.username ? data.name : null;
}

/**
 * The same for a course that is known: its name says enough where the server keeps no course. A row of
 * ours that cannot be worked with (without ids, or with others than the server's documents have) is
 * `unusable`: it must not be taken for missing, or there would soon be two.
 */
export async function oursOf(
  raw: unknown,
  wire: Wire,
  courseKey: string,
): Promise<CourseMemory | 'unusable' | null> {
  if (nameOf(raw, wire) !== (await memoryName(courseKey))) return null;
  const parsed = memory.safeParse(raw);
  if (!parsed.success) return 'unusable';
  const { unique_id, entries, catalog_item_id, updated_at } = parsed.data;
  if ((catalog_item_id || courseKey) !== courseKey) return null;
  const entry = entries.find(({ key }) => key === ENTRY_KEY);
  return {
    memory: unique_id,
    entry: entry?.unique_id ?? null,
    courseKey,
    text: typeof entry?.value === 'string' ? entry.value : '',
    modified: entry?.updated_at ?? updated_at ?? null,
  };
}

/** How the text of an entry begins, with its key quoted or not; no quotation holds a quotation mark. */
const COURSE_IN_TEXT = /^Studying (?:"[^"]*"|a course) \((?:key ")?([^()\s"]+)"?\)\. /;

/** A server that refused the catalogue fields leaves only the text to say the course; see create. */
function courseKeyOf({ catalog_item_id, entries }: Memory): string | null {
  if (catalog_item_id) return catalog_item_id;
  const value = entries.find(({ key }) => key === ENTRY_KEY)?.value;
  return typeof value === 'string' ? (COURSE_IN_TEXT.exec(value)?.[1] ?? null) : null;
}
