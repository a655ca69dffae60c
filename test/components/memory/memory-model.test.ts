import { effect } from '@preact/signals';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createPendingDeletes } from '../../../components/deletes/pending-deletes-model.ts';
import { createMemory } from '../../../components/memory/memory-model.ts';
import { liveOverview } from '../../../components/data/live-items.ts';
import type { OwnMessage } from '../../../lib/messages/requests.ts';
import { memoryListOf, type MemoryRow } from '../../../lib/store/items/server-cache.ts';
import { connections } from '../../../lib/store/items/connections.ts';
import { deletes, type PendingDelete } from '../../../lib/store/items/pending-deletes.ts';
import { EMPTY_RECORD } from '../../../lib/store/items/outbox-record.ts';
import { writeRecord } from '../../../lib/store/items/outbox-records.ts';
import { settings } from '../../../lib/store/items/settings.ts';
import { speakEnglish } from '../english.ts';
import { connection } from '../../store/connection.ts';
import { eventually } from '../../harness/eventually.ts';

/** Replaces the background worker. Keeps the messages and gives the answer that the test sets. */
const asked = vi.hoisted(() => ({ messages: [] as OwnMessage[], answer: null as unknown }));
vi.mock('../../../components/data/browser.ts', () => ({
  send: (message: OwnMessage) => {
    asked.messages.push(message);
    return Promise.resolve(asked.answer);
  },
}));

const ID = 'c1';
const GUID = '7d9f3f5e-2f4b-4f0a-9a39-2f6a3a1f0c11';

beforeAll(speakEnglish);
beforeEach(async () => {
  fakeBrowser.reset();
  asked.messages.length = 0;
  asked.answer = null;
  await connections.write([connection({ id: ID })]);
});

const edx = (courseKey: string, data: unknown = null, day = '01'): MemoryRow => ({
  courseKey,
  edx: { id: 1, json: JSON.stringify(data), modified: `2026-01-${day}T00:00:00` },
  ours: null,
});
const ours = (courseKey: string, title: string): MemoryRow => ({
  courseKey,
  edx: null,
  ours: { id: GUID, text: `Studying "${title}" (key "${courseKey}"). Now at: …`, modified: null },
});
const pending = (courseKey: string, more: Partial<PendingDelete> = {}): PendingDelete => ({
  connectionId: ID,
  courseKey,
  edx: 1,
  ours: null,
  due: Date.now() + 10_000,
  attempts: 0,
  failed: null,
  stops: false,
  ...more,
});

async function opened(rows: MemoryRow[]) {
  await memoryListOf(ID).write({ rows, foreign: 0, whole: true, readAt: 0 });
  const overview = liveOverview();
  const model = createMemory(overview, createPendingDeletes(overview));
  await eventually(() => {
    expect(model.overview.value).toBeTruthy();
    expect(model.list.value).toBeTruthy();
  });
  return model;
}
type Model = Awaited<ReturnType<typeof opened>>;
const find = (model: Model, query: string) => {
  model.query.value = query;
  return model.found.value.map(({ courseKey }) => courseKey);
};

describe('search', () => {
  test.each([
    ['part of a title in another case', 'PHYSICS', 'A/P/1'],
    ['words in any order', 'quantum phys', 'A/P/1'],
    ['text with accents, by a query without them', 'economia', 'A/E/1'],
    ['text without accents, by a query with them', 'quàntum', 'A/P/1'],
    ['a sharp s, by its capitals', 'STRASSE', 'A/G/1'],
    ['Greek with a final sigma', 'λογοσ', 'A/GR/1'],
    ['Cyrillic', 'ФИЗИКА', 'A/R/1'],
    ['Arabic, by a query without its vowel marks', 'محمد', 'A/AR/1'],
    ['Chinese', '物理', 'A/Z/1'],
    ['part of a Korean syllable', '하', 'A/K/1'],
    ['a key', 'course-v1:mitx', 'course-v1:MITx+6.00+T1'],
    ['a key as it is shown', 'mitx 6.00', 'course-v1:MITx+6.00+T1'],
    ["the school's text", 'napoleon', 'A/H/1'],
    ["the school's text in escaped JSON inside a string", 'café', 'A/J/1'],
  ])('finds %s', async (_, query, course) => {
    const model = await opened([
      ours('A/P/1', 'Physics of the Quantum'),
      ours('A/E/1', 'Economía'),
      ours('A/G/1', 'Die Straße'),
      ours('A/GR/1', 'Λόγος'),
      ours('A/R/1', 'Физика'),
      ours('A/AR/1', 'مُحَمَّد'),
      ours('A/Z/1', '大学物理'),
      ours('A/K/1', '한국어'),
      edx('course-v1:MITx+6.00+T1'),
      edx('A/H/1', { page: 'The age of Napoléon' }),
      edx('A/J/1', String.raw`{"page":"Caf\u00e9"}`),
    ]);
    expect(find(model, query)).toEqual([course]);
  });

  test('finds all rows with only spaces, and none with text that no row has', async () => {
    const model = await opened([edx('A/B/C'), edx('D/E/F')]);
    expect(find(model, '  ')).toHaveLength(2);
    expect(find(model, 'zebra')).toEqual([]);
    expect(find(model, '.*')).toEqual([]);
  });
});

