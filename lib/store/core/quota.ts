import * as z from 'zod/mini';
import { NoAnswer } from '../../shared/time-limit.ts';
import { store } from './storage-area.ts';
import { decode, encode, type Shape } from './versioned.ts';

/** The browser refuses to store more, though all that may go has gone. What was stored before is whole. */
export class NoRoom extends Error {
  override name = 'NoRoom';
}

/** For a catch: that there is no room is stored, and told by badge and popup. */
export function isKnownOfRoom(error: unknown): undefined {
  if (!(error instanceof NoRoom)) throw error;
  return undefined;
}

const KEY = 'room';
const shape: Shape<number> = { schema: z.number(), version: 1 };

/**
 * Writes to storage.local. A refused write is tried again without the copies of what the server has, then
 * without the sent log, then without the oldest days of the journal; never without a record, a draft or a
 * choice. What is to go is emptied in the very write that needs its room, so that a write which is refused
 * in spite of it costs nothing. Throws NoRoom.
 */
export async function put(items: Record<string, unknown>): Promise<void> {
  const began = Date.now();
  if (await isTaken(items)) return;
  for await (const gone of sacrifices(items)) {
    const emptied = Object.fromEntries(gone.map((key) => [key, null]));
    if (!(await isTaken({ ...emptied, ...items }))) continue;
    return await store.local.remove(gone).catch(() => undefined);
  }
  // In the session's memory, as there is no room elsewhere.
  const since = (await noRoomSince()) ?? began;
  await store.session.set({ [KEY]: encode(shape, since) });
  throw new NoRoom('The browser has no room left.');
}

/** Writes a copy of what the server has. One that finds no room takes none from anything else. Throws NoRoom. */
export async function putCopy(items: Record<string, unknown>): Promise<void> {
  if (!(await isTaken(items))) throw new NoRoom('The browser has no room for a copy.');
}

async function isTaken(items: Record<string, unknown>): Promise<boolean> {
  try {
    await store.local.set(items);
    return true;
  } catch (error) {
    // That it does not answer says nothing of room.
    if (error instanceof NoAnswer) throw error;
    return false;
  }
}

const COPIES = /^(?:memory|instruction):/;

/** What may go for a write, each time some more. */
async function* sacrifices(items: Record<string, unknown>): AsyncGenerator<string[]> {
  const keys = (await store.local.keys()).filter((key) => !(key in items));
  const gone = keys.filter((key) => COPIES.test(key));
  if (gone.length > 0) yield gone;
  const log = keys.filter((key) => key.startsWith('sent:'));
  gone.push(...log);
  if (log.length > 0) yield gone;
  const days = keys.filter((key) => key.startsWith('journal:')).toSorted();
  // One day may be next to nothing: each time as many as before, and one more.
  for (let step = 1; days.length > 0; step += 1) {
    gone.push(...days.splice(0, step));
    yield gone;
  }
}

/** When the browser first refused to store something (ms), or null. */
export async function noRoomSince(): Promise<number | null> {
  const raw = (await store.session.get(KEY))[KEY];
  try {
    return raw === undefined ? null : decode(KEY, shape, raw);
  } catch {
    return null;
  }
}

/** It takes again what is written, and what was missed meanwhile has been made good. */
export async function forgetNoRoom(): Promise<void> {
  await store.session.remove(KEY);
}

/** As much as a record needs, and some more. */
const TRIAL = { 'room-trial': 'x'.repeat(10_000) };

/** Whether the browser takes something now. */
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
