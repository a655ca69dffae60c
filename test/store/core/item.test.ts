import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import * as z from 'zod/mini';
import { browser } from '../../../lib/browser.ts';
import { defineItem } from '../../../lib/store/core/item.ts';
import { readInvalidInputs } from '../../../lib/store/core/invalid-input-log.ts';
import { EMPTY_RECORD } from '../../../lib/store/items/outbox-record.ts';
import { readRecords, writeRecord } from '../../../lib/store/items/outbox-records.ts';
import { logRequest, readRequestLog } from '../../../lib/store/logs/request-log.ts';
import { DamagedItem, decode } from '../../../lib/store/core/versioned.ts';

beforeEach(() => fakeBrowser.reset());

const stored = async (key: string) => (await browser.storage.local.get(key))[key];

describe('a stored item', () => {
  const shape = { schema: z.object({ name: z.string() }), fallback: () => ({ name: 'nobody' }) };
  const first = defineItem({ ...shape, key: 'x', version: 1 });

  test('returns its fallback only when nothing is stored', async () => {
    expect(await first.read()).toEqual({ name: 'nobody' });
    await first.write({ name: 'ada' });
    expect(await first.read()).toEqual({ name: 'ada' });
  });

  test('goes through each migration in turn', async () => {
    await browser.storage.local.set({ x: { v: 1, data: 'ada' } });
    const migrations = {
      2: (old: unknown) => ({ first: old }),
      3: (old: unknown) => ({ name: `${(old as { first: string }).first}!` }),
    };
    const third = defineItem({ ...shape, key: 'x', version: 3, migrations });
    expect(await third.read()).toEqual({ name: 'ada!' });
  });

  test.each([
    ['of a newer version', { v: 9, data: { name: 'ada' } }],
    ['of another shape', { v: 1, data: { name: 4 } }],
    ['without a version', { name: 'ada' }],
    ['that is no object', 'ada'],
  ])(
    'is set aside and reported when it is %s, but left as it is when it is critical',
    async (_, raw) => {
      await browser.storage.local.set({ x: raw });
      const critical = defineItem({ ...shape, key: 'x', version: 1, critical: true });
      await expect(critical.read()).rejects.toBeInstanceOf(DamagedItem);
      expect(await browser.storage.local.get(null)).toEqual({ x: raw });
      expect(await first.read()).toEqual({ name: 'nobody' });
      await first.write({ name: 'ada' });
      expect(await first.read()).toEqual({ name: 'ada' });
      expect(await stored('damaged:x')).toEqual(raw);
      expect(await readInvalidInputs()).toMatchObject([{ source: { kind: 'stored', key: 'x' } }]);
    },
  );

  test('is not damaged when nothing is stored', () => {
    const nothing = { schema: z.nullable(z.string()), version: 1 };
    expect(() => decode('x', nothing, null)).toThrow(DamagedItem);
  });

  test('is damaged when its migration fails', async () => {
    await browser.storage.local.set({ x: { v: 1, data: null } });
    const migrations = { 2: (old: unknown) => ({ name: (old as { first: string }).first }) };
    const second = defineItem({ ...shape, key: 'x', version: 2, migrations, critical: true });
    await expect(second.read()).rejects.toBeInstanceOf(DamagedItem);
  });

  test('is reported once, however often it is read', async () => {
    await browser.storage.local.set({ x: 'ada' });
    for (let i = 0; i < 5; i += 1) await first.read();
    expect(await readInvalidInputs()).toMatchObject([{ count: 1 }]);
  });

  test('notifies only of its own changes, until it is told to stop', async () => {
    const changed = vi.fn<() => void>();
    const end = first.watch(changed);
    await first.write({ name: 'ada' });
    expect(changed).toHaveBeenCalledTimes(1);
    await browser.storage.local.set({ y: 1 });
    await browser.storage.session.set({ x: 1 });
    expect(changed).toHaveBeenCalledTimes(1);
    await browser.storage.local.set({ y: 2, x: 1 });
    expect(changed).toHaveBeenCalledTimes(2);
    end();
    await first.write({ name: 'grace' });
    expect(changed).toHaveBeenCalledTimes(2);
  });
});

describe('outbox records', () => {
  test('are found again by connection', async () => {
    await writeRecord('one', 'course-v1:A+B+C', { ...EMPTY_RECORD, seq: 3 });
    await writeRecord('one', 'A/B/C', { ...EMPTY_RECORD, seq: 4 });
    await writeRecord('two', 'A/B/C', { ...EMPTY_RECORD, seq: 5 });
    const records = await readRecords('one');
    expect([...records].map(([key, { seq }]) => [key, seq])).toEqual([
      ['course-v1:A+B+C', 3],
      ['A/B/C', 4],
    ]);
  });

  test('are found again when their list is damaged', async () => {
    await writeRecord('one', 'course-v1:A+B+C', { ...EMPTY_RECORD, seq: 3 });
    await writeRecord('two', 'D/E/F', { ...EMPTY_RECORD, seq: 5 });
    await browser.storage.local.set({ 'courses:one': 'gone' });
    expect([...(await readRecords('one')).keys()]).toEqual(['course-v1:A+B+C']);
    await writeRecord('one', 'G/H/I', EMPTY_RECORD);
    expect([...(await readRecords('one')).keys()].toSorted()).toEqual(['G/H/I', 'course-v1:A+B+C']);
  });

  test('are read although a damaged one is set aside', async () => {
    await writeRecord('one', 'A/B/C', { ...EMPTY_RECORD, seq: 4 });
    await writeRecord('one', 'D/E/F', { ...EMPTY_RECORD, seq: 5 });
    const damaged = { v: 1, data: { seq: 'four' } };
    await browser.storage.local.set({ 'record:one:A/B/C': damaged });
    const records = await readRecords('one');
    expect(records.get('A/B/C')).toEqual(EMPTY_RECORD);
    expect(records.get('D/E/F')?.seq).toBe(5);
    expect(await stored('damaged:record:one:A/B/C')).toEqual(damaged);
  });
});

test('the request log keeps 200 writes, however many reads come between', async () => {
  for (let i = 0; i < 450; i += 1) {
    const method = i % 2 === 0 ? 'POST' : 'GET';
    await logRequest({ at: i, method, path: `/${i}`, status: 200, body: i % 2 ? null : '{}' });
  }
  const log = await readRequestLog();
  expect(log.filter(({ method }) => method === 'POST')).toHaveLength(200);
  expect(log[0]?.path).toBe('/449');
  expect(log.map(({ seq }) => seq)).toEqual(log.map(({ seq }) => seq).toSorted((a, b) => b - a));
});

test('a request log with a damaged counter continues after its last entry', async () => {
  const add = (i: number, method: string) =>
    logRequest({ at: i, method, path: `/${i}`, status: 200, body: null });
  for (let i = 0; i < 250; i += 1) await add(i, i % 5 === 0 ? 'POST' : 'GET');
  await browser.storage.local.set({ 'sent-count': 7, 'sent:reads:3': { v: 1, data: {} } });
  for (let i = 250; i < 260; i += 1) await add(i, i % 5 === 0 ? 'POST' : 'GET');
  const paths = (await readRequestLog()).map(({ path }) => path);
  expect(paths.slice(0, 12)).toEqual(Array.from({ length: 12 }, (_, i) => `/${259 - i}`));
  expect(await stored('damaged:sent-count')).toBe(7);
});
