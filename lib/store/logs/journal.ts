import * as z from 'zod/mini';
import type { Place } from '../../edx/place.ts';
import { decodeOr } from '../core/damaged-items.ts';
import { placeSchema } from '../core/place-schema.ts';
import { store } from '../core/storage-area.ts';
import { put } from '../core/quota.ts';
import { encode, type Shape } from '../core/versioned.ts';

export const journalShape: Shape<Place[]> = { schema: z.array(placeSchema), version: 1 };

const PREFIX = 'journal:';
/**
 * Returns the key of a day (UTC). Each day is one item, so that a visit costs the same however long
 * the journal is.
 */
export const journalKey = (seenAt: string) => `${PREFIX}${seenAt.slice(0, 10)}`;

/**
 * Records a visited unit, in this browser only, for the learner. A repeat of the day's last unit is
 * not recorded.
 */
export async function addToJournal(place: Place): Promise<void> {
  const key = journalKey(place.seenAt);
  const raw = (await store.local.get(key))[key];
  const day = await decodeOr(() => [], key, journalShape, raw);
  const last = day.at(-1);
  if (last?.unitKey === place.unitKey && last?.courseKey === place.courseKey) return;
  await put({ [key]: encode(journalShape, [...day, place]) });
}

/** Returns the days (UTC, such as 2026-11-23) that have an entry. */
export async function journalDays(): Promise<string[]> {
  const keys = await store.local.keys();
  return keys.flatMap((key) => (key.startsWith(PREFIX) ? [key.slice(PREFIX.length)] : []));
}

export async function removeJournalDays(days: readonly string[]): Promise<void> {
  await store.local.remove(days.map(journalKey));
}

/** Returns the courses that were visited on a site (its origin). */
export async function coursesInJournal(site: string): Promise<string[]> {
  const stored = await store.local.get(null);
  const found = new Set<string>();
  for (const [key, raw] of Object.entries(stored)) {
    if (!key.startsWith(PREFIX)) continue;
    const day = await decodeOr<Place[]>(() => [], key, journalShape, raw);
    for (const place of day) if (place.site === site) found.add(place.courseKey);
  }
  return [...found];
}

/** Removes every visit to a site (its origin). */
export async function removeFromJournal(site: string): Promise<void> {
  const stored = await store.local.get(null);
  for (const [key, raw] of Object.entries(stored)) {
    if (!key.startsWith(PREFIX)) continue;
    const day = await decodeOr<Place[]>(() => [], key, journalShape, raw);
    const others = day.filter((place) => place.site !== site);
    if (others.length === day.length) continue;
    if (others.length === 0) await store.local.remove(key);
    else await put({ [key]: encode(journalShape, others) });
  }
}
