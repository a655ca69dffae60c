import { beforeEach, describe, expect, test } from 'vitest';
import { COURSE, unit } from '../../harness/sample-places.ts';
import { study, useStudy } from '../../harness/use-study.ts';
import { START } from '../../harness/worker-harness.ts';
import { readOverview } from '../../../lib/domain/overview.ts';
import { statusOf } from '../../../lib/domain/place-status.ts';

/* Waypoint does not write a place that the school's own server already keeps. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
useStudy();
beforeEach(() => study.connect());

/** Returns a time as the server writes it: with microseconds and without a zone. */
const zoneless = (time: number) => `${new Date(time).toISOString().slice(0, -1)}001`;
const schoolWrote = (ago: number, courseId = COURSE) =>
  study.api.seed.edxMemory({ courseId, data: {}, lastModified: zoneless(Date.now() - ago) });
const asked = () => study.api.log.filter(({ path }) => path.includes('course_id=')).length;
const statusOfUnit = async (name: string) =>
  statusOf(await readOverview(), { kind: 'place', place: unit(name) });

test('asks the school in one request, and writes nothing if the school is as up to date', async () => {
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
  // While the learner stays there, Waypoint sends no request and the popup announces no save.
  study.stopWorker();
  await study.seeUnit('a');
  await study.wait(DAY - MINUTE);
  expect(await statusOfUnit('a')).toEqual({ kind: 'school-keeps' });
  expect(study.api.log.length - start).toBe(1);
});

describe('a school that kept the last unit', () => {
  beforeEach(async () => {
    schoolWrote(MINUTE);
    await study.seeUnit('a');
    await study.wait(6_000);
  });

  test('is asked again once the next unit had time to arrive there', async () => {
    await study.seeUnit('b');
    expect(await statusOfUnit('b')).toEqual({ kind: 'school-keeps' });
    await study.wait(2 * MINUTE);
    schoolWrote(0);
    expect(asked()).toBe(1);
    await study.wait(2 * MINUTE);
    expect(asked()).toBe(2);
    expect(study.writes()).toEqual([]);
    await study.wait(HOUR);
    expect(asked()).toBe(2);
  });

  test.each([
    ['a browser that stays open', () => undefined],
    ['a worker that is stopped', () => study.stopWorker()],
  ])(
    'does not stop Waypoint from writing the next unit if the school does not show it (%s)',
    async (_, meanwhile) => {
      await study.seeUnit('b');
      await study.wait(10_000);
      meanwhile();
      await study.wait(4 * MINUTE);
      expect(study.memories()[0]?.entries[0]?.value).toContain('"Unit b"');
      // For the rest of the day, Waypoint assumes that the school keeps nothing.
      await study.seeUnit('c');
      await study.wait(6_000);
      expect(study.memories()[0]?.entries[0]?.value).toContain('"Unit c"');
      expect(asked()).toBe(2);
    },
  );

  test('is asked while the learner moves from unit to unit', async () => {
    for (let unitNumber = 0; unitNumber < 10; unitNumber += 1) {
      await study.seeUnit(`u${unitNumber}`);
      await study.wait(MINUTE);
    }
    expect(study.memories()).toHaveLength(1);
  });
});

test('asks the school again after a day, and then writes', async () => {
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
  ['of an unreadable time', () => wrote('yesterday')],
  ["another person's", () => wrote(zoneless(START), 'grace')],
])('asks once a day and writes the place if what the school keeps is %s', async (_, seed) => {
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

test('writes the place if the server ignores the course in the request', async () => {
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

test.each([400, 403, 404, 405])('writes the place if the school answers %i', async (status) => {
  study.api.faults.add({ path: /course_id=/, do: { kind: 'status', status } });
  await study.seeUnit('a');
  await study.wait(6_000);
  expect(study.memories()).toHaveLength(1);
  expect(asked()).toBe(1);
});

test.each([
  ['500', { kind: 'status', status: 500 }],
  ['HTML', { kind: 'body', body: '<html>', contentType: 'text/html' }],
  ['silence', { kind: 'hang' }],
] as const)(
  'writes the place after two tries if the school always answers with %s',
  async (_, fault) => {
    study.api.faults.add({ path: /course_id=/, do: fault });
    await study.seeUnit('a');
    await study.wait(5 * MINUTE);
    expect(study.memories()).toHaveLength(1);
    expect(asked()).toBe(2);
  },
);
