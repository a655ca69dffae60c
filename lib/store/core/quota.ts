import * as z from 'zod/mini';
import { NoAnswer } from '../../shared/time-limit.ts';
import { store } from './storage-area.ts';
import { decode, encode, type Shape } from './versioned.ts';

/** Thrown when the browser has no room for a write. What was stored before is unchanged. */
export class NoRoom extends Error {
  override name = 'NoRoom';
}

/**
 * Handles NoRoom in a `catch`; rethrows any other error. `put` stores that there is no room, and
 * the badge and the popup show it.
 */
export function isKnownOfRoom(error: unknown): undefined {
  if (!(error instanceof NoRoom)) throw error;
  return undefined;
}

const KEY = 'room';
const shape: Shape<number> = { schema: z.number(), version: 1 };

/**
 * Writes to storage.local. If the browser refuses the write, tries again without the copies of what
 * the server has, then without the request log, then without the oldest days of the journal. Never
 * removes an outbox record, a draft or a choice to make room. Empties the items that have to go in
 * the same write that needs their room, so that a write that fails even so loses nothing. Throws
 * NoRoom.
 */
export async function put(items: Record<string, unknown>): Promise<void> {
  const began = Date.now();
  if (await isTaken(items)) return;
  for await (const gone of sacrifices(items)) {
    const emptied = Object.fromEntries(gone.map((key) => [key, null]));
    if (!(await isTaken({ ...emptied, ...items }))) continue;
    return await store.local.remove(gone).catch(() => undefined);
  }
  // Stored in the session area, because storage.local has no room.
  const since = (await noRoomSince()) ?? began;
  await store.session.set({ [KEY]: encode(shape, since) });
  throw new NoRoom('The browser has no room left.');
}

/**
 * Writes a copy of what the server has. Removes nothing else to make room for the copy. Throws
 * NoRoom.
 */
export async function putCopy(items: Record<string, unknown>): Promise<void> {
  if (!(await isTaken(items))) throw new NoRoom('The browser has no room for a copy.');
}

async function isTaken(items: Record<string, unknown>): Promise<boolean> {
  try {
    await store.local.set(items);
    return true;
  } catch (error) {
    // A browser that does not answer says nothing about room.
    if (error instanceof NoAnswer) throw error;
    return false;
  }
}

const COPIES = /^(?:memory|instruction):/;

/** Yields the keys that may go to make room for a write, more of them each time. */
async function* sacrifices(items: Record<string, unknown>): AsyncGenerator<string[]> {
  const keys = (await store.local.keys()).filter((key) => !(key in items));
  const gone = keys.filter((key) => COPIES.test(key));
  if (gone.length > 0) yield gone;
  const log = keys.filter((key) => key.startsWith('sent:'));
  gone.push(...log);
  if (log.length > 0) yield gone;
  const days = keys.filter((key) => key.startsWith('journal:')).toSorted();
  // One day may free almost nothing, so each step removes one day more than the step before.
  for (let step = 1; days.length > 0; step += 1) {
    gone.push(...days.splice(0, step));
    yield gone;
  }
}

/** Returns when the browser first refused to store something (ms), or null. */
export async function noRoomSince(): Promise<number | null> {
  const raw = (await store.session.get(KEY))[KEY];
  try {
    return raw === undefined ? null : decode(KEY, shape, raw);
  } catch {
    return null;
  }
}

/**
 * Clears the time that `noRoomSince` returns. Call when writes work again and the missed places
 * have been queued.
 */
export async function forgetNoRoom(): Promise<void> {
  await store.session.remove(KEY);
}

/** A little more than an outbox record needs. */
const TRIAL = { 'room-trial': 'x'.repeat(10_000) };

/** Whether the browser can store something now. Makes room as `put` does. */
export async function isThereRoom(): Promise<boolean> {
  try {
    await put(TRIAL);
    return true;
  } catch {
    return false;
  } finally {
    await store.local.remove(Object.keys(TRIAL)).catch(() => undefined);
  }
}
