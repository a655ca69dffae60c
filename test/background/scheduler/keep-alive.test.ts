import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { browser } from '../../../lib/browser.ts';
import { keepAlive } from '../../../lib/background/scheduler/keep-alive.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test.each(['resolves', 'rejects'] as const)(
  'the worker calls the browser every 10 s, from the start of a job until it %s',
  async (how) => {
    const heard = vi.spyOn(browser.runtime, 'getPlatformInfo').mockRejectedValue(new Error('No.'));
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const done = keepAlive(() => promise);
    expect(heard).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(30_000);
    expect(heard).toHaveBeenCalledTimes(4);
    if (how === 'resolves') resolve('done');
    else reject(new Error('It failed.'));
    await expect(done)[how].toEqual(how === 'resolves' ? 'done' : new Error('It failed.'));
    vi.advanceTimersByTime(60_000);
    expect(heard).toHaveBeenCalledTimes(4);
  },
);
