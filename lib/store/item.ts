import { browser, type Storage } from '../browser.ts';
import { STORE_PATIENCE, withLimit } from '../limit.ts';
import { decodeOr } from './damage.ts';
import { put } from './room.ts';
import { decode, encode, type Shape } from './shape.ts';

export type Area = 'local' | 'session';

/** A single stored value. */
export interface Item<T> {
  readonly key: string;
  /** A damaged value is set aside and read as if nothing were there; a vital one throws DamagedItem. */
  read(): Promise<T>;
  write(value: T): Promise<void>;
  remove(): Promise<void>;
  /** The value as it is stored, to be written together with others. */
  stored(value: T): Readonly<Record<string, unknown>>;
  /** Calls back after each change made anywhere in the extension; returns the end of it. */
  watch(changed: () => void): () => void;
}

/* @__NO_SIDE_EFFECTS__ */
export function defineItem<T>(
  options: Shape<T> & {
    key: string;
    area?: Area;
    fallback: () => T;
    /** Nothing can go on without it, and no default may stand for it. */
    vital?: true;
  },
): Item<T> {
  const { key, fallback } = options;
  const area = options.area ?? 'local';
  return {
    key,
    async read() {
      const all = await withLimit(() => browser.storage[area].get(key), STORE_PATIENCE);
      const raw = all[key];
      if (raw !== undefined && options.vital) return decode(key, options, raw);
      return await decodeOr(fallback, key, options, raw, area);
    },
    stored: (value) => ({ [key]: encode(options, value) }),
    async write(value) {
      const items = { [key]: encode(options, value) };
      if (area === 'local') await put(items);
      else await withLimit(() => browser.storage.session.set(items), STORE_PATIENCE);
    },
    async remove() {
      await withLimit(() => browser.storage[area].remove(key), STORE_PATIENCE);
    },
    watch: (changed) => watchKeys((name) => name === key, changed, area),
  };
}

/** The keys in an area. Chrome before 130 tells them only together with all that stands under them. */
export async function keysIn(area: Area): Promise<string[]> {
  const from: { getKeys?: () => Promise<string[]> } & Storage.StorageArea = browser.storage[area];
  return (await from.getKeys?.()) ?? Object.keys(await from.get(null));
}

/** Calls back when a key that passes `wanted` changes. */
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
