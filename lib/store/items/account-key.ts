import { clear, createStore, get, set } from 'idb-keyval';

/**
 * The key of the fingerprints of account names. The browser lets nobody read it, not even Waypoint, so
 * whoever gets hold of the fingerprints alone cannot try names on them.
 */
const store = () => createStore('waypoint-accounts', 'keys');
let opened: ReturnType<typeof store> | undefined;
const keys = () => (opened ??= store());

const NAME = 'names';

/** The key, made when there is none. After it was lost all accounts are unknown, and are asked about. */
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
