import { updateEntry, type Creating, type Ids } from './course-memory.ts';
import type { Answer, ApiClient } from '../client/types.ts';
import type { CourseMemory } from './parse-memory.ts';
import { serverTime } from '../client/server-time.ts';

/* What is known before a text is written to a memory, and what came of it. */

/** What is known of a place that waited long. Another device may have written meanwhile. */
export interface Late {
  /** How long ago the learner was there (ms). */
  readonly age: number;
  /** Texts that this device may itself have written. */
  readonly own: readonly string[];
}

/** What became of a text. */
export type Outcome =
  /**
   * `isSeen`: the server shows the row, and Waypoint looked for twins of it if a create was sent
   * before. Otherwise only the reply to the create gave its ids, or the list could not be read.
   */
  | { readonly kind: 'written'; readonly ids: Ids; readonly isSeen: boolean }
  /** Another device wrote after the visit. Its place stays. */
  | { readonly kind: 'newer'; readonly ids: Ids }
  /** A create was sent, and the server shows no row. It may have created one. */
  | { readonly kind: 'not-shown' };

/** What is known of the memory before a text is sent. */
export interface Before {
  readonly ids: Ids | null;
  readonly late: Late | null;
  /**
   * A create was sent, and its row was not seen since. Another create would make a second memory.
   */
  readonly isCreateSent: boolean;
  readonly creating: Creating;
}

/** Writes into the entry with these ids. */
export async function write(
  client: ApiClient,
  courseKey: string,
  ids: Ids,
  text: string,
): Promise<Answer<Outcome>> {
  const answer = await updateEntry(client, courseKey, ids, text);
  if (answer.ok) return { ...answer, body: { kind: 'written', ids, isSeen: true } };
  const { fault } = answer;
  if (fault.kind !== 'status' || fault.status !== 403) return answer;
  return { ok: false, fault: { ...fault, ofRow: true } };
}

/** A memory that was just read. */
export type Found = Extract<Answer<CourseMemory>, { ok: true }>;

export const NOT_SHOWN = { kind: 'not-shown' } as const;

/** The reply's Date header counts whole seconds. */
const WHOLE_SECOND = 1_000;

/**
 * Whether the server's memory is newer than the late place. Compares ages, each by the clock that
 * measured it, because this computer's clock may be wrong.
 */
export function isNewer({ body, serverNow }: Found, late: Late): boolean {
  const modified = serverTime(body.modified);
  if (serverNow === null || modified === 0 || late.own.includes(body.text)) return false;
  return serverNow - modified + WHOLE_SECOND <= late.age;
}

/** Returns the ids of a memory that is shown with its entry. */
export function idsOf(memory: CourseMemory | null): Ids | null {
  return memory?.entry ? { memory: memory.memory, entry: memory.entry } : null;
}
