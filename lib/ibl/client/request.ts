import { isApiError } from './api-error.ts';
import { parseJson } from './json.ts';
import { limitedFetch, textIn, type Limits } from './fetch-with-limits.ts';
import { notIbl } from './invalid-answer.ts';
import { retryAfter, serverClock } from './retry-after.ts';
import { fieldWords, plainLine, serverWords } from './error-text.ts';
import type { Answer, Exchange, Fault, Method, ApiClient } from './types.ts';

/**
 * Limits for an ordinary request. Both browsers stop a worker 30 s after its last event, so a
 * request must be over well before. A page of 100 memories has 400 kB.
 */
const ORDINARY: Limits = { patience: 10_000, longest: 2_000_000 };

/** Sends one request. `path` is absolute, already encoded, and ends as the server requires. */
export async function request(
  client: ApiClient,
  method: Method,
  path: string,
  body?: unknown,
): Promise<Answer<unknown>> {
  const text = body === undefined ? null : JSON.stringify(body);
  return await limitedFetch(client, { method, path, body: text }, ORDINARY, (response, parts) =>
    answerOf(client, { method, path, status: response.status }, response, textIn(parts)),
  );
}

function answerOf(
  client: ApiClient,
  asked: Pick<Exchange, 'method' | 'path' | 'status'>,
  response: Response,
  text: string,
): Answer<unknown> {
  const { status } = response;
  if (!response.ok) return { ok: false, fault: faultOf(client, response, text) };
  const serverNow = serverClock(response.headers);
  // The answer to a delete may be empty. An answer that is not JSON comes from something else.
  if (text === '') return { ok: true, status, body: null, serverNow };
  const body = parseJson(text);
  if (body === undefined) {
    return notIbl(client, asked, {
      kind: 'not-json',
      excerpt: plainLine(text, client.account.key),
    });
  }
  return { ok: true, status, body, serverNow };
}

/** Returns the fault for an answer other than 2xx. */
export function faultOf(client: ApiClient, response: Response, text: string): Fault {
  const { key } = client.account;
  const { status } = response;
  const body = parseJson(text);
  const wait = retryAfter(response.headers);
  if (!isApiError(response, body, text === '')) {
    return { kind: 'intermediary', status, retryAfter: wait };
  }
  const words = serverWords(body, key);
  const fault = { kind: 'status', status, words, retryAfter: wait } as const;
  const fields = status === 400 ? fieldWords(body, key) : null;
  return fields ? { ...fault, fields } : fault;
}
