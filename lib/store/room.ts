import * as z from 'zod/mini';
import { browser } from '../browser.ts';
import { NoAnswer, STORE_PATIENCE, withLimit } from '../limit.ts';
import { decode, encode, type Shape } from './shape.ts';

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
 * Writes to storage.local. A refused write is tried again without the sent log, then without the
 * oldest days of the journal; never without a record or a draft. Throws NoRoom.
 */
export async function put(items: Record<string, unknown>): Promise<void> {
  const began = Date.now();
  if (await isTaken(items)) return;
  for await (const _ of makeRoom()) if (await isTaken(items)) return;
  // In the session's memory, as there is no room elsewhere.
  const since = (await noRoomSince()) ?? began;
  await browser.storage.session.set({ [KEY]: encode(shape, since) });
  throw new NoRoom('The browser has no room left.');
}

async function isTaken(items: Record<string, unknown>): Promise<boolean> {
  try {
    await withLimit(() => browser.storage.local.set(items), STORE_PATIENCE);
    return true;
  } catch (error) {
    // That it does not answer says nothing of room.
    if (error instanceof NoAnswer) throw error;
    return false;
  }
}

/** Takes away what is not needed, step by step. A removal that is refused made no room. */
async function* makeRoom(): AsyncGenerator<void> {
  const keys = Object.keys(await browser.storage.local.get(null));
  const log = keys.filter((key) => key.startsWith('sent:'));
  if (log.length > 0) yield await browser.storage.local.remove(log).catch(() => undefined);
  const days = keys.filter((key) => key.startsWith('journal:')).toSorted();
  // One day may be next to nothing: each time as many as before, and one more.
  for (let step = 1; days.length > 0; step += 1) {
    yield await browser.storage.local.remove(days.splice(0, step)).catch(() => undefined);
  }
}

/** When the browser first refused to store something (ms), or null. */
export async function noRoomSince(): Promise<number | null> {
  const raw = (await withLimit(() => browser.storage.session.get(KEY), STORE_PATIENCE))[KEY];
  try {
    return raw === undefined ? null : decode(KEY, shape, raw);
  } catch {
    return null;
  }
}

/** It takes again what is written, and what was missed meanwhile has been made good. */
export async function forgetNoRoom(): Promise<void> {
  await browser.storage.session.remove(KEY);
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
    await browser.storage.local.remove(Object.keys(TRIAL)).catch(() => undefined);
  }
}
