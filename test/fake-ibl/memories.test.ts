import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createApi, DEMO_ORG, OTHER_KEY } from '../../dev/fake-ibl/api.ts';
import type { Api } from '../../dev/fake-ibl/api.ts';
import { ask, ofUser } from './ask.ts';

const NAME = 'edx-context-demo-0123456789';
const BODY = {
  mode: 'all',
  name: NAME,
  platform: DEMO_ORG,
  catalog_item_type: 'course',
  catalog_item_id: 'course-v1:edX+DemoX+Demo_Course',
  entries: [{ key: 'current_location', value: 'Getting Started' }],
};

let api: Api;
beforeEach(() => {
  api = createApi({ now: () => Date.UTC(2026, 10, 23) });
});
afterEach(() => api.close());

const post = async (body: unknown = BODY) => ask(api, 'POST', 'memories/', { body });
const only = () => {
  const [memory] = api.memories(DEMO_ORG, 'ada');
  const [entry] = memory?.entries ?? [];
  if (memory === undefined || entry === undefined) throw new Error('There is no memory.');
  return { memory, entry };
};

describe('creating a memory', () => {
  test('answers with a page, as documented', async () => {
    const { status, json } = await post();
    expect(status).toBe(200);
    expect(json).toMatchObject({
      count: 1,
      results: [{ ...BODY, username: 'ada', email: 'ada@example.org', category: null }],
    });
    expect(api.violations).toEqual([]);
  });

  test.each([
    ['memory', expect.objectContaining({ name: NAME })],
    ['list', [expect.objectContaining({ name: NAME })]],
    ['empty', undefined],
  ] as const)('may answer with %s', async (createReply, expected) => {
    api.seed.server({ createReply, createStatus: 201 });
    const { status, json } = await post();
    expect(status).toBe(201);
    expect(json).toEqual(expected);
    expect(api.violations).toEqual([]);
  });

  test.each([
    [{}, { entries: ['This field is required.'] }],
    [{ entries: 'x' }, { entries: ['Expected a list of items but got type "str".'] }],
    [{ entries: [{ key: 'a' }] }, { entries: [{ value: ['This field is required.'] }] }],
    [{ entries: [], name: 5, mode: null }, { mode: ['This field may not be null.'] }],
    [
      { entries: [{ key: 'a', value: 'b' }, 7] },
      { entries: [{}, { non_field_errors: [expect.stringContaining('got int')] }] },
    ],
  ])('rejects %j', async (body, errors) => {
    const { status, json } = await post(body);
    expect(status).toBe(400);
    expect(json).toEqual(errors);
    expect(api.memories(DEMO_ORG, 'ada')).toEqual([]);
  });

  test('makes duplicates of one name, unless the server rejects them', async () => {
    await post();
    await post();
    expect(api.memories(DEMO_ORG, 'ada')).toHaveLength(2);
    api.seed.server({ refusesTwins: true });
    const { status, json } = await post();
    expect(status).toBe(409);
    expect(json).toEqual({ error: 'Memory already exists' });
  });

  test('is rejected by a server that does not know the course', async () => {
    api.seed.server({ refusesCatalogItems: true });
    const { status, json } = await post();
    expect(status).toBe(400);
    expect(json).toEqual({ catalog_item_id: ['Catalog item not found.'] });
    const { catalog_item_type: _type, catalog_item_id: _id, ...rest } = BODY;
    expect((await post(rest)).status).toBe(200);
  });
});

