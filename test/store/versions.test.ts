import { beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { browser } from '../../lib/browser.ts';
import { memoryListOf } from '../../lib/store/cache.ts';
import { connections } from '../../lib/store/connections.ts';
import { deletes } from '../../lib/store/deletes.ts';
import { settings } from '../../lib/store/settings.ts';
import { sites } from '../../lib/store/sites.ts';
import { journalLimit } from '../../lib/sync/policy.ts';

/* What earlier versions stored, exactly as they stored it, and what is read of it today. */

beforeEach(() => fakeBrowser.reset());

const ours = '7d9f3f5e-2f4b-4f0a-9a39-2f6a3a1f0c11';

test('settings of version 1', async () => {
  await browser.storage.local.set({ settings: { v: 1, data: { paused: true } } });
  expect(await settings.read()).toEqual({ paused: true, never: [], journal: null });
});

test('settings of version 2, before the journal had a limit', async () => {
  const never = [{ courseKey: 'A/B/C', title: 'C' }];
  await browser.storage.local.set({ settings: { v: 2, data: { paused: false, never } } });
  expect(await settings.read()).toEqual({ paused: false, never, journal: null });
  expect(await journalLimit()).toEqual({ value: '30-days', locked: false });
});

test('sites of version 1', async () => {
  const one = { origin: 'https://apps.campus.example', addedAt: 1_795_000_000_000, state: 'off' };
  await browser.storage.local.set({ sites: { v: 1, data: [one] } });
  expect(await sites.read()).toEqual([one]);
});

test('connections of version 1', async () => {
  const one = {
    id: 'c1',
    base: 'https://base.manager.iblai.app',
    org: 'main',
    username: 'ada',
    scheme: 'Api-Token',
    connected: true,
  };
  await browser.storage.local.set({ connections: { v: 1, data: [one] } });
  expect(await connections.read()).toEqual([{ ...one, source: { kind: 'key' }, sites: [] }]);
});

test('pending deletes of version 1', async () => {
  const one = {
    connectionId: 'c1',
    courseKey: 'course-v1:edX+DemoX+Demo_Course',
    edx: 7,
    ours,
    due: 1_795_000_000_000,
    attempts: 2,
    failed: '400 Not today.',
  };
  await browser.storage.local.set({ deletes: { v: 1, data: [one] } });
  expect(await deletes.read()).toEqual([{ ...one, stops: false }]);
});

test('the memory list of version 1, a copy of what the server has, is read anew', async () => {
  const row = { courseKey: 'A/B/C', edx: { id: 1, data: { a: [1] }, modified: null }, ours: null };
  const data = { rows: [row], foreign: 0, readAt: 1_795_000_000_000 };
  await browser.storage.local.set({ 'memory:c1': { v: 1, data } });
  expect(await memoryListOf('c1').read()).toBeNull();
});
