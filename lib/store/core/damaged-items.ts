import { store } from './storage-area.ts';
import { addInvalidInputs, refusalOf } from './invalid-input-log.ts';
import { DamagedItem, decode, type Shape } from './versioned.ts';

/**
 * Decodes a stored value. A value that cannot be read is kept aside under `damaged:<key>`, so that
 * it can be repaired, and is reported as invalid input. The result of `fallback` replaces the value.
 */
export async function decodeOr<T>(
  fallback: () => T | Promise<T>,
  key: string,
  shape: Shape<T>,
  raw: unknown,
  area: 'local' | 'session' = 'local',
): Promise<T> {
  // `put` empties an item with null to make room. The worker was stopped before it removed the
  // item.
  if (raw === undefined || raw === null) return await fallback();
  try {
    return decode(key, shape, raw);
  } catch (error) {
    if (!(error instanceof DamagedItem)) throw error;
    // If the copy cannot be stored either, the value stays under its own key until the next write.
    await setAside(error, raw, area).catch(() => undefined);
    return await fallback();
  }
}

async function setAside({ key, issue }: DamagedItem, raw: unknown, area: 'local' | 'session') {
  const aside = `damaged:${key}`;
  const before = (await store[area].get(aside))[aside];
  // A damaged item may be read many times before it is written again. Report it once.
  if (before !== undefined && JSON.stringify(before) === JSON.stringify(raw)) return;
  await store[area].set({ [aside]: raw });
  await addInvalidInputs([refusalOf({ kind: 'stored', key }, issue, Date.now())]);
}
