import { describe, expect, test } from 'vitest';
import { ADMIN_KEY, DEMO_KEY, DEMO_ORG, OTHER_KEY } from '../../../dev/fake-ibl/api.ts';
import { study, useStudy } from '../../harness/use-study.ts';

/* What the local API tells about a key, and the many answers that tell nothing. */

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

test('the advice for the learner’s own key lists their schools and has no warning', async () => {
  expect(await ask()).toEqual({ ...SILENCE, schools: SCHOOLS });
  expect(await ask({ org: '' })).toEqual({ ...SILENCE, schools: SCHOOLS });
});

test('the advice warns of the key of another user and of an administrator', async () => {
  expect(await ask({ key: OTHER_KEY })).toMatchObject({ otherUser: 'grace', isAdmin: false });
  expect(await ask({ key: ADMIN_KEY })).toMatchObject({ otherUser: 'dean', isAdmin: true });
  // This user administers another school than the typed one.
  expect(await ask({ key: ADMIN_KEY, org: 'night-school' })).toMatchObject({ isAdmin: false });
});

test('the advice is about the stored key if none is typed, in the scheme that the key needs', async () => {
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

describe('the advice says nothing', () => {
  test.each([400, 404, 405, 500])('about the user if token/verify answers %i', async (status) => {
    study.api.faults.add({ path: /token.verify/, do: { kind: 'status', status } });
    expect(await ask()).toEqual({ ...SILENCE, schools: SCHOOLS });
  });

  test.each([400, 401, 403, 404, 500])('if users/platforms answers %i', async (status) => {
    study.api.faults.add({ path: /users.platforms/, do: { kind: 'status', status } });
    expect(await ask()).toEqual(SILENCE);
  });

  test.each(['null', '"x"', '{"results":[]}', '[1,null,{"key":7}]', '[{"key":"../x"}]', '<html>'])(
    'if users/platforms answers %s',
    async (body) => {
      study.api.faults.add({ path: /users.platforms/, do: { kind: 'body', body } });
      expect(await ask()).toEqual(SILENCE);
    },
  );

  test.each(['null', '{}', '{"username":7}', '{"username":""}', '[]', '<html>'])(
    'about the user if token/verify answers %s',
    async (body) => {
      study.api.faults.add({ path: /token.verify/, do: { kind: 'body', body } });
      expect((await ask()).otherUser).toBeNull();
    },
  );

  test('about an unknown key or an invalid address', async () => {
    expect(await ask({ key: 'wrong' })).toEqual(SILENCE);
    expect(await ask({ address: 'http://school.example' })).toEqual(SILENCE);
  });

  test('about schools after the first 20', async () => {
    const rows = Array.from({ length: 500 }, (_, i) => ({ key: `school-${i}` }));
    const body = JSON.stringify(rows);
    study.api.faults.add({ path: /users.platforms/, do: { kind: 'body', body } });
    expect((await ask()).schools).toHaveLength(20);
  });
});

test('the name of a school is one line of visible characters, or the key of the school if there are none', async () => {
  const names = ['Botany\u{e0049}\u{e0067}\n School\u202e', '\u3164\u200b', ' '];
  const rows = names.map((platform_name, i) => ({ key: `school-${i}`, platform_name }));
  const body = JSON.stringify(rows);
  study.api.faults.add({ path: /users.platforms/, do: { kind: 'body', body } });
  const { schools } = await ask();
  expect(schools.map(({ name }) => name)).toEqual(['Botany School', 'school-1', 'school-2']);
});
