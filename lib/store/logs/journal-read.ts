import { store } from '../core/storage-area.ts';
import type { Place } from '../../edx/place.ts';
import { decodeOr } from '../core/damaged-items.ts';
import { watchKeys } from '../core/item.ts';
import { journalKey, journalShape } from './journal.ts';

const DAY = 86_400_000;

/** Returns the keys of the days (UTC) up to a time, the earliest first. */
function keysUpTo(now: number, days: number): string[] {
  return Array.from({ length: days }, (_, i) =>
    journalKey(new Date(now - (days - 1 - i) * DAY).toISOString()),
  );
}

/**
 * Returns the units visited in the last `days` days (UTC, including today), in the order in which
 * they were recorded. A day that cannot be read is left out and kept aside under `damaged:`.
 */
export async function readJournal(days: number, now = Date.now()): Promise<Place[]> {
  const keys = keysUpTo(now, days);
  const stored = await store.local.get(keys);
  const all = keys.map((key) => decodeOr(() => [], key, journalShape, stored[key]));
  return (await Promise.all(all)).flat();
}

const STRETCH = 60;
const LOOKED_BACK = 720;

/**
 * Returns the last visit to each of the `most` courses that were visited last, within the last two
 * years, the newest first.
 */
export async function lastVisits(most = Infinity, now = Date.now()): Promise<Place[]> {
  const found = new Map<string, Place>();
  // Starts at the end, because the last visits are usually only a few days ago.
  for (let back = 0; back < LOOKED_BACK && found.size < most; back += STRETCH) {
    const places = await readJournal(STRETCH, now - back * DAY);
    for (const place of places.toReversed()) {
      if (!found.has(place.courseKey)) found.set(place.courseKey, place);
    }
  }
  return [...found.values()].slice(0, most);
}

export const watchJournal = (changed: () => void): (() => void) =>
  watchKeys((key) => key.startsWith('journal:'), changed);
