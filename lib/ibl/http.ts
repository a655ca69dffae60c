import type { Misfit } from '../misfit.ts';
import { parseJson } from './json.ts';
import { notIbl } from './not-ibl.ts';
import { retryAfter, serverClock } from './retry-after.ts';
import { fieldWords, plainLine, serverWords } from './server-words.ts';
import type { Scheme } from './schemes.ts';

/** One user of one school on one API server, and the right to act for them. */
export interface Account {
  /** Address of the server with its path prefix, without a slash at the end. */
  readonly base: string;
  readonly org: string;
  readonly username: string;
  readonly scheme: Scheme;
  readonly key: string;
}

/** Why a request brought no usable answer. */
export type Fault =
  /** No answer at all. A redirect ends here too: the key follows none. */
  | { readonly kind: 'no-network' }
  | { readonly kind: 'timeout' }
  /** The server answered with an error; `retryAfter` in ms, `words` are the server's, without the key. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly words: string;
      readonly retryAfter: number | null;
      /** What a 400 says of single fields, by their names. */
      readonly fields?: Readonly<Record<string, string>>;
    }
  /** An answer that an ibl.ai server does not give: HTML, cut JSON, other types, too long. */
  | { readonly kind: 'not-ibl'; readonly status: number }
  /** What was to be deleted is there, and is not what Waypoint or this user's school wrote. */
  | { readonly kind: 'not-ours' };

export type Answer<T> =
  | {
      readonly ok: true;
      readonly status: number;
      readonly body: T;
      /** The server's own clock when it answered (ms); null when it did not tell. */
      readonly serverNow: number | null;
    }
  | { readonly ok: false; readonly fault: Fault };

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** What was asked and answered, for the sent log. */
export interface Exchange {
  readonly method: Method;
  readonly path: string;
  readonly status: number | null;
  readonly body: string | null;
}

/** An answer that an ibl.ai server does not give. */
export interface Refused {
  readonly method: Method;
  readonly path: string;
  readonly misfit: Misfit;
}

/** What a request needs beside the account: told of each exchange, and of answers that do not fit. */
export interface Wire {
  readonly account: Account;
  told(exchange: Exchange): Promise<void>;
  refused(answer: Refused): void;
  /** Called before each request; rejects when none may be made any more. */
  ready?(): Promise<void>;
}

/** Both browsers end a worker 30 s after its last event: a request must be over well before. */
const PATIENCE = 10_000;
/** A page of 100 memories has 400 kB. */
const LONGEST_BODY = 2_000_000;

/** Sends one request. `path` is absolute, already encoded, and ends as the server wants it. */
export async function request(
  wire: Wire,
  method: Method,
  path: string,
  body?: unknown,
): Promise<Answer<unknown>> {
  const { account } = wire;
  await wire.ready?.();
  const text = body === undefined ? null : JSON.stringify(body);
  let status: number | null = null;
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE);
  try {
    const response = await fetch(account.base + path, {
      method,
      headers: {
        Accept: 'application/json',
        Authorization: `${account.scheme} ${account.key}`,
        ...(text === null ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(text === null ? {} : { body: text }),
      credentials: 'omit',
      redirect: 'error',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: abort.signal,
    });
    status = response.status;
    return answerOf(wire, { method, path, status }, response, await readBody(response));
  } catch (error) {
    if (error instanceof TooLong) {
      return notIbl(wire, { method, path, status }, { kind: 'too-long' });
    }
    return { ok: false, fault: { kind: abort.signal.aborted ? 'timeout' : 'no-network' } };
  } finally {
    clearTimeout(timer);
    await wire.told({ method, path, status, body: text });
  }
}

function answerOf(
  wire: Wire,
  asked: Pick<Exchange, 'method' | 'path' | 'status'>,
  response: Response,
  text: string,
): Answer<unknown> {
  const { status } = response;
  const { key } = wire.account;
  const body = parseJson(text);
  if (!response.ok) {
    const words = serverWords(body, key);
    const fault = {
      kind: 'status',
      status,
      words,
      retryAfter: retryAfter(response.headers),
    } as const;
    const fields = status === 400 ? fieldWords(body, key) : null;
    return { ok: false, fault: fields ? { ...fault, fields } : fault };
  }
  const serverNow = serverClock(response.headers);
  // A delete may say nothing; an answer that is not JSON comes from something else.
  if (text === '') return { ok: true, status, body: null, serverNow };
  if (body === undefined) {
    return notIbl(wire, asked, { kind: 'not-json', excerpt: plainLine(text, key) });
  }
  return { ok: true, status, body, serverNow };
}

class TooLong extends Error {}

async function readBody(response: Response): Promise<string> {
  if (!response.body) return '';
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const chunk of chunks(response.body)) {
    size += chunk.byteLength;
    if (size > LONGEST_BODY) throw new TooLong();
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

async function* chunks(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
