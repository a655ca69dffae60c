import * as z from 'zod/mini';
import { store } from '../core/storage-area.ts';
import { decodeOr } from '../core/damaged-items.ts';
import { whole } from '../../shared/schema.ts';
import { encode, type Shape } from '../core/versioned.ts';

const entry = z.object({
  /** Order among all requests. */
  seq: whole,
  at: z.number(),
  method: z.string(),
  path: z.string(),
  /** Null if no answer came. */
  status: z.nullable(z.number()),
  /** The body of a write, exactly as it was sent; null for a read. */
  body: z.nullable(z.string()),
});
export type LoggedRequest = z.infer<typeof entry>;

const KEPT = 200;
const shape: Shape<LoggedRequest> = { schema: entry, version: 1 };
const count = z.number().check(z.refine((value) => Number.isSafeInteger(value) && value >= 0));
const counts = z.object({ writes: count, reads: count });
type Counts = z.infer<typeof counts>;
const counter: Shape<Counts> = { schema: counts, version: 1 };
const COUNTER = 'sent-count';

/**
 * Two rings of items, so that reads never push a write out and each request costs the same to
 * store.
 */
const RINGS = ['writes', 'reads'] as const;
const slot = (ring: keyof Counts, n: number) => `sent:${ring}:${n % KEPT}`;

export async function logRequest(sent: Omit<LoggedRequest, 'seq'>): Promise<void> {
  const raw = (await store.local.get(COUNTER))[COUNTER];
  const made =
    raw === undefined ? { writes: 0, reads: 0 } : await decodeOr(recount, COUNTER, counter, raw);
  const ring = sent.method === 'GET' ? 'reads' : 'writes';
  await store.local.set({
    [COUNTER]: encode(counter, { ...made, [ring]: made[ring] + 1 }),
    [slot(ring, made[ring])]: encode(shape, { ...sent, seq: made.writes + made.reads }),
  });
}

/** Counts from the entries in the rings, so that a new entry comes after all of them. */
async function recount(): Promise<Counts> {
  const made = { writes: 0, reads: 0 };
  let newest = -1;
  for (const ring of RINGS) {
    const entries = await readRing(ring);
    const last = entries.toSorted((a, b) => b.sent.seq - a.sent.seq)[0];
    made[ring] = (last?.n ?? -1) + 1;
    newest = Math.max(newest, last?.sent.seq ?? -1);
  }
  const missing = Math.max(0, newest + 1 - made.writes - made.reads);
  return { ...made, reads: made.reads + Math.ceil(missing / KEPT) * KEPT };
}

/** Returns the entries of a ring, with the numbers of their slots. */
async function readRing(ring: keyof Counts): Promise<{ n: number; sent: LoggedRequest }[]> {
  const keys = Array.from({ length: KEPT }, (_, n) => slot(ring, n));
  const stored = await store.local.get(keys);
  const entries: { n: number; sent: LoggedRequest }[] = [];
  for (const [n, key] of keys.entries()) {
    const sent = await decodeOr<LoggedRequest | null>(() => null, key, shape, stored[key]);
    if (sent) entries.push({ n, sent });
  }
  return entries;
}

/** Returns the last requests, newest first: up to 200 writes and 200 reads. */
export async function readRequestLog(): Promise<LoggedRequest[]> {
  const all = [...(await readRing('writes')), ...(await readRing('reads'))];
  return all.map(({ sent }) => sent).toSorted((a, b) => b.seq - a.seq);
}

/** Removes some requests. */
export async function removeFromRequestLog(
  isGone: (sent: LoggedRequest) => boolean,
): Promise<void> {
  for (const ring of RINGS) {
    const gone = (await readRing(ring)).filter(({ sent }) => isGone(sent));
    if (gone.length > 0) await store.local.remove(gone.map(({ n }) => slot(ring, n)));
  }
}

/**
 * Removes every request. The numbers continue, so that an open list does not take a new entry for
 * an old one.
 */
export async function clearRequestLog(): Promise<void> {
  const raw = (await store.local.get(COUNTER))[COUNTER];
  await store.local.remove(
    RINGS.flatMap((ring) => Array.from({ length: KEPT }, (_, n) => slot(ring, n))),
  );
  if (raw === undefined) return;
  // A counter that cannot be read is counted from the rings, which are empty now: it starts at 0.
  const made = await decodeOr(recount, COUNTER, counter, raw);
  await store.local.set({ [COUNTER]: encode(counter, made) });
}
