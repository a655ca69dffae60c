import { browser } from '../../browser.ts';
import { decodeOr } from './damaged-items.ts';
import { store, type Area } from './storage-area.ts';
import { put, putCopy } from './quota.ts';
import { decode, encode, type Shape } from './versioned.ts';

/** A single stored value. */
export interface Item<T> {
  readonly key: string;
  /**
   * Returns the value. A damaged value is kept aside under `damaged:`, and the fallback is
   * returned. A damaged critical value throws DamagedItem.
   */
  read(): Promise<T>;
  write(value: T): Promise<void>;
  remove(): Promise<void>;
  /** Returns the value in its stored form, to be written together with other items. */
  stored(value: T): Readonly<Record<string, unknown>>;
  /**
   * Calls back after each change made anywhere in the extension; returns a function that stops it.
   */
  watch(changed: () => void): () => void;
}

/* @__NO_SIDE_EFFECTS__ */
export function defineItem<T>(
  options: Shape<T> & {
    key: string;
    area?: Area;
    fallback: () => T;
    /** Waypoint cannot work without the value, and no default may replace it. */
    critical?: true;
    /** A copy of what the server has. Writing the copy never removes what is stored only here. */
    copy?: true;
  },
): Item<T> {
  const { key, fallback } = options;
  const area = options.area ?? 'local';
  return {
    key,
    async read() {
      const all = await store[area].get(key);
      const raw = all[key];
      if (raw !== undefined && options.critical) return decode(key, options, raw);
      return await decodeOr(fallback, key, options, raw, area);
    },
    stored: (value) => ({ [key]: encode(options, value) }),
    async write(value) {
      const items = { [key]: encode(options, value) };
      if (area === 'local') await (options.copy ? putCopy : put)(items);
      else await store.session.set(items);
    },
    async remove() {
      await store[area].remove(key);
    },
    watch: (changed) => watchKeys((name) => name === key, changed, area),
  };
}

/** Calls back when a key that passes `wanted` changes; returns a function that stops it. */
export function watchKeys(
  wanted: (key: string) => boolean,
  changed: () => void,
  area: Area = 'local',
): () => void {
  const listener = (changes: Record<string, unknown>, name: string) => {
    if (name === area && Object.keys(changes).some(wanted)) changed();
  };
  browser.storage.onChanged.addListener(listener);
  return () => browser.storage.onChanged.removeListener(listener);
}
