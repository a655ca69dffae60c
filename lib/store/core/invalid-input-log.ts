import * as z from 'zod/mini';
import { store } from './storage-area.ts';
import { issue, type ValidationIssue } from '../../shared/validation-issue.ts';
import { oneOf, whole, word } from '../../shared/schema.ts';
import { decode, encode, type Shape } from './versioned.ts';

const source = oneOf(
  /** A page of a followed site, by its origin only. */
  z.object({ kind: word('page'), site: z.string() }),
  z.object({ kind: word('server'), method: z.string(), path: z.string() }),
  /** This browser's own storage. */
  z.object({ kind: word('stored'), key: z.string() }),
);
/** Where invalid input came from. */
export type Source = z.infer<typeof source>;

const refusal = z.object({
  source,
  issue,
  /** First and last time (ms). */
  first: z.number(),
  last: z.number(),
  /** How often the same input came from this source. */
  count: whole,
});
/**
 * Invalid input: where it came from and what is wrong. Never its content, except the beginning of a
 * server's answer that was not JSON.
 */
export type InvalidInput = z.infer<typeof refusal>;

const KEPT = 100;
const KEY = 'refused';
const shape: Shape<InvalidInput[]> = { schema: z.array(refusal), version: 1 };

/**
 * Returns a text that is equal for two entries of the same source and issue. Leaves out the excerpt
 * of an answer that was not JSON, because the sender can vary it at will.
 */
export function sameness({
  source: from,
  issue: what,
}: Pick<InvalidInput, 'source' | 'issue'>): string {
  return JSON.stringify([from, what.kind === 'not-json' ? what.kind : what]);
}

/** Merges an entry with the stored one: adds the counts and keeps the first time. */
export function merge(old: InvalidInput | undefined, now: InvalidInput): InvalidInput {
  return old ? { ...now, first: old.first, count: old.count + now.count } : now;
}

/** Adds entries to those before. A lock lets screens and the worker do it at the same time. */
export async function addInvalidInputs(added: readonly InvalidInput[]): Promise<void> {
  await navigator.locks.request(KEY, async () => {
    const { old, damaged } = await read();
    const all = new Map(old.map((one) => [sameness(one), one]));
    for (const one of added) {
      const same = sameness(one);
      const merged = merge(all.get(same), one);
      // Deleted and set again, the entry becomes the newest.
      all.delete(same);
      all.set(same, merged);
    }
    await store.local.set({
      ...damaged,
      [KEY]: encode(shape, [...all.values()].slice(-KEPT)),
    });
  });
}

export async function clearInvalidInputs(): Promise<void> {
  await navigator.locks.request(KEY, async () => await store.local.remove(KEY));
}

export const refusalOf = (from: Source, what: ValidationIssue, now: number): InvalidInput => ({
  source: from,
  issue: what,
  first: now,
  last: now,
  count: 1,
});

/** Returns the last 100 different entries, the most recent first. */
export async function readInvalidInputs(): Promise<InvalidInput[]> {
  return (await read()).old.toReversed();
}

/**
 * Returns the stored list, oldest first. If the list is damaged, returns an empty list, and
 * `damaged` is what to write to keep the old one aside.
 */
async function read(): Promise<{ old: InvalidInput[]; damaged: Record<string, unknown> }> {
  const raw = (await store.local.get(KEY))[KEY];
  if (raw === undefined) return { old: [], damaged: {} };
  try {
    return { old: decode(KEY, shape, raw), damaged: {} };
  } catch {
    return { old: [], damaged: { [`damaged:${KEY}`]: raw } };
  }
}
