import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  ADMIN_KEY,
  createApi,
  DEMO_AXD_TOKEN,
  DEMO_KEY,
  DEMO_TOKEN,
  NIGHT_KEY,
  OTHER_KEY,
  OTHER_ORG,
} from '../../dev/fake-ibl/api.ts';
import type { Api, Scheme } from '../../dev/fake-ibl/api.ts';
import { ask, ofUser } from './ask.ts';

let api: Api;
beforeEach(() => {
  api = createApi();
});
afterEach(() => api.close());

const status = async (authorization: string | null, path = 'edx-memory/'): Promise<number> =>
  (await ask(api, 'GET', path, { authorization })).status;

test('keys look real and are obviously made up', () => {
  for (const key of [DEMO_KEY, OTHER_KEY, ADMIN_KEY, NIGHT_KEY]) {
    expect(key).toMatch(/^(de30[0-9a-f]{4}){8}$/);
  }
});

describe('access', () => {
  test('is denied with 401 in the framework’s words', async () => {
    const missing = await ask(api, 'GET', 'edx-memory/', { authorization: null });
    expect(missing.status).toBe(401);
    expect(missing.json).toEqual({ detail: 'Authentication credentials were not provided.' });
    expect(missing.headers.get('WWW-Authenticate')).toBe('Api-Token');
    const wrong = await ask(api, 'GET', 'edx-memory/', { authorization: 'Api-Token nonsense' });
    expect(wrong.json).toEqual({ detail: 'Invalid token.' });
    expect(await status('Api-Token')).toBe(401);
    expect(await status(`Api-Token ${DEMO_KEY} more`)).toBe(401);
    expect(await status(`Bearer ${DEMO_KEY}`)).toBe(401);
  });

  test('is given to a scheme in any letter case', async () => {
    expect(await status(`api-token ${DEMO_KEY}`)).toBe(200);
  });

  test('is given to a platform key with Api-Token and to a session token with Token', async () => {
    expect(await status(`Api-Token ${DEMO_KEY}`)).toBe(200);
    expect(await status(`Token ${DEMO_TOKEN}`)).toBe(200);
    expect(await status(`Token ${DEMO_KEY}`)).toBe(401);
    expect(await status(`Api-Token ${DEMO_TOKEN}`)).toBe(401);
    expect(await status(`Api-Key ${DEMO_KEY}`)).toBe(401);
  });

  test.each<Scheme>(['Token', 'Api-Key', 'Api-Token'])(
    'is given by a server that accepts only %s',
    async (scheme) => {
      api.seed.server({ accepts: [scheme] });
      for (const tried of ['Token', 'Api-Key', 'Api-Token']) {
        expect(await status(`${tried} ${DEMO_KEY}`)).toBe(tried === scheme ? 200 : 401);
      }
    },
  );

  test('is denied with 403 to another user or school, unless the key is an administrator’s', async () => {
    const denied = await ask(api, 'GET', `${ofUser('grace')}/edx-memory/`);
    expect(denied.status).toBe(403);
    expect(denied.json).toEqual({
      detail: 'You do not have permission to perform this action.',
    });
    expect(await status(`Api-Token ${OTHER_KEY}`)).toBe(403);
    expect(await status(`Api-Token ${ADMIN_KEY}`)).toBe(200);
    const night = `${ofUser('ada', OTHER_ORG)}/edx-memory/`;
    expect(await status(`Api-Token ${NIGHT_KEY}`, night)).toBe(200);
    expect(await status(`Api-Token ${DEMO_KEY}`, night)).toBe(403);
    expect(await status(`Api-Token ${ADMIN_KEY}`, night)).toBe(403);
  });

  test('ends with 404 for a school or user that does not exist', async () => {
    for (const path of [ofUser('nobody'), ofUser('ada', 'nowhere'), ofUser('grace', OTHER_ORG)]) {
      const answer = await ask(api, 'GET', `${path}/edx-memory/`);
      expect(answer.status).toBe(404);
      expect(answer.json).toEqual({ detail: 'Not found.' });
    }
  });

  test('is denied to a key that was revoked', async () => {
    api.seed.removeKey(DEMO_KEY);
    expect(await status(`Api-Token ${DEMO_KEY}`)).toBe(401);
  });
});

