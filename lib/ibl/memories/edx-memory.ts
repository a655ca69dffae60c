import * as z from 'zod/mini';
import { whole } from '../../shared/schema.ts';
import { issueOf } from '../../shared/validation-issue.ts';
import { isStatus } from '../client/classify-fault.ts';
import { request } from '../client/request.ts';
import type { Answer, ApiClient } from '../client/types.ts';
import { mayGo, ownerOf } from './parse-memory.ts';
import { allPages, pageIn, type Turned } from '../client/pagination.ts';
import { notIbl } from '../client/invalid-answer.ts';
import { query, userPath } from '../client/paths.ts';

/** The API documents promise `id` and `username`, but their own example has neither. */
const row = z.object({
  id: z.optional(z.nullable(whole)),
  username: z.optional(z.nullable(z.string())),
  course_id: z.string(),
  data: z.optional(z.unknown()),
  last_modified: z.optional(z.nullable(z.string())),
});
/** What the school's server keeps about one course. `data` is any JSON. */
export type EdxMemory = z.infer<typeof row>;

export interface EdxMemoryList {
  readonly rows: EdxMemory[];
  /** Number of rows of another user, or of an unknown shape. Waypoint does not show them. */
  readonly dropped: number;
  /** False if the server has, or may have, more than it listed. */
  readonly whole: boolean;
}

/**
 * Returns all rows of this user. Drops and counts rows of other users, which an administrator's key
 * may see.
 */
export async function listEdxMemory(
  client: ApiClient,
  turned?: Turned,
): Promise<Answer<EdxMemoryList>> {
  const answer = await allPages(client, userPath(client.account, 'edx-memory'), turned);
  if (!answer.ok) return answer;
  const { rows: all, whole: isWhole } = answer.body;
  const rows = all.flatMap((raw) => {
    const parsed = row.safeParse(raw);
    return parsed.success && isOurs(parsed.data, client) ? [parsed.data] : [];
  });
  return { ...answer, body: { rows, dropped: all.length - rows.length, whole: isWhole } };
}

/**
 * Returns what the school's server keeps about one course; null if there is nothing. Sends one
 * request.
 */
export async function edxMemoryOf(
  client: ApiClient,
  courseKey: string,
): Promise<Answer<EdxMemory | null>> {
  const search = query({ course_id: courseKey, page: 1, page_size: 1 });
  const path = userPath(client.account, 'edx-memory') + search;
  const answer = await request(client, 'GET', path);
  if (!answer.ok) return answer;
  const parsed = pageIn(answer.body);
  if (!parsed.success) {
    const asked = { method: 'GET', path, status: answer.status } as const;
    return notIbl(client, asked, issueOf(parsed.error, answer.body));
  }
  // A server may ignore the filter, and an administrator's key may see rows of others.
  const found = row.safeParse(parsed.data.results[0]);
  const same = found.success && found.data.course_id === courseKey && isOurs(found.data, client);
  return { ...answer, body: same ? found.data : null };
}

const isOurs = ({ username }: EdxMemory, client: ApiClient) =>
  ownerOf(username, client) !== 'another';

/** Deletes one row, after reading that it is still this user's and of this course. */
export async function deleteEdxMemory(
  client: ApiClient,
  id: number,
  courseKey: string,
): Promise<Answer<unknown>> {
  const path = userPath(client.account, 'edx-memory', id);
  const answer = await request(client, 'GET', path);
  if (!answer.ok) return goneIsDone(answer);
  const parsed = row.safeParse(answer.body);
  const same = parsed.success && parsed.data.course_id === courseKey;
  if (!same || !(await mayGo(ownerOf(parsed.data.username, client), client)))
    return { ok: false, fault: { kind: 'not-ours' } };
  return goneIsDone(await request(client, 'DELETE', path));
}

/** Turns a 404 into success: for a delete, "not found" means that there is nothing left to do. */
export function goneIsDone(answer: Answer<unknown>): Answer<unknown> {
  return isStatus(answer, 404) ? { ok: true, status: 404, body: null, serverNow: null } : answer;
}

/**
 * Sends the cheapest request that only the right server answers, and only for the right key and
 * user. Returns the username as the server spells it; null if no row shows it.
 */
export async function testConnection(client: ApiClient): Promise<Answer<string | null>> {
  const search = query({ page: 1, page_size: 1 });
  const path = userPath(client.account, 'edx-memory') + search;
  const answer = await request(client, 'GET', path);
  if (!answer.ok) return answer;
  const parsed = pageIn(answer.body);
  if (parsed.success) {
    const first = row.safeParse(parsed.data.results[0]);
    return { ...answer, body: (first.success && first.data.username) || null };
  }
  const asked = { method: 'GET', path, status: answer.status } as const;
  return notIbl(client, asked, issueOf(parsed.error, answer.body));
}
