import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { browser } from '../../../lib/browser.ts';
import { NoAnswer, STORE_PATIENCE } from '../../../lib/shared/time-limit.ts';
import { store } from '../../../lib/store/core/storage-area.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const CALLS = {
  get: (area: 'local' | 'session') => store[area].get('a'),
  set: (area: 'local' | 'session') => store[area].set({ a: 1 }),
  remove: (area: 'local' | 'session') => store[area].remove('a'),
  clear: (area: 'local' | 'session') => store[area].clear(),
} as const;
const NAMES = Object.keys(CALLS) as (keyof typeof CALLS)[];

test.each(NAMES.flatMap((name) => [[name, 'local'] as const, [name, 'session'] as const]))(
  'a %s that the browser never answers is given up (%s)',
  async (name, area) => {
    vi.spyOn(browser.storage[area], name).mockReturnValue(new Promise<never>(() => undefined));
    const end = CALLS[name](area).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(STORE_PATIENCE);
    expect(await end).toBeInstanceOf(NoAnswer);
  },
);

test('the keys are also read from a browser that lists them only with all values', async () => {
  await store.local.set({ a: 1, b: 2 });
  expect((await store.local.keys()).toSorted()).toEqual(['a', 'b']);
  await store.local.clear();
  expect(await store.local.keys()).toEqual([]);
});

test('keys that never arrive are given up, whichever way the browser lists them', async () => {
  vi.spyOn(browser.storage.local, 'get').mockReturnValue(new Promise(() => undefined));
  const end = store.local.keys().catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(STORE_PATIENCE);
  expect(await end).toBeInstanceOf(NoAnswer);
});