describe('an address', () => {
  test('without the last slash redirects a read and fails a write', async () => {
    const read = await ask(api, 'GET', 'edx-memory?page=1');
    expect(read.status).toBe(301);
    expect(read.headers.get('Location')).toBe(`${ofUser()}/edx-memory/?page=1`);
    for (const method of ['POST', 'PUT', 'DELETE']) {
      const write = await ask(api, method, 'custom-instruction', { body: {} });
      expect(write.status).toBe(500);
      expect(write.text).toContain('APPEND_SLASH');
    }
  });

  test('that is unknown gives a page, not JSON', async () => {
    const answer = await ask(api, 'GET', '/api/nothing/here/');
    expect(answer.status).toBe(404);
    expect(answer.headers.get('Content-Type')).toContain('text/html');
    expect(api.violations).toEqual(['GET /api/nothing/here/: the document has no such operation.']);
    expect(await status(null, '/_dev/log')).toBe(404);
  });

  test('rejects a method that its resource does not have', async () => {
    const answer = await ask(api, 'DELETE', 'custom-instruction/');
    expect(answer.status).toBe(405);
    expect(answer.json).toEqual({ detail: 'Method "DELETE" not allowed.' });
    expect(answer.headers.get('Allow')).toBe('GET, POST, PUT');
  });

  test('is served behind a path prefix', async () => {
    api.seed.server({ prefix: '/dm' });
    expect(await status(`Api-Token ${DEMO_KEY}`)).toBe(404);
    for (let course = 0; course < 11; course += 1) api.seed.edxMemory({ courseId: `c${course}` });
    const { json, status: answered } = await ask(api, 'GET', `/dm${ofUser()}/edx-memory/`);
    expect(answered).toBe(200);
    expect(json).toMatchObject({
      next: `http://data-manager.example.org${ofUser()}/edx-memory/?page=2`,
    });
    expect(api.violations).toEqual([]);
  });
});

describe('a body', () => {
  test('is rejected when it is no JSON object', async () => {
    const post = async (body: string, type = 'application/json') =>
      ask(api, 'POST', 'memories/', { body, headers: { 'Content-Type': type } });
    expect((await post('{')).json).toMatchObject({
      detail: expect.stringContaining('JSON parse error'),
    });
    expect((await post('[]')).json).toEqual({
      non_field_errors: ['Invalid data. Expected a dictionary, but got list.'],
    });
    expect((await post('x', 'text/plain')).status).toBe(415);
  });
});

describe('the owner of a key', () => {
  test('is the user in token/verify, without the school', async () => {
    const { json } = await ask(api, 'GET', '/api/core/token/verify/');
    expect(json).toEqual({ username: 'ada', email: 'ada@example.org', user_id: 8 });
    expect(await status('Api-Token wrong', '/api/core/token/verify/')).toBe(401);
  });

  test('is the list of schools in users/platforms', async () => {
    const path = '/api/core/users/platforms/';
    const { json } = await ask(api, 'GET', `${path}?username=ada`);
    expect(json).toMatchObject([
      { key: 'demo-university', org: 'DemoU', is_admin: false },
      { key: 'night-school', org: 'NightS' },
    ]);
    expect(await status(`Api-Token ${DEMO_KEY}`, `${path}?user_id=8`)).toBe(200);
    expect(await status(`Api-Token ${DEMO_KEY}`, `${path}?email=ada%40example.org`)).toBe(200);
    expect(await status(`Api-Token ${DEMO_KEY}`, path)).toBe(400);
    expect(await status(`Api-Token ${DEMO_KEY}`, `${path}?username=grace`)).toBe(403);
    expect(await status(`Api-Token ${ADMIN_KEY}`, `${path}?username=grace`)).toBe(200);
    expect(api.violations).toEqual([]);
  });

  test('may be hidden by either', async () => {
    const path = '/api/core/users/platforms/?username=ada';
    api.seed.server({ platforms: 'admins', verify: '400' });
    expect(await status(`Api-Token ${DEMO_KEY}`, path)).toBe(403);
    expect(await status(`Api-Token ${ADMIN_KEY}`, path)).toBe(200);
    expect(await status(`Api-Token ${DEMO_KEY}`, '/api/core/token/verify/')).toBe(400);
    api.seed.server({ platforms: 'absent' });
    expect(await status(`Api-Token ${ADMIN_KEY}`, path)).toBe(404);
    expect(api.violations).toEqual([]);
  });
});

describe('a sign-in', () => {
  test('has two tokens for the scheme Token, and a server may accept only one', async () => {
    expect(await status(`Token ${DEMO_TOKEN}`)).toBe(200);
    expect(await status(`Token ${DEMO_AXD_TOKEN}`)).toBe(200);
    expect(await status(`Api-Token ${DEMO_AXD_TOKEN}`)).toBe(401);
    api.seed.server({ sessions: ['axd_token'] });
    expect(await status(`Token ${DEMO_TOKEN}`)).toBe(401);
    expect(await status(`Token ${DEMO_AXD_TOKEN}`)).toBe(200);
  });

  test('ends', async () => {
    const key = { key: DEMO_TOKEN, username: 'ada', kind: 'dm_token' } as const;
    api.seed.key({ ...key, ends: Date.now() + 60_000 });
    expect(await status(`Token ${DEMO_TOKEN}`)).toBe(200);
    api.seed.key({ ...key, ends: Date.now() - 60_000 });
    expect(await status(`Token ${DEMO_TOKEN}`)).toBe(401);
    expect(api.violations).toEqual([]);
  });
});
