import { beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { browser } from '../../lib/browser.ts';
import { memoryListOf } from '../../lib/store/cache.ts';
import { connections } from '../../lib/store/connections.ts';
import { exportOf } from '../../lib/store/chat-exports.ts';
import { deletes } from '../../lib/store/deletes.ts';
import { erasures } from '../../lib/store/erasure.ts';
import { settings } from '../../lib/store/settings.ts';

/* What earlier versions stored, exactly as they stored it, and what is read of it today. */

beforeEach(() => fakeBrowser.reset());

const task = '307be194-2351-44ff-8d7b-24660fd9ec34';
const ours = '7d9f3f5e-2f4b-4f0a-9a39-2f6a3a1f0c11';

test('settings of version 1', async () => {
  await browser.storage.local.set({ settings: { v: 1, data: { paused: true } } });
  expect(await settings.read()).toEqual({ paused: true, never: [] });
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

test.each([
  { step: 'asking', since: 1, tries: 1 },
  { step: 'waiting', task, since: 1, next: 2, asked: 3, errors: 1, missing: 0 },
  { step: 'ready', task, at: 1, size: 20, taken: null },
  { step: 'ended', task: null, at: 1, why: { kind: 'status', status: 403, words: 'No.' } },
  { step: 'ended', task, at: 1, why: { kind: 'failed', state: 'FAILURE' } },
])('an export of version 1: $step', async (data) => {
  await browser.storage.local.set({ 'export:c1': { v: 1, data } });
  expect(await exportOf('c1').read()).toEqual(data);
});

test('a delete of everything of version 1', async () => {
  const row = {
    account: { id: 'c1', org: 'main', username: 'ada' },
    part: 'school',
    what: 'A/B/C',
  };
  const data = {
    waypoint: true,
    school: true,
    here: true,
    step: 'over',
    since: 1_795_000_000_000,
    finished: ['c1 waypoint'],
    gone: [{ ...row, part: 'waypoint' }],
    failed: [{ ...row, reason: { kind: 'status', status: 409, words: 'Not today.' } }],
    found: 2,
    hereDone: null,
  };
  await browser.storage.local.set({ erasure: { v: 1, data } });
  expect(await erasures.read()).toEqual(data);
});
