import { browser } from '../browser.ts';
import { decode, encode, type Shape } from './shape.ts';

export type Area = 'local' | 'session';

/** A single stored value. `read` throws DamagedItem rather than pretend that nothing was there. */
export interface Item<T> {
  readonly key: string;
  read(): Promise<T>;
  write(value: T): Promise<void>;
  remove(): Promise<void>;
  /** Calls back after each change made anywhere in the extension; returns the end of it. */
  watch(changed: () => void): () => void;
}

export function defineItem<T>(
  options: Shape<T> & { key: string; area?: Area; fallback: () => T },
): Item<T> {
  const { key, fallback } = options;
  const area = options.area ?? 'local';
  return {
    key,
    async read() {
      const raw = (await browser.storage[area].get(key))[key];
      return raw === undefined ? fallback() : decode(key, options, raw);
    },
    async write(value) {
      await browser.storage[area].set({ [key]: encode(options, value) });
    },
    async remove() {
      await browser.storage[area].remove(key);
    },
    watch: (changed) => watchKeys((name) => name === key, changed, area),
  };
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
