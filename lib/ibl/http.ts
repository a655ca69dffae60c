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

/** How long a request may take and how much may come of it. */
interface Limits {
  /** In ms: of the whole, or where parts of a long answer come, of the time between two. */
  readonly patience: number;
  readonly each: 'request' | 'part';
  /** In bytes. */
  readonly longest: number;
}

/**
 * Both browsers end a worker 30 s after its last event: a request must be over well before. A page of
 * 100 memories has 400 kB.
 */
const ORDINARY: Limits = { patience: 10_000, each: 'request', longest: 2_000_000 };
/** For a whole history: it may take as long as it goes on coming, and its caller stays awake for it. */
const FILE: Limits = { patience: 10_000, each: 'part', longest: 50_000_000 };

/** Sends one request. `path` is absolute, already encoded, and ends as the server wants it. */
export async function request(
  wire: Wire,
  method: Method,
  path: string,
  body?: unknown,
): Promise<Answer<unknown>> {
  const text = body === undefined ? null : JSON.stringify(body);
  return await carry(wire, { method, path, body: text }, ORDINARY, (response, parts) =>
    answerOf(wire, { method, path, status: response.status }, response, textIn(parts)),
  );
}

/** A body as it came, of whatever type. */
export interface File {
  readonly bytes: Blob;
  /** Its Content-Type, without parameters; '' where there is none. */
  readonly type: string;
  /** What it says, where that is short; null for a long one, which is not looked into here. */
  readonly text: string | null;
}
/** In bytes: a word on how far the server is has some 30. */
const SHORT = 10_000;

/** Reads what may be long and need not be JSON. An answer that is no 2xx is a fault as usual. */
export async function download(wire: Wire, path: string): Promise<Answer<File>> {
  const asked = { method: 'GET', path, body: null } as const;
  return await carry(wire, asked, FILE, (response, parts) => {
    const { ok, status, headers } = response;
    if (!ok) return { ok, fault: faultOf(wire, response, textIn(parts)) };
    const bytes = new Blob([...parts]);
    const type = (headers.get('Content-Type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    const text = bytes.size <= SHORT ? textIn(parts) : null;
    return { ok, status, body: { bytes, type, text }, serverNow: serverClock(headers) };
  });
}

type Parts = readonly Uint8Array<ArrayBuffer>[];

function textIn(parts: Parts): string {
  const decoder = new TextDecoder();
  return parts.map((part) => decoder.decode(part, { stream: true })).join('') + decoder.decode();
}

async function carry<T>(
  wire: Wire,
  asked: Pick<Exchange, 'method' | 'path' | 'body'>,
  limits: Limits,
  read: (response: Response, parts: Parts) => Answer<T>,
): Promise<Answer<T>> {
  const { account } = wire;
  const { method, path, body } = asked;
  await wire.ready?.();
  let status: number | null = null;
  const abort = new AbortController();
  const giveUp = () => setTimeout(() => abort.abort(), limits.patience);
  let timer = giveUp();
  try {
    const response = await fetch(account.base + path, {
      method,
      headers: {
        Accept: 'application/json',
        Authorization: `${account.scheme} ${account.key}`,
        ...(body === null ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === null ? {} : { body }),
      credentials: 'omit',
      redirect: 'error',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: abort.signal,
    });
    status = response.status;
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let size = 0;
    for await (const part of chunks(response.body)) {
      size += part.byteLength;
      if (size > limits.longest) {
        return notIbl(wire, { method, path, status }, { kind: 'too-long' });
      }
      parts.push(part);
      if (limits.each === 'request') continue;
      clearTimeout(timer);
      timer = giveUp();
    }
    return read(response, parts);
  } catch {
    return { ok: false, fault: { kind: abort.signal.aborted ? 'timeout' : 'no-network' } };
  } finally {
    clearTimeout(timer);
    await wire.told({ method, path, status, body });
  }
}

function answerOf(
  wire: Wire,
  asked: Pick<Exchange, 'method' | 'path' | 'status'>,
  response: Response,
  text: string,
): Answer<unknown> {
  const { status } = response;
  if (!response.ok) return { ok: false, fault: faultOf(wire, response, text) };
  const serverNow = serverClock(response.headers);
  // A delete may say nothing; an answer that is not JSON comes from something else.
  if (text === '') return { ok: true, status, body: null, serverNow };
  const body = parseJson(text);
  if (body === undefined) {
    return notIbl(wire, asked, { kind: 'not-json', excerpt: plainLine(text, wire.account.key) });
  }
  return { ok: true, status, body, serverNow };
}

function faultOf(wire: Wire, { status, headers }: Response, text: string): Fault {
  const { key } = wire.account;
  const body = parseJson(text);
  const words = serverWords(body, key);
  const fault = { kind: 'status', status, words, retryAfter: retryAfter(headers) } as const;
  const fields = status === 400 ? fieldWords(body, key) : null;
  return fields ? { ...fault, fields } : fault;
}

async function* chunks(
  stream: ReadableStream<Uint8Array<ArrayBuffer>> | null,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = stream?.getReader();
  if (!reader) return;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
