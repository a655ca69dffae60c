import { afterEach, expect, test, vi } from 'vitest';
import { browser } from '../../../lib/browser.ts';
import {
  createUnderWay,
  RequestCancelled,
  untilCancelled,
} from '../../../lib/background/scheduler/under-way.ts';
import { unless } from '../../../lib/shared/unless-aborted.ts';

afterEach(() => void vi.restoreAllMocks());

test('a job keeps the worker alive, and returns the cancellation when its requests are cancelled', async () => {
  const heard = vi.spyOn(browser.runtime, 'getPlatformInfo').mockRejectedValue(new Error('No.'));
  const underWay = createUnderWay();
  const signal = underWay.signal('connection', 'export');
  const job = untilCancelled(() => unless(signal, new Promise<never>(() => undefined)));
  expect(heard).toHaveBeenCalledTimes(1);
  underWay.end('export');
  expect(await job).toBeInstanceOf(RequestCancelled);
});

test('a job returns its result, and rejects with any other error', async () => {
  vi.spyOn(browser.runtime, 'getPlatformInfo').mockRejectedValue(new Error('No.'));
  expect(await untilCancelled(() => Promise.resolve('done'))).toBe('done');
  const failed = untilCancelled(() => Promise.reject(new TypeError('The disk is full.')));
  await expect(failed).rejects.toThrow(new TypeError('The disk is full.'));
});
