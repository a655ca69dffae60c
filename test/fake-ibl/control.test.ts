import { afterEach, beforeEach, expect, test } from 'vitest';
import { createApi, DEMO_ORG } from '../../dev/fake-ibl/api.ts';
import type { Api } from '../../dev/fake-ibl/api.ts';
import { ask } from './ask.ts';

let api: Api;
beforeEach(() => {
  api = createApi({ control: true });
});
afterEach(() => api.close());

const post = async (path: string, body: unknown) =>
  ask(api, 'POST', `/_dev/${path}`, { body, authorization: null });

test('faults can be set and cleared', async () => {
  const rule = { path: 'memories/$', times: 1, do: { kind: 'status', status: 503 } };
  expect((await post('faults', rule)).status).toBe(204);
  expect((await ask(api, 'GET', 'memories/')).status).toBe(503);
  await post('faults', { do: { kind: 'drop' } });
  expect((await ask(api, 'DELETE', '/_dev/faults')).status).toBe(204);
  expect((await ask(api, 'GET', 'memories/')).status).toBe(200);
});

test('log and violations can be read, and reset clears them', async () => {
  await ask(api, 'GET', '/nowhere/');
  expect((await ask(api, 'GET', '/_dev/log')).json).toMatchObject([{ path: '/nowhere/' }]);
  expect((await ask(api, 'GET', '/_dev/violations')).json).toHaveLength(1);
  expect((await post('reset', undefined)).status).toBe(204);
  expect((await ask(api, 'GET', '/_dev/log')).json).toEqual([]);
  expect((await ask(api, 'GET', '/_dev/violations')).json).toEqual([]);
});

test('seed accepts everything that the typed helpers accept', async () => {
  const body = {
    schools: [{ key: 'third' }],
    users: [{ username: 'lin', org: 'third', admin: true }],
    keys: [{ key: 'lins', username: 'lin', org: 'third' }],
    instructions: [{ about_user: 'I am Ada' }],
    edxMemory: [{ courseId: 'a', data: [null, { b: 1 }], showsId: false }],
    memories: [{ name: 'm', entries: [{ key: 'k', value: null }] }],
    server: { createReply: 'memory' },
  };
  expect(await post('seed', body)).toMatchObject({ status: 204 });
  const lins = { authorization: 'Api-Token lins' };
  expect((await ask(api, 'GET', '/api/core/token/verify/', lins)).json).toMatchObject({
    username: 'lin',
  });
  expect((await ask(api, 'GET', 'custom-instruction/')).json).toMatchObject({
    about_user: 'I am Ada',
  });
  expect((await ask(api, 'GET', 'edx-memory/')).json).toMatchObject({ count: 1 });
  expect(api.memories(DEMO_ORG, 'ada')).toHaveLength(1);
});

test.each([
  ['faults', '{', 'The body is not JSON.'],
  ['faults', { do: { kind: 'status', status: 99 } }, 'Not understood at do.status: '],
  ['faults', { do: { kind: 'sulk' } }, 'Not understood at do.kind: '],
  ['faults', { path: '(', do: { kind: 'drop' } }, 'Not understood at path: '],
  ['seed', { extra: 1 }, 'Not understood at the body: '],
  ['seed', { server: { accepts: [] } }, 'Not understood at server.accepts: '],
  ['seed', { keys: [{ key: 'k', username: 'nobody' }] }, 'Refused by the database: '],
])('%s rejects %j with a sentence', async (path, body, start) => {
  const { status, json } = await post(path, body);
  expect(status).toBe(400);
  expect(json).toEqual({ detail: expect.stringContaining(start) });
});

test('a web page may not use it, and other addresses do not exist', async () => {
  const fromPage = { headers: { Origin: 'https://learning.edx.org' } };
  expect((await ask(api, 'POST', '/_dev/reset', fromPage)).status).toBe(403);
  expect((await ask(api, 'GET', '/_dev/other')).status).toBe(404);
  expect(api.log).toEqual([]);
});
