import { clear, createStore, get, set } from 'idb-keyval';

/**
 * Opens the database with the key for the fingerprints of account names. The browser lets nobody
 * read that key, not even Waypoint. So nobody who has only the fingerprints can test names against
 * them.
 */
const store = () => createStore('waypoint-accounts', 'keys');
let opened: ReturnType<typeof store> | undefined;
const keys = () => (opened ??= store());

const NAME = 'names';

/**
 * Returns the key; creates it if there is none. If the key was lost, all accounts are unknown, and
 * Waypoint asks the learner about them.
 */
export async function accountKey(): Promise<CryptoKey> {
  const kept: unknown = await get(NAME, keys());
  if (kept instanceof CryptoKey) return kept;
  const made = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  await set(NAME, made, keys());
  return made;
}

export async function removeAccountKey(): Promise<void> {
  await clear(keys());
}
