import { store } from './storage-area.ts';
import { addRefusals, refusalOf } from './invalid-input-log.ts';
import { DamagedItem, decode, type Shape } from './versioned.ts';

/**
 * Reads a stored value. One that cannot be read is kept under another name, for somebody who can, and
 * told of among what was refused; `anew` stands in its place.
 */
export async function decodeOr<T>(
  anew: () => T | Promise<T>,
  key: string,
  shape: Shape<T>,
  raw: unknown,
  area: 'local' | 'session' = 'local',
): Promise<T> {
  // Null was put there to make room, by a worker that was stopped before it took it away.
  if (raw === undefined || raw === null) return await anew();
  try {
    return decode(key, shape, raw);
  } catch (error) {
    if (!(error instanceof DamagedItem)) throw error;
    // Where even that cannot be stored, the value stands where it stood.
    await setAside(error, raw, area).catch(() => undefined);
    return await anew();
  }
}

async function setAside({ key, issue }: DamagedItem, raw: unknown, area: 'local' | 'session') {
  const aside = `damaged:${key}`;
  const before = (await store[area].get(aside))[aside];
  // It may be read many times before it is written anew.
  if (before !== undefined && JSON.stringify(before) === JSON.stringify(raw)) return;
  await store[area].set({ [aside]: raw });
  await addRefusals([refusalOf({ kind: 'stored', key }, issue, Date.now())]);
}
