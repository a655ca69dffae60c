import { afterEach, beforeEach, expect, test } from 'vitest';
import { COURSE, unit } from './examples.ts';
import { openStudy, START, type Study } from './study.ts';
import { readOverview } from '../../lib/sync/overview.ts';
import { statusOf } from '../../lib/sync/status.ts';

/* A school whose own server keeps the place needs no second source. */

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
let study: Study;
beforeEach(async () => {
  study = await openStudy();
  await study.connect();
});
afterEach(() => {
  expect(study.api.violations).toEqual([]);
  study.close();
});

/** As the server writes it: microseconds, no zone. */
const zoneless = (time: number) => `${new Date(time).toISOString().slice(0, -1)}001`;
const schoolWrote = (ago: number, courseId = COURSE) =>
  study.api.seed.edxMemory({ courseId, data: {}, lastModified: zoneless(Date.now() - ago) });
const asked = () => study.api.log.filter(({ path }) => path.includes('course_id=')).length;
const statusOfUnit = async (name: string) =>
  statusOf(await readOverview(), { kind: 'place', place: unit(name) });

test('is asked in one request, and when it is as fresh nothing is written', async () => {
  schoolWrote(MINUTE);
  const start = study.api.log.length;
  await study.seeUnit('a');
  await study.wait(6_000);
  expect(study.writes()).toEqual([]);
  expect(await statusOfUnit('a')).toEqual({ kind: 'school-keeps' });
  const [question, ...more] = study.api.log.slice(start);
  const query = new URLSearchParams(question?.path.split('?')[1]);
  expect(Object.fromEntries(query)).toEqual({ course_id: COURSE, page: '1', page_size: '1' });
  expect(more).toEqual([]);
  // For a day no more is asked, and the popup does not say that it will be saved.
  await study.seeUnit('b');
  expect(await statusOfUnit('b')).toEqual({ kind: 'school-keeps' });
  await study.wait(DAY - MINUTE);
  expect(study.api.log.length - start).toBe(1);
});

test('is asked again after a day, and then Waypoint writes', async () => {
  schoolWrote(MINUTE);
  await study.seeUnit('a');
  await study.wait(DAY);
  await study.seeUnit('b');
  await study.wait(6_000);
  expect(study.memories()[0]?.entries[0]?.value).toContain('"Unit b"');
  expect(asked()).toBe(2);
});

test.each([
  ['older than two minutes before the visit', () => schoolWrote(3 * MINUTE)],
  ['of another course', () => schoolWrote(0, 'course-v1:A+B+C')],
  ['of a time that nobody can read', () => wrote('yesterday')],
  ["another person's", () => wrote(zoneless(START), 'grace')],
])('does not count when what it keeps is %s; once a day', async (_, seed) => {
  seed();
  for (const name of ['a', 'b']) {
    await study.seeUnit(name);
    await study.wait(6_000);
    expect(study.memories()[0]?.entries[0]?.value).toContain(`"Unit ${name}"`);
  }
  expect(asked()).toBe(1);
});

const wrote = (lastModified: string, username = 'ada') =>
  study.api.seed.edxMemory({ courseId: COURSE, data: {}, lastModified, username });

test('a server that passes over the question is not taken at its word', async () => {
  const row = { id: 1, student: 8, data: {}, date_created: zoneless(START) };
  const rows = [
    { ...row, username: 'ada', course_id: 'course-v1:A+B+C', last_modified: zoneless(START) },
  ];
  const body = JSON.stringify({ count: 1, next: null, previous: null, results: rows });
  study.api.faults.add({ path: /course_id=/, do: { kind: 'body', body } });
  await study.seeUnit('a');
  await study.wait(6_000);
  expect(study.memories()).toHaveLength(1);
});

test.each([400, 403, 404, 405])(
  '%i to the question: it is written all the same',
  async (status) => {
    study.api.faults.add({ path: /course_id=/, do: { kind: 'status', status } });
    await study.seeUnit('a');
    await study.wait(6_000);
    expect(study.memories()).toHaveLength(1);
    expect(asked()).toBe(1);
  },
);

test.each([
  ['500', { kind: 'status', status: 500 }],
  ['HTML', { kind: 'body', body: '<html>', contentType: 'text/html' }],
  ['silence', { kind: 'hang' }],
] as const)('%s to the question, always: it is written after two tries', async (_, fault) => {
  study.api.faults.add({ path: /course_id=/, do: fault });
  await study.seeUnit('a');
  await study.wait(5 * MINUTE);
  expect(study.memories()).toHaveLength(1);
  expect(asked()).toBe(2);
});
