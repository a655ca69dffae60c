import { describe, expect, test } from 'vitest';
import { ADMIN_KEY, DEMO_KEY, DEMO_ORG, OTHER_KEY } from '../../../dev/fake-ibl/api.ts';
import { study, useStudy } from '../../harness/use-study.ts';

/* What can be said of a key, asked of the local API; and the many answers that are no answer. */

useStudy();

const ask = (typed: Partial<Record<'address' | 'org' | 'username' | 'key', string>> = {}) =>
  study.first.ask({
    type: 'connection/advise',
    address: '',
    org: DEMO_ORG,
    username: 'ada',
    key: DEMO_KEY,
    ...typed,
  });
const SCHOOLS = [
  { key: 'demo-university', name: 'Demo University' },
  { key: 'night-school', name: 'Night School' },
];
const SILENCE = { schools: [], otherUser: null, isAdmin: false };

test('the learner’s own key: their schools, and nothing to warn of', async () => {
  expect(await ask()).toEqual({ ...SILENCE, schools: SCHOOLS });
  expect(await ask({ org: '' })).toEqual({ ...SILENCE, schools: SCHOOLS });
});

test('somebody else’s, and an administrator’s', async () => {
  expect(await ask({ key: OTHER_KEY })).toMatchObject({ otherUser: 'grace', isAdmin: false });
  expect(await ask({ key: ADMIN_KEY })).toMatchObject({ otherUser: 'dean', isAdmin: true });
  // An administrator of another school than the one that was typed.
  expect(await ask({ key: ADMIN_KEY, org: 'night-school' })).toMatchObject({ isAdmin: false });
});

test('the stored key is asked about where none is typed, and the scheme found that it needs', async () => {
  expect(await ask({ key: '' })).toEqual(SILENCE);
  study.api.seed.server({ accepts: ['Api-Key'] });
  expect(await ask()).toEqual({ ...SILENCE, schools: SCHOOLS });
  const reply = await study.first.ask({
    type: 'connection/connect',
    id: null,
    address: '',
    org: DEMO_ORG,
    username: 'ada',
    key: DEMO_KEY,
  });
  expect(reply).toEqual({ ok: true });
  expect(await ask({ key: '' })).toEqual({ ...SILENCE, schools: SCHOOLS });
});

describe('silence', () => {
  test.each([400, 404, 405, 500])(
    'token/verify answers %i: the typed user counts',
    async (status) => {
      study.api.faults.add({ path: /token.verify/, do: { kind: 'status', status } });
      expect(await ask()).toEqual({ ...SILENCE, schools: SCHOOLS });
    },
  );

  test.each([400, 401, 403, 404, 500])('users/platforms answers %i', async (status) => {
    study.api.faults.add({ path: /users.platforms/, do: { kind: 'status', status } });
    expect(await ask()).toEqual(SILENCE);
  });

  test.each(['null', '"x"', '{"results":[]}', '[1,null,{"key":7}]', '[{"key":"../x"}]', '<html>'])(
    'users/platforms answers %s',
    async (body) => {
      study.api.faults.add({ path: /users.platforms/, do: { kind: 'body', body } });
      expect(await ask()).toEqual(SILENCE);
    },
  );

  test.each(['null', '{}', '{"username":7}', '{"username":""}', '[]', '<html>'])(
    'token/verify answers %s',
    async (body) => {
      study.api.faults.add({ path: /token.verify/, do: { kind: 'body', body } });
      expect((await ask()).otherUser).toBeNull();
    },
  );

  test('a key that nobody knows, and an address that is none', async () => {
    expect(await ask({ key: 'wrong' })).toEqual(SILENCE);
    expect(await ask({ address: 'http://school.example' })).toEqual(SILENCE);
  });

  test('of very many schools the first are enough', async () => {
    const rows = Array.from({ length: 500 }, (_, i) => ({ key: `school-${i}` }));
    const body = JSON.stringify(rows);
    study.api.faults.add({ path: /users.platforms/, do: { kind: 'body', body } });
    expect((await ask()).schools).toHaveLength(20);
  });
});

test('a school’s name is one line of what can be seen; without one its key stands for it', async () => {
  const names = ['Botany\u{e0049}\u{e0067}\n School\u202e', '\u3164\u200b', ' '];
  const rows = names.map((platform_name, i) => ({ key: `school-${i}`, platform_name }));
  const body = JSON.stringify(rows);
  study.api.faults.add({ path: /users.platforms/, do: { kind: 'body', body } });
  const { schools } = await ask();
  expect(schools.map(({ name }) => name)).toEqual(['Botany School', 'school-1', 'school-2']);
});
