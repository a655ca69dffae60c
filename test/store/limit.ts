import { vi } from 'vitest';
import { browser } from '../../lib/browser.ts';

const sizeOf = (items: Record<string, unknown>) => JSON.stringify(items).length;

/**
 * Makes storage.local reject each write with which it would hold more than it may. A rejected write
 * stores nothing.
 */
export function limitStorage() {
  const { local } = browser.storage;
  const set = local.set.bind(local);
  let most = Infinity;
  let taken = Infinity;
  let refused = 0;
  vi.spyOn(local, 'set').mockImplementation(async (items) => {
    const after = { ...(await local.get(null)), ...items };
    taken -= 1;
    if (taken < 0) refused += 1;
    if (taken < 0 || sizeOf(after) > most) throw new Error('QUOTA_BYTES quota exceeded');
    await set(items);
  });
  return {
    /** From now on, leaves room for this many more letters. */
    async leave(letters: number): Promise<void> {
      most = sizeOf(await local.get(null)) + letters;
    },
    /** From now on, accepts this many writes and then none. */
    take(writes: number): void {
      taken = writes;
      refused = 0;
    },
    /** Returns how many writes were rejected. */
    refused: () => refused,
    lift(): void {
      most = Infinity;
      taken = Infinity;
    },
  };
}
