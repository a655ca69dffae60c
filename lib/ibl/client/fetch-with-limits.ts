import type { Answer, Exchange, ApiClient } from './types.ts';
import { unless } from '../../shared/unless-aborted.ts';
import { notIbl } from './invalid-answer.ts';

/** How long a request may take and how large its answer may be. */
export interface Limits {
  /** In ms: for the whole request or, with `whole`, between two parts of the answer. */
  readonly patience: number;
  /** For an answer in parts: how long the request may take (ms) once this many bytes have come. */
  readonly whole?: (bytes: number) => number;
  /** In bytes. */
  readonly longest: number;
}

export type Parts = readonly Uint8Array<ArrayBuffer>[];

export function textIn(parts: Parts): string {
  const decoder = new TextDecoder();
  return parts.map((part) => decoder.decode(part, { stream: true })).join('') + decoder.decode();
}

/**
 * Sends one request with the key and reads the answer within the limits. If the client's signal
 * aborts, a read ends at once with the signal's reason. A write that went out runs to its end,
 * because the caller has to know whether the server did it, and an abort would not undo it.
 */
export async function limitedFetch<T>(
  client: ApiClient,
  asked: Pick<Exchange, 'method' | 'path' | 'body'>,
  limits: Limits,
  read: (response: Response, parts: Parts) => Answer<T>,
): Promise<Answer<T>> {
  const { account } = client;
  const { method, path, body } = asked;
  await client.beforeRequest?.();
  client.signal?.throwIfAborted();
  let status: number | null = null;
  const abort = new AbortController();
  const giveUp = () => abort.abort();
  const ends = method === 'GET' ? client.signal : undefined;
  ends?.addEventListener('abort', giveUp);
  const began = Date.now();
  let timer = setTimeout(giveUp, limits.patience);
  try {
    const answer = fetch(account.base + path, {
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
    const response = await unless(abort.signal, answer);
    status = response.status;
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let size = 0;
    for await (const part of chunks(response.body, abort.signal)) {
      size += part.byteLength;
      if (size > limits.longest) {
        return notIbl(client, { method, path, status }, { kind: 'too-long' });
      }
      parts.push(part);
      if (!limits.whole) continue;
      clearTimeout(timer);
      const left = began + limits.whole(size) - Date.now();
      timer = setTimeout(giveUp, Math.min(limits.patience, left));
    }
    return read(response, parts);
  } catch {
    ends?.throwIfAborted();
    if (abort.signal.aborted) return { ok: false, fault: { kind: 'timeout' } };
    const kept = (await client.reaches?.()) === false;
    return { ok: false, fault: { kind: kept ? 'no-access' : 'no-network' } };
  } finally {
    clearTimeout(timer);
    ends?.removeEventListener('abort', giveUp);
    await client.onExchange({ method, path, status, body });
  }
}

async function* chunks(
  stream: ReadableStream<Uint8Array<ArrayBuffer>> | null,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = stream?.getReader();
  if (!reader) return;
  const next = () => unless(signal, reader.read());
  try {
    for (let part = await next(); !part.done; part = await next()) yield part.value;
  } finally {
    void reader.cancel().catch(() => undefined);
  }
}
