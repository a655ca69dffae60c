import { clear, createStore, del, delMany, get, keys as list, set, values } from 'idb-keyval';

/**
 * Opens the database for API keys, in the extension's own IndexedDB. Only keys are kept there: in
 * Firefox a content script can read storage.local, but no browser lets it open this database.
 */
const store = () => createStore('waypoint', 'keys');
let opened: ReturnType<typeof store> | undefined;
const keys = () => (opened ??= store());

export async function readKey(connectionId: string): Promise<string | null> {
  const key: unknown = await get(connectionId, keys());
  return typeof key === 'string' ? key : null;
}

export async function writeKey(connectionId: string, key: string): Promise<void> {
  await set(connectionId, key, keys());
}

export async function removeKey(connectionId: string): Promise<void> {
  await del(connectionId, keys());
}

export async function removeOtherKeys(ids: readonly string[]): Promise<void> {
  const all = await list(keys());
  await delMany(
    all.filter((id) => typeof id !== 'string' || !ids.includes(id)),
    keys(),
  );
}

export async function removeAllKeys(): Promise<void> {
  await clear(keys());
}

/** Returns every stored key, so that callers can check that no key leaves in what they give out. */
export async function allKeys(): Promise<string[]> {
  const all: unknown[] = await values(keys());
  return all.filter((key) => typeof key === 'string');
}
