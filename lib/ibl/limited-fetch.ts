import type { Answer, Exchange, Wire } from './http.ts';
import { notIbl } from './not-ibl.ts';

/** How long a request may take and how much may come of it. */
export interface Limits {
  /** In ms: of the whole, or where parts of a long answer come, of the time between two. */
  readonly patience: number;
  readonly each: 'request' | 'part';
  /** In bytes. */
  readonly longest: number;
}

export type Parts = readonly Uint8Array<ArrayBuffer>[];

export function textIn(parts: Parts): string {
  const decoder = new TextDecoder();
  return parts.map((part) => decoder.decode(part, { stream: true })).join('') + decoder.decode();
}

/** Sends one request with the key, and reads what comes of it while it is within the limits. */
export async function limitedFetch<T>(
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
    if (abort.signal.aborted) return { ok: false, fault: { kind: 'timeout' } };
    const kept = (await wire.reaches?.()) === false;
    return { ok: false, fault: { kind: kept ? 'no-access' : 'no-network' } };
  } finally {
    clearTimeout(timer);
    await wire.told({ method, path, status, body });
  }
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
