import { beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { browser } from '../../../lib/browser.ts';
import { sites } from '../../../lib/store/items/sites.ts';

beforeEach(() => fakeBrowser.reset());

/** The list as each version writes it. An entry never changes. */
const VERSIONS = [
  {
    v: 1,
    data: [
      { origin: 'https://learning.edx.org', addedAt: 1795428000000, state: 'off' },
      { origin: 'http://apps.tutor.localhost:2000', addedAt: 1795428000001, state: 'followed' },
      { origin: 'https://campus.example', addedAt: 1795428000002, state: 'from-file' },
    ],
  },
];

test.each(VERSIONS)('the list of version $v is read', async (stored) => {
  await browser.storage.local.set({ sites: stored });
  expect(await sites.read()).toEqual(stored.data);
});
