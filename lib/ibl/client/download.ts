import { faultOf } from './request.ts';
import type { Answer, ApiClient } from './types.ts';
import { limitedFetch, textIn, type Limits } from './fetch-with-limits.ts';
import { serverClock } from './retry-after.ts';

/**
 * Limits for a whole chat history. The download may go on as long as data keeps coming: at most 10
 * s between two parts, and at least 128 kbit a second after the first two minutes. The caller keeps
 * the worker awake meanwhile.
 */
const FILE: Limits = {
  patience: 10_000,
  whole: (bytes) => 2 * 60_000 + bytes / 16,
  longest: 50_000_000,
};

/** A body as it came, of any type. */
export interface File {
  readonly bytes: Blob;
  /** The Content-Type without parameters; '' if there is none. */
  readonly type: string;
  /** The body as text if it is short; null for a long body, which is not read here. */
  readonly text: string | null;
}
/** Longest body (bytes) that is read as text. A reply about the server's progress has about 30. */
const SHORT = 10_000;

/**
 * Reads a body that may be long and need not be JSON. An answer other than 2xx is a fault, as
 * usual.
 */
export async function download(client: ApiClient, path: string): Promise<Answer<File>> {
  const asked = { method: 'GET', path, body: null } as const;
  return await limitedFetch(client, asked, FILE, (response, parts) => {
    const { ok, status, headers } = response;
    if (!ok) return { ok, fault: faultOf(client, response, textIn(parts)) };
    const bytes = new Blob([...parts]);
    const type = (headers.get('Content-Type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    const text = bytes.size <= SHORT ? textIn(parts) : null;
    return { ok, status, body: { bytes, type, text }, serverNow: serverClock(headers) };
  });
}
