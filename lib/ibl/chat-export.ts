import * as z from 'zod/mini';
import { guid } from '../shared/schema.ts';
import { issueOf } from '../shared/validation-issue.ts';
import { download, type File } from './client/download.ts';
import { request } from './client/request.ts';
import type { Answer, ApiClient } from './client/types.ts';
import { parseJson } from './client/json.ts';
import { notIbl } from './client/invalid-answer.ts';
import { query, userPath } from './client/paths.ts';

/*
 * Exports the learner's chats with their mentors as one file. The server makes the file on request.
 * That takes a while, so Waypoint asks for the file again and again.
 */

/** The id goes into the path of the next request, so only a UUID is accepted. */
const task = z.object({ task_id: guid });

/** Asks the server to begin an export; returns the id of its task. */
export async function beginExport(client: ApiClient): Promise<Answer<string>> {
  const path = userPath(client.account, 'export-chathistory');
  const answer = await request(client, 'POST', path, {});
  if (!answer.ok) return answer;
  const parsed = task.safeParse(answer.body);
  if (parsed.success) return { ...answer, body: parsed.data.task_id };
  const asked = { method: 'POST', path, status: answer.status } as const;
  return notIbl(client, asked, issueOf(parsed.error, answer.body));
}

export type Exported =
  | { readonly kind: 'not-ready' }
  /** The server gave up. `state` is the server's word for that. */
  | { readonly kind: 'failed'; readonly state: string }
  | { readonly kind: 'file'; readonly file: File };

/** Returns how far an export is, or its file. */
export async function readExport(client: ApiClient, taskId: string): Promise<Answer<Exported>> {
  const path = userPath(client.account, 'downloads', 'tasks', taskId) + query({ to_csv: 'false' });
  const answer = await download(client, path);
  if (!answer.ok) return answer;
  const { body: file } = answer;
  return { ...answer, body: stateIn(file.text) ?? { kind: 'file', file } };
}

const OVER = /^(?:task_)?(?:fail(?:ure|ed)?|error|revoked|rejected)$/i;

/**
 * Returns the state if the text is empty or only says how far the export is; null if the text is
 * the export itself.
 */
function stateIn(text: string | null): Exported | null {
  if (text === null) return null;
  if (text.trim() === '') return { kind: 'not-ready' };
  const parsed = named.safeParse(parseJson(text));
  if (!parsed.success || FILLED.some((name) => name in parsed.data)) return null;
  const { state } = parsed.data;
  return OVER.test(state) ? { kind: 'failed', state } : { kind: 'not-ready' };
}

const named = z.looseObject({ state: z.string() });
/** With one of these fields, it is a history that also has a state. */
const FILLED = ['content', 'results', 'messages', 'data'];
