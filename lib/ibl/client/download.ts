import { faultOf } from './request.ts';
import type { Answer, ApiClient } from './types.ts';
import { limitedFetch, textIn, type Limits } from './fetch-with-limits.ts';
import { serverClock } from './retry-after.ts';

/**
 * For a whole history: it may take as long as it goes on coming, at 128 kbit a second at least after the
 * first two minutes. Its caller stays awake for it.
 */
const FILE: Limits = {
  patience: 10_000,
  whole: (bytes) => 2 * 60_000 + bytes / 16,
  longest: 50_000_000,
};

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
