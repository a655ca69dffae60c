import * as z from 'zod/mini';
import { store } from './storage-area.ts';
import { issue, type ValidationIssue } from '../../shared/validation-issue.ts';
import { oneOf, whole, word } from '../../shared/schema.ts';
import { decode, encode, type Shape } from './versioned.ts';

const source = oneOf(
  /** A page of a followed site, by its origin alone. */
  z.object({ kind: word('page'), site: z.string() }),
  z.object({ kind: word('server'), method: z.string(), path: z.string() }),
  /** This browser's own storage. */
  z.object({ kind: word('stored'), key: z.string() }),
);
/** Where something came from that did not fit. */
export type Source = z.infer<typeof source>;

const refusal = z.object({
  source,
  issue,
  /** First and last time (ms). */
  first: z.number(),
  last: z.number(),
  /** How often the same came from there. */
  count: whole,
});
/** Input that was refused: never its content. */
export type Refusal = z.infer<typeof refusal>;

const KEPT = 100;
const KEY = 'refused';
const shape: Shape<Refusal[]> = { schema: z.array(refusal), version: 1 };

/** What makes two refusals the same. What came varies at the sender's will, so it has no part in it. */
export function sameness({ source: from, issue: what }: Pick<Refusal, 'source' | 'issue'>): string {
  return JSON.stringify([from, what.kind === 'not-json' ? what.kind : what]);
}

/** One for all times that it came. */
export function merge(old: Refusal | undefined, now: Refusal): Refusal {
  return old ? { ...now, first: old.first, count: old.count + now.count } : now;
}

/** Notes refusals with those before. Screens and background may do it at once. */
export async function addRefusals(added: readonly Refusal[]): Promise<void> {
  await navigator.locks.request(KEY, async () => {
    const { old, damaged } = await read();
    const all = new Map(old.map((one) => [sameness(one), one]));
    for (const one of added) {
      const same = sameness(one);
      const merged = merge(all.get(same), one);
      // Taken out and put in again, it is the newest.
      all.delete(same);
      all.set(same, merged);
    }
    await store.local.set({
      ...damaged,
      [KEY]: encode(shape, [...all.values()].slice(-KEPT)),
    });
  });
}

export async function clearRefusals(): Promise<void> {
  await navigator.locks.request(KEY, async () => await store.local.remove(KEY));
}

export const refusalOf = (from: Source, what: ValidationIssue, now: number): Refusal => ({
  source: from,
  issue: what,
  first: now,
  last: now,
  count: 1,
});

/** The last 100 that differ, the one that came last first. */
export async function readRefusals(): Promise<Refusal[]> {
  return (await read()).old.toReversed();
}

/** The list as it is stored, oldest first. One that is damaged is to be set aside, and begins anew. */
async function read(): Promise<{ old: Refusal[]; damaged: Record<string, unknown> }> {
  const raw = (await store.local.get(KEY))[KEY];
  if (raw === undefined) return { old: [], damaged: {} };
  try {
    return { old: decode(KEY, shape, raw), damaged: {} };
  } catch {
    return { old: [], damaged: { [`damaged:${KEY}`]: raw } };
  }
}
