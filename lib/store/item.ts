import * as z from 'zod/mini';
import { browser } from '../browser.ts';

/** What is really in the browser's storage: the value and the version of its shape. */
const envelope = z.object({ v: z.int(), data: z.unknown() });

/** A stored value that cannot be read: its shape is unknown or newer. The value itself is left alone. */
export class DamagedItem extends Error {
  override name = 'DamagedItem';
  readonly key: string;
  constructor(key: string, why: string) {
    super(`The stored item "${key}" cannot be read: ${why}`);
    this.key = key;
  }
}

export interface Shape<T> {
  readonly schema: z.ZodMiniType<T>;
  readonly version: number;
  /** One step a version: `migrations[2]` turns the data of version 1 into that of version 2. */
  readonly migrations?: Readonly<Record<number, (old: unknown) => unknown>>;
}

/** Reads a stored envelope into today's shape, or throws DamagedItem. Never writes. */
export function decode<T>(key: string, shape: Shape<T>, raw: unknown): T {
  const outer = envelope.safeParse(raw);
  if (!outer.success) throw new DamagedItem(key, 'it has no version');
  let { v, data } = outer.data;
  if (v > shape.version) throw new DamagedItem(key, `it was written by a newer version (${v})`);
  while (v < shape.version) {
    v += 1;
    const step = shape.migrations?.[v];
    if (!step) throw new DamagedItem(key, `no way leads to version ${v}`);
    data = step(data);
  }
  const inner = shape.schema.safeParse(data);
  if (!inner.success) throw new DamagedItem(key, z.prettifyError(inner.error));
  return inner.data;
}

export function encode<T>(shape: Shape<T>, data: T): { v: number; data: T } {
  return { v: shape.version, data };
}

export type Area = 'local' | 'session';

/** A single stored value. `read` throws DamagedItem rather than pretend that nothing was there. */
export interface Item<T> {
  readonly key: string;
  read(): Promise<T>;
  write(value: T): Promise<void>;
  remove(): Promise<void>;
  /** The value as it is stored, to be written together with others. */
  stored(value: T): Readonly<Record<string, unknown>>;
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
    stored: (value) => ({ [key]: encode(options, value) }),
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
