import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { browser } from '../../../lib/browser.ts';
import { keepCopy, memoryListOf } from '../../../lib/store/items/server-cache.ts';
import { writeDraft } from '../../../lib/store/items/drafts.ts';
import { addToJournal } from '../../../lib/store/logs/journal.ts';
import { EMPTY_RECORD } from '../../../lib/store/items/outbox-record.ts';
import { readRecord, writeRecord } from '../../../lib/store/items/outbox-records.ts';
import { forgetNoRoom, isThereRoom, NoRoom, noRoomSince } from '../../../lib/store/core/quota.ts';
import { logRequest, readRequestLog } from '../../../lib/store/logs/request-log.ts';
import { unit } from '../../harness/sample-places.ts';
import { limitStorage } from '../limit.ts';

let limit: ReturnType<typeof limitStorage>;
beforeEach(() => {
  fakeBrowser.reset();
  limit = limitStorage();
});
afterEach(() => vi.restoreAllMocks());

const keys = async () => Object.keys(await browser.storage.local.get(null)).toSorted();
const days = async () => (await keys()).filter((key) => key.startsWith('journal:'));
const record = (letters: number) => ({
  ...EMPTY_RECORD,
  lastSent: { text: 'x'.repeat(letters), unitKey: 'u', at: 0 },
});

/** Stores five days of the journal, a draft, an outbox record and a request log of 20 writes. */
async function fill(): Promise<void> {
  for (let day = 1; day <= 5; day += 1) {
    await addToJournal(unit('a', `2026-11-0${day}T10:00:00.000Z`));
  }
  await writeDraft('one', 'about_user', { text: 'typed', base: '' });
  await writeRecord('one', 'A/B/C', record(100));
  for (let at = 0; at < 20; at += 1) {
    const body = 'x'.repeat(1_000);
    await logRequest({ at, method: 'POST', path: '/', status: 200, body });
  }
}

test('the request log is deleted first, and nothing else if that is enough', async () => {
  await fill();
  await limit.leave(100);
  await writeRecord('one', 'D/E/F', record(5_000));
  expect(await readRequestLog()).toEqual([]);
  expect(await days()).toHaveLength(5);
  expect((await readRecord('one', 'D/E/F')).lastSent?.text).toHaveLength(5_000);
  expect(await noRoomSince()).toBeNull();
});

test('the oldest days of the journal are deleted next, no more than needed', async () => {
  await fill();
  await limit.leave(0);
  const log = Object.entries(await browser.storage.local.get(null)).filter(([key]) =>
    key.startsWith('sent:'),
  );
  await writeRecord('one', 'D/E/F', record(JSON.stringify(Object.fromEntries(log)).length));
  expect(await readRequestLog()).toEqual([]);
  const left = await days();
  expect(left.length).toBeGreaterThan(0);
  expect(left.length).toBeLessThan(5);
  expect(left.at(-1)).toBe('journal:2026-11-05');
});

test('an outbox record or a draft is never deleted: the write is rejected and reported, and nothing else is deleted for it', async () => {
  await fill();
  const before = await browser.storage.local.get(null);
  await limit.leave(0);
  await expect(writeRecord('one', 'A/B/C', record(90_000))).rejects.toBeInstanceOf(NoRoom);
  expect(await browser.storage.local.get(null)).toEqual(before);
  expect((await readRecord('one', 'A/B/C')).lastSent?.text).toHaveLength(100);
  const since = await noRoomSince();
  expect(since).toBeTypeOf('number');
  await expect(writeRecord('one', 'A/B/C', record(90_000))).rejects.toBeInstanceOf(NoRoom);
  expect(await noRoomSince()).toBe(since);
});

test('the lack of space is reported until what was missed is stored, even when there is room again', async () => {
  await limit.leave(0);
  expect(await isThereRoom()).toBe(false);
  expect(await noRoomSince()).not.toBeNull();
  limit.lift();
  expect(await isThereRoom()).toBe(true);
  expect(await noRoomSince()).not.toBeNull();
  await forgetNoRoom();
  expect(await noRoomSince()).toBeNull();
  expect(await keys()).toEqual([]);
});

test('a request log that finds no room deletes nothing for itself', async () => {
  await fill();
  const before = await keys();
  await limit.leave(0);
  const sent = { at: 0, method: 'POST', path: '/', status: 200, body: 'x' };
  await expect(logRequest(sent)).rejects.toThrow();
  expect(await keys()).toEqual(before);
});

const copyOf = (letters: number) => ({
  rows: [
    { courseKey: 'A/B/C', edx: null, ours: { id: ID, text: 'x'.repeat(letters), modified: null } },
  ],
  foreign: 0,
  whole: true,
  readAt: 0,
});
const ID = '7383a849-0000-4000-8000-000000000000';

test('a copy of what the server has is deleted before anything that exists only here', async () => {
  await memoryListOf('one').write(copyOf(20_000));
  await fill();
  await limit.leave(100);
  await writeRecord('one', 'D/E/F', record(5_000));
  expect(await memoryListOf('one').read()).toBeNull();
  expect(await readRequestLog()).toHaveLength(20);
  expect(await days()).toHaveLength(5);
});

test.each([5_000, 90_000])(
  'a copy of %i letters without room for it costs nothing',
  async (letters) => {
    await fill();
    await memoryListOf('one').write(copyOf(10));
    const before = await browser.storage.local.get(null);
    await limit.leave(100);
    expect(await keepCopy(memoryListOf('one'), copyOf(letters))).toBe(false);
    expect(await browser.storage.local.get(null)).toEqual(before);
    expect(await noRoomSince()).toBeNull();
  },
);

test('a browser that accepts no write, whatever is deleted, loses nothing', async () => {
  await fill();
  const before = await browser.storage.local.get(null);
  limit.take(0);
  await expect(writeRecord('one', 'D/E/F', record(10))).rejects.toBeInstanceOf(NoRoom);
  expect(await browser.storage.local.get(null)).toEqual(before);
});