describe('one memory', () => {
  test('is found by name and by id, and only by its owner', async () => {
    await post();
    const { memory } = only();
    for (const name of [NAME, memory.uniqueId]) {
      expect((await ask(api, 'GET', `memory/${name}/`)).json).toMatchObject({
        unique_id: memory.uniqueId,
        inserted_at: '2026-11-23T00:00:00Z',
        entries: [{ inserted_at: '2026-11-23T00:00:00+00:00', expires_at: null }],
      });
    }
    const other = await ask(api, 'GET', `${ofUser('grace')}/memory/${memory.uniqueId}/`, {
      authorization: `Api-Token ${OTHER_KEY}`,
    });
    expect(other.status).toBe(404);
    expect(other.json).toEqual({ detail: 'Memory not found.' });
    expect(api.violations).toEqual([]);
  });

  test('is the older one of two with the same name, or the server fails', async () => {
    await post();
    await post();
    expect((await ask(api, 'GET', `memory/${NAME}/`)).json).toMatchObject({
      unique_id: only().memory.uniqueId,
    });
    api.seed.server({ twinLookup: '500' });
    expect((await ask(api, 'GET', `memory/${NAME}/`)).status).toBe(500);
  });

  test.each(['404', '400'] as const)(
    'is not found by name on a server that answers %s',
    async (memoryByName) => {
      await post();
      api.seed.server({ memoryByName });
      expect((await ask(api, 'GET', `memory/${NAME}/`)).status).toBe(Number(memoryByName));
      expect((await ask(api, 'GET', `memory/${only().memory.uniqueId}/`)).status).toBe(200);
    },
  );

  test('is deleted once', async () => {
    await post();
    const path = `memory/${only().memory.uniqueId}/`;
    expect((await ask(api, 'DELETE', path)).status).toBe(200);
    expect((await ask(api, 'DELETE', path)).status).toBe(404);
  });
});

describe('one entry', () => {
  test('is updated by POST, and its expiry and category can only be read', async () => {
    await post();
    const { entry, memory } = only();
    const body = { key: 'current_location', value: 'Next', expires_at: 'x', category: 'y' };
    const { status, json } = await ask(api, 'POST', `memory-entries/${entry.uniqueId}/`, { body });
    expect(status).toBe(200);
    expect(json).toMatchObject({ value: 'Next', expires_at: null, category: null });
    // Every write has its own time, even within one millisecond of the clock.
    expect(only().entry.updatedAt).not.toBe(entry.updatedAt);
    expect(only().memory.updatedAt).toBe(memory.updatedAt);
    api.seed.server({ entryTouchesMemory: true });
    await ask(api, 'POST', `memory-entries/${entry.uniqueId}/`, { body });
    expect(only().memory.updatedAt).toBe('2026-11-23T00:00:00.000002Z');
    expect(api.violations).toEqual([]);
  });

  test('needs a key and must exist', async () => {
    await post();
    const path = `memory-entries/${only().entry.uniqueId}/`;
    expect((await ask(api, 'POST', path, { body: { value: 'x' } })).status).toBe(400);
    api.seed.removeEntry(only().entry.uniqueId);
    expect((await ask(api, 'POST', path, { body: { key: 'a', value: 'x' } })).status).toBe(404);
    expect((await ask(api, 'GET', path)).status).toBe(404);
  });

  test('is the whole category when a category stands in place of the id', async () => {
    const entries = [{ key: 'a', value: 'b' }];
    api.seed.memory({ name: 'one', category: 'lessons_learned', entries });
    api.seed.memory({ name: 'two', category: 'lessons_learned', entries });
    api.seed.memory({ name: 'three', entries });
    expect((await ask(api, 'DELETE', 'memory-entries/lessons_learned/')).status).toBe(200);
    expect(api.memories(DEMO_ORG, 'ada').map((memory) => memory.name)).toEqual(['three']);
    expect((await ask(api, 'DELETE', 'memory-entries/lessons_learned/')).status).toBe(404);
    expect((await ask(api, 'DELETE', `memory-entries/${only().entry.uniqueId}/`)).status).toBe(200);
    expect(api.memories(DEMO_ORG, 'ada')[0]?.entries).toEqual([]);
  });
});

test('the list has pages and filters', async () => {
  const entries = [{ key: 'a', value: 'b' }];
  for (let number = 0; number < 12; number += 1) {
    api.seed.memory({ name: `m${number}`, mode: number < 3 ? 'guided' : 'all', entries });
  }
  const list = async (query: string) => (await ask(api, 'GET', `memories/?${query}`)).json;
  expect(await list('page=2')).toMatchObject({ count: 12, results: [{ name: 'm10' }, {}] });
  expect(await list('mode=guided')).toMatchObject({ count: 3 });
  expect(await list('platform=elsewhere')).toMatchObject({ count: 0 });
  expect(await list('start_date=2026-11-24')).toMatchObject({ count: 0 });
  expect(await list('end_date=2026-11-24')).toMatchObject({ count: 12 });
  expect((await ask(api, 'GET', 'memories/?end_date=soon')).status).toBe(404);
  expect(api.violations).toEqual([]);
});
