import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { ConnectionLost, createApi, DEMO_KEY, DEMO_ORG } from '../../dev/fake-ibl/api.ts';
import type { Api, ApiOptions, StoredMemory } from '../../dev/fake-ibl/api.ts';
import { ask, ofUser } from './ask.ts';

const MEMORY = { name: 'n', entries: [{ key: 'a', value: 'b' }] };

const opened: Api[] = [];
const open = (options?: ApiOptions): Api => {
  const api = createApi(options);
  opened.push(api);
  return api;
};
afterEach(() => opened.splice(0).forEach((api) => api.close()));

test('the log has every request with its answer, in order of arrival', async () => {
  let time = 1000;
  const api = open({ now: () => (time += 1) });
  await Promise.all([
    ask(api, 'POST', 'memories/', { body: MEMORY }),
    ask(api, 'GET', 'memories/?page=1'),
  ]);
  const [post, get] = api.log;
  expect(post).toMatchObject({
    at: expect.any(Number),
    method: 'POST',
    host: 'base.manager.iblai.app',
    path: `${ofUser()}/memories/`,
    body: JSON.stringify(MEMORY),
    status: 200,
    reply: expect.stringContaining('"count":1'),
    fault: null,
  });
  expect(post?.headers).toMatchObject({ authorization: `Api-Token ${DEMO_KEY}` });
  expect(get).toMatchObject({ method: 'GET', path: `${ofUser()}/memories/?page=1`, body: '' });
});

test('every answer carries the server’s time', async () => {
  const api = open({ now: () => Date.UTC(2030, 0, 1) });
  for (const path of ['memories/', 'memories', '/nowhere/', 'memory/none/']) {
    const { headers } = await ask(api, 'GET', path);
    expect(headers.get('Date')).toBe('Tue, 01 Jan 2030 00:00:00 GMT');
  }
});

test('a listener is called for what was written until it is removed', async () => {
  const api = open();
  const heard: (string | null | undefined)[] = [];
  const stop = api.onWrite((memory: StoredMemory) => heard.push(memory.entries[0]?.value));
  await ask(api, 'POST', 'memories/', { body: MEMORY });
  const id = api.memories(DEMO_ORG, 'ada')[0]?.entries[0]?.uniqueId;
  const update = { body: { key: 'a', value: 'c' } };
  await ask(api, 'POST', `memory-entries/${id}/`, update);
  api.seed.memory(MEMORY);
  await ask(api, 'POST', 'memories/', { body: {} });
  stop();
  await ask(api, 'POST', `memory-entries/${id}/`, update);
  expect(heard).toEqual(['b', 'c']);
});

test('reset restores the start', async () => {
  const api = open();
  const { log, violations } = api;
  api.seed.server({ prefix: '/dm', memoryByName: '400' });
  api.seed.edxMemory({ courseId: 'a' });
  api.seed.user({ username: 'somebody' });
  api.seed.key({ key: 'theirs', username: 'somebody' });
  api.faults.add({ do: { kind: 'drop' } });
  await expect(ask(api, 'GET', '/nowhere/')).rejects.toThrow(ConnectionLost);
  api.reset();
  expect([log, violations]).toEqual([[], []]);
  expect((await ask(api, 'GET', 'edx-memory/')).json).toMatchObject({ count: 0 });
  const theirs = { authorization: 'Api-Token theirs' };
  expect((await ask(api, 'GET', 'edx-memory/', theirs)).status).toBe(401);
  expect(api.seed.edxMemory({ courseId: 'a' })).toBe(1);
  expect(log).toHaveLength(2);
});

test('a file keeps what the API has, and a closed API answers nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'waypoint-api-'));
  try {
    const database = join(folder, 'deep', 'api.sqlite');
    const first = open({ database });
    await ask(first, 'POST', 'memories/', { body: MEMORY });
    first.close();
    await expect(ask(first, 'GET', 'memories/')).rejects.toThrow(ConnectionLost);
    const second = open({ database });
    expect(second.memories(DEMO_ORG, 'ada')).toMatchObject([MEMORY]);
    expect((await ask(second, 'GET', 'memories/')).json).toMatchObject({ count: 1 });
    second.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the API follows a clock that is moved back', async () => {
  const now = vi.fn<() => number>();
  const api = open({ now });
  const inserted = (time: number): string => {
    now.mockReturnValue(time);
    return api.seed.memory(MEMORY).insertedAt;
  };
  expect(inserted(5000)).toBe('1970-01-01T00:00:05Z');
  expect(inserted(5000)).toBe('1970-01-01T00:00:05.000001Z');
  expect(inserted(2001)).toBe('1970-01-01T00:00:02.001000Z');
});

test('an API without the check reports no violation', async () => {
  const api = open({ check: false });
  expect((await ask(api, 'GET', '/nowhere/')).status).toBe(404);
  expect(api.violations).toEqual([]);
});
