import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { browser } from '../../../lib/browser.ts';
import { policyOf, readPolicy, readSetSites } from '../../../lib/store/policy/read-policy.ts';
import { watchPolicy } from '../../../lib/store/policy/watch-policy.ts';

/* Tests a browser without `storage.managed`, as Safari may be. */

beforeEach(() => {
  vi.spyOn(browser.storage, 'managed', 'get').mockReturnValue(undefined as never);
});
afterEach(() => vi.restoreAllMocks());

test('a browser without a managed area has an empty policy', async () => {
  expect(await readPolicy()).toEqual(policyOf({}));
  expect(await readSetSites()).toBeNull();
});

test('a browser without a managed area reports no change of a policy', () => {
  const changed = vi.fn<() => void>();
  const stop = watchPolicy(changed);
  stop();
  expect(changed).not.toHaveBeenCalled();
});
