import { afterEach, beforeEach, expect, test } from 'vitest';
import { createApi } from '../../dev/fake-ibl/api.ts';
import type { Api } from '../../dev/fake-ibl/api.ts';
import { ask } from './ask.ts';

const KEY = 'course-v1:edX+DemoX+Demo_Course';

let api: Api;
beforeEach(() => {
  api = createApi({ now: () => Date.UTC(2026, 10, 23, 10, 0, 0, 5) });
});
afterEach(() => api.close());

test('the list is empty at first', async () => {
  const { status, json } = await ask(api, 'GET', 'edx-memory/?page=1&page_size=1');
  expect(status).toBe(200);
  expect(json).toEqual({ count: 0, next: null, previous: null, results: [] });
});

test('a record has the published form, with a time without a zone', async () => {
  api.seed.edxMemory({ courseId: KEY, data: { current: 'block-v1:x' } });
  const record = {
    id: 1,
    username: 'ada',
    student: 8,
    course_id: KEY,
    data: { current: 'block-v1:x' },
    date_created: '2026-11-23T10:00:00.005000',
    last_modified: '2026-11-23T10:00:00.005000',
  };
  expect((await ask(api, 'GET', 'edx-memory/1/')).json).toEqual(record);
  expect((await ask(api, 'GET', 'edx-memory/')).json).toMatchObject({ results: [record] });
  expect(api.violations).toEqual([]);
});

test('a record may hide id and username, belong to another person and hold any data', async () => {
  api.seed.edxMemory({ courseId: 'a', showsId: false, data: null });
  api.seed.edxMemory({ courseId: 'b', username: 'grace', data: ['x'], lastModified: 'yesterday' });
  api.seed.edxMemory({ courseId: 'c', data: '{"in": "text"}' });
  api.seed.edxMemory({ courseId: 'd' });
  const { json } = await ask(api, 'GET', 'edx-memory/');
  expect(json).toMatchObject({
    results: [
      { course_id: 'a', data: null },
      { course_id: 'b', username: 'grace', student: 9, data: ['x'], last_modified: 'yesterday' },
      { course_id: 'c', data: '{"in": "text"}' },
      { course_id: 'd' },
    ],
  });
  expect(JSON.stringify(json).match(/"id"/g)).toHaveLength(3);
  expect(JSON.stringify(json).match(/"data"/g)).toHaveLength(3);
});

test('a student has one record per course', async () => {
  const first = api.seed.edxMemory({ courseId: KEY, data: 1 });
  expect(api.seed.edxMemory({ courseId: KEY, data: 2 })).toBe(first);
  expect((await ask(api, 'GET', 'edx-memory/')).json).toMatchObject({
    count: 1,
    results: [{ data: 2 }],
  });
});

test('the list can be filtered, and a raw plus sign matches nothing', async () => {
  api.seed.edxMemory({ courseId: KEY });
  api.seed.edxMemory({ courseId: 'other', username: 'grace' });
  const count = async (query: string) => (await ask(api, 'GET', `edx-memory/?${query}`)).json;
  expect(await count(`course_id=${encodeURIComponent(KEY)}`)).toMatchObject({ count: 1 });
  expect(await count(`course_id=${KEY}`)).toMatchObject({ count: 0 });
  expect(await count('username=grace')).toMatchObject({ count: 1 });
  expect(await count('student=8')).toMatchObject({ count: 1 });
  expect((await ask(api, 'GET', 'edx-memory/?student=x')).status).toBe(400);
});

test('the list is ordered by a known field and ignores an unknown one', async () => {
  for (const [courseId, lastModified] of [
    ['a', '2026-01-02T00:00:00'],
    ['b', '2026-01-03T00:00:00'],
    ['c', '2026-01-01T00:00:00'],
  ] as const) {
    api.seed.edxMemory({ courseId, lastModified });
  }
  const courses = async (ordering: string): Promise<string> => {
    const { text } = await ask(api, 'GET', `edx-memory/?ordering=${ordering}`);
    return [...text.matchAll(/"course_id":"(.)"/g)].map((match) => match[1]).join('');
  };
  expect(await courses('-last_modified')).toBe('bac');
  expect(await courses('last_modified')).toBe('cab');
  expect(await courses('nonsense')).toBe('abc');
});

test('the list has ten rows a page, a hundred at most, and links to another host over http', async () => {
  for (let course = 0; course < 120; course += 1) api.seed.edxMemory({ courseId: `c${course}` });
  const page = async (query: string) => (await ask(api, 'GET', `edx-memory/?${query}`)).json;
  const size = (json: unknown): number => JSON.stringify(json).match(/"course_id"/g)?.length ?? 0;
  expect(size(await page(''))).toBe(10);
  expect(size(await page('page_size=1000'))).toBe(100);
  expect(size(await page('page_size=0'))).toBe(10);
  expect(size(await page('page=2&page_size=100'))).toBe(20);
  const link = `http://data-manager.example.org/api/ai-mentor/orgs/demo-university/users/ada/edx-memory/`;
  expect(await page('page=2&page_size=50')).toMatchObject({
    count: 120,
    next: `${link}?page=3&page_size=50`,
    previous: `${link}?page_size=50`,
  });
  for (const wrong of ['0', '13', 'x', '-1']) {
    const answer = await ask(api, 'GET', `edx-memory/?page=${wrong}`);
    expect(answer.status).toBe(404);
    expect(answer.json).toEqual({ detail: 'Invalid page.' });
  }
});

test('a record is deleted once, and never by a name', async () => {
  const id = api.seed.edxMemory({ courseId: KEY });
  const gone = await ask(api, 'DELETE', `edx-memory/${id}/`);
  expect(gone.status).toBe(204);
  expect(gone.text).toBe('');
  for (const wrong of [String(id), 'x', '1e3']) {
    expect((await ask(api, 'DELETE', `edx-memory/${wrong}/`)).json).toEqual({
      detail: 'Not found.',
    });
  }
});
