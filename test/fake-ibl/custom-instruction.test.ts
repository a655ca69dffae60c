import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createApi } from '../../dev/fake-ibl/api.ts';
import type { Api } from '../../dev/fake-ibl/api.ts';
import { ask } from './ask.ts';

const PATH = 'custom-instruction/';
const EMPTY = {
  id: 1,
  about_user: null,
  mentor_tone: null,
  profession: '',
  desired_mentor_traits: '',
};
const FULL = {
  about_user: 'I learn in the evening',
  mentor_tone: 'Calm',
  profession: 'Nurse',
  desired_mentor_traits: 'patient, brief',
};

let api: Api;
beforeEach(() => {
  api = createApi();
});
afterEach(() => api.close());

describe('the structured instruction', () => {
  test('gets an empty row when it is read, as seen live', async () => {
    expect((await ask(api, 'GET', PATH)).json).toEqual(EMPTY);
    const post = await ask(api, 'POST', PATH, { body: FULL });
    expect(post.status).toBe(400);
    expect((await ask(api, 'PUT', PATH, { body: FULL })).json).toEqual({ id: 1, ...FULL });
  });

  test('may answer 404 instead, as documented', async () => {
    api.seed.server({ missing: '404' });
    const missing = await ask(api, 'GET', PATH);
    expect(missing.status).toBe(404);
    expect(missing.json).toEqual({ detail: 'Custom instruction not found' });
    expect((await ask(api, 'PUT', PATH, { body: FULL })).status).toBe(404);
    const post = await ask(api, 'POST', PATH, { body: FULL });
    expect(post.status).toBe(201);
    expect((await ask(api, 'GET', PATH)).json).toEqual({ id: 1, ...FULL });
  });

  test('ignores unknown keys: content is accepted and stored nowhere', async () => {
    api.seed.instruction(FULL);
    const put = await ask(api, 'PUT', PATH, { body: { content: 'Be brief' } });
    expect(put.status).toBe(200);
    expect(put.json).toEqual({ id: 1, ...FULL });
  });

  test.each([
    [
      { profession: 'x'.repeat(101) },
      { profession: ['Ensure this field has no more than 100 characters.'] },
    ],
    [{ profession: null }, { profession: ['This field may not be null.'] }],
    [{ desired_mentor_traits: null }, { desired_mentor_traits: ['This field may not be null.'] }],
    [{ about_user: ['a'] }, { about_user: ['Not a valid string.'] }],
    [{ mentor_tone: 'a\0b' }, { mentor_tone: ['Null characters are not allowed.'] }],
  ])('rejects %j at its field', async (body, errors) => {
    api.seed.instruction({});
    const put = await ask(api, 'PUT', PATH, { body });
    expect(put.status).toBe(400);
    expect(put.json).toEqual(errors);
  });

  test('counts 100 characters as a person would', async () => {
    api.seed.instruction({});
    const put = await ask(api, 'PUT', PATH, { body: { profession: '🙂'.repeat(100) } });
    expect(put.status).toBe(200);
  });

  test('allows null for about_user and mentor_tone, and trims text', async () => {
    api.seed.instruction(FULL);
    const body = { about_user: null, mentor_tone: '  Warm\n' };
    expect((await ask(api, 'PUT', PATH, { body })).json).toMatchObject({
      about_user: null,
      mentor_tone: 'Warm',
      profession: 'Nurse',
    });
    expect(api.violations).toEqual([]);
  });

  test('may empty what a PUT leaves out', async () => {
    api.seed.server({ omitted: 'emptied' });
    api.seed.instruction(FULL);
    const put = await ask(api, 'PUT', PATH, { body: { about_user: 'New' } });
    expect(put.json).toEqual({ ...EMPTY, about_user: 'New' });
  });

  test('has the two fields seen live on an older server', async () => {
    api.seed.server({ instruction: 'short' });
    expect((await ask(api, 'GET', PATH)).json).toEqual({
      id: 1,
      about_user: null,
      mentor_tone: null,
    });
  });

  test('belongs to one user and one school', async () => {
    api.seed.instruction({ org: 'night-school', about_user: 'At night' });
    expect((await ask(api, 'GET', PATH)).json).toMatchObject({ about_user: null });
  });
});

describe('the content instruction', () => {
  beforeEach(() => api.seed.server({ instruction: 'content', missing: '404' }));

  test('is written and read with its owner and time', async () => {
    const post = await ask(api, 'POST', PATH, { body: { content: 'Be brief' } });
    expect(post.status).toBe(201);
    expect((await ask(api, 'GET', PATH)).json).toMatchObject({
      username: 'ada',
      platform_key: 'demo-university',
      content: 'Be brief',
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?Z$/),
    });
    expect(api.violations).toEqual([]);
  });

  test('is required', async () => {
    const post = await ask(api, 'POST', PATH, { body: FULL });
    expect(post.status).toBe(400);
    expect(post.json).toEqual({ content: ['This field is required.'] });
  });
});

describe('a surprising server', () => {
  test('accepts an instruction and stores it shortened', async () => {
    api.seed.server({ storesSomethingElse: 'shortened' });
    api.seed.instruction({});
    await ask(api, 'PUT', PATH, { body: FULL });
    expect((await ask(api, 'GET', PATH)).json).toMatchObject({ about_user: 'I learn in t' });
  });

  test('accepts an instruction, even shows it, and stores nothing', async () => {
    api.seed.server({ storesSomethingElse: 'nothing' });
    api.seed.instruction({ mentor_tone: 'Before' });
    expect((await ask(api, 'PUT', PATH, { body: FULL })).json).toMatchObject(FULL);
    expect((await ask(api, 'GET', PATH)).json).toMatchObject({ mentor_tone: 'Before' });
  });

  test('has no such route', async () => {
    api.seed.server({ instruction: 'absent' });
    const answer = await ask(api, 'GET', PATH);
    expect(answer.status).toBe(404);
    expect(answer.json).toBeUndefined();
  });
});
