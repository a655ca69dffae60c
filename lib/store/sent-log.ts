import * as z from 'zod/mini';
import { browser } from '../browser.ts';
import { decode, encode, type Shape } from './shape.ts';

const entry = z.object({
  /** Order among all requests. */
  seq: z.int(),
  at: z.number(),
  method: z.string(),
  path: z.string(),
  /** Null when no answer came. */
  status: z.nullable(z.number()),
  /** The body of a write, exactly as it was sent; null for a read. */
  body: z.nullable(z.string()),
});
export type SentEntry = z.infer<typeof entry>;

const KEPT = 200;
const shape: Shape<SentEntry> = { schema: entry, version: 1 };
const counts = z.object({ writes: z.int(), reads: z.int() });
const counter: Shape<z.infer<typeof counts>> = { schema: counts, version: 1 };
const COUNTER = 'sent-count';

/** Two rings of items, so that reads never push a write out: each request costs the same to note. */
const slot = (ring: 'writes' | 'reads', n: number) => `sent:${ring}:${n % KEPT}`;

export async function addToSentLog(sent: Omit<SentEntry, 'seq'>): Promise<void> {
  const raw = (await browser.storage.local.get(COUNTER))[COUNTER];
  const count = raw === undefined ? { writes: 0, reads: 0 } : decode(COUNTER, counter, raw);
  const ring = sent.method === 'GET' ? 'reads' : 'writes';
  await browser.storage.local.set({
    [COUNTER]: encode(counter, { ...count, [ring]: count[ring] + 1 }),
    [slot(ring, count[ring])]: encode(shape, { ...sent, seq: count.writes + count.reads }),
  });
}

/** The last requests, newest first: up to 200 writes and 200 reads. */
export async function readSentLog(): Promise<SentEntry[]> {
  const keys = (['writes', 'reads'] as const).flatMap((ring) =>
    Array.from({ length: KEPT }, (_, n) => slot(ring, n)),
  );
  const stored = await browser.storage.local.get(keys);
  return Object.entries(stored)
    .map(([key, raw]) => decode(key, shape, raw))
    .toSorted((a, b) => b.seq - a.seq);
}