describe('order', () => {
  test('keeps the order of the server by time, and sorts by name as a person would', async () => {
    const rows = [
      ours('k1', 'Week 10'),
      ours('k2', 'éclair'),
      ours('k3', 'Week 9'),
      ours('k4', 'Zoo'),
    ];
    const model = await opened(rows);
    expect(find(model, '')).toEqual(['k1', 'k2', 'k3', 'k4']);
    model.order.value = 'name';
    expect(find(model, '')).toEqual(['k2', 'k3', 'k1', 'k4']);
  });
});

describe('rows', () => {
  test('leave out courses with a pending delete, but show a rejected delete with its reason', async () => {
    await deletes.write([
      pending('A/B/1'),
      pending('A/B/2', { failed: '400 No.' }),
      pending('A/B/3', { connectionId: 'another' }),
    ]);
    const model = await opened([edx('A/B/1'), edx('A/B/2'), edx('A/B/3')]);
    expect(model.rows.value.map(({ courseKey, failed }) => [courseKey, failed?.failed])).toEqual([
      ['A/B/2', '400 No.'],
      ['A/B/3', undefined],
    ]);
  });

  test('count as followed if they were studied here and the learner did not unfollow them', async () => {
    const visited = [{ unitKey: 'u', title: 'Unit' }];
    for (const key of ['A/B/1', 'A/B/2']) await writeRecord(ID, key, { ...EMPTY_RECORD, visited });
    await writeRecord(ID, 'A/B/3', EMPTY_RECORD);
    await settings.write({
      pause: null,
      never: [{ courseKey: 'A/B/2', title: 'Two', discardAt: null }],
      journal: null,
    });
    const model = await opened([edx('A/B/1'), edx('A/B/2'), edx('A/B/3'), edx('__proto__')]);
    expect(model.rows.value.map(({ followed }) => followed)).toEqual([true, false, false, false]);
    expect(model.rows.value[1]?.title).toBe('Two');
  });

  test('can be searched and sorted when there are a thousand', async () => {
    const rows = Array.from({ length: 1000 }, (_, i) => edx(`course-v1:S+C${i}+R`, { page: i }));
    const model = await opened(rows);
    expect(find(model, 'c999 r')).toEqual(['course-v1:S+C999+R']);
    model.order.value = 'name';
    expect(find(model, '')[999]).toBe('course-v1:S+C999+R');
  });
});

describe('deletes', () => {
  test('of one kind are shown and undone together', async () => {
    await deletes.write([
      pending('A/B/1'),
      pending('A/B/2'),
      pending('A/B/3', { attempts: 2, due: Date.now() + 60_000 }),
      pending('A/B/4', { due: Date.now() - 1000 }),
      pending('A/B/5', { due: Date.now() - 60_000 }),
      pending('A/B/6', { failed: '' }),
    ]);
    const { deletes: model } = await opened([]);
    // The seconds count down only while an effect uses them.
    const end = effect(() => void model.batches.value);
    const batches = model.batches.value.map(({ state, courses }) => [state, courses.length]);
    expect(batches).toEqual([
      ['soon', 2],
      ['now', 1],
      ['late', 2],
    ]);
    expect(model.batches.value[0]?.left).toBe(10);
    end();
    asked.answer = false;
    await model.undo(model.batches.value[0]?.courses ?? []);
    expect(asked.messages).toEqual([
      { type: 'memory/undo', connectionId: 'c1', courses: ['A/B/1', 'A/B/2'] },
    ]);
    expect(model.tooLate.value).toBe(true);
  });

  test('that the server rejected are requested again unchanged', async () => {
    const { deletes: model } = await opened([]);
    const failed = pending('A/B/1', { edx: null, ours: GUID, stops: true, failed: '400' });
    await model.again({ courseKey: 'A/B/1', title: 'One' }, failed);
    const courses = [{ courseKey: 'A/B/1', title: 'One' }];
    const request = { waypoint: true, school: false, stop: true };
    expect(asked.messages).toEqual([
      { type: 'memory/delete', connectionId: 'c1', courses, ...request },
    ]);
    expect([model.noAnswer.value, model.tooLate.value]).toEqual([false, false]);
  });
});
