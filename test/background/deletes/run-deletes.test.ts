import { waitingIn } from '../../../lib/store/items/outbox-record.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { memoryListOf } from '../../../lib/store/items/server-cache.ts';
import { deletes } from '../../../lib/store/items/pending-deletes.ts';
import { listProgress } from '../../../lib/store/items/list-progress.ts';
import { readRecord } from '../../../lib/store/items/outbox-records.ts';
import { readRequestLog } from '../../../lib/store/logs/request-log.ts';
import { settings } from '../../../lib/store/items/settings.ts';
import { COURSE } from '../../harness/sample-places.ts';
import { study, useStudy } from '../../harness/use-study.ts';

let id: string;
useStudy();
beforeEach(async () => {
  await study.connect();
  id = await study.connectionId();
});

const courseOf = (n: number) => `course-v1:A+B+${n}`;
const list = async () => {
  expect(await study.ask({ type: 'memory/list' })).toEqual({ ok: true });
  return (await memoryListOf(id).read())?.rows ?? [];
};
const gone = () =>
  study.api.log.filter(({ method }) => method === 'DELETE').map(({ path }) => path);
const undo = (...courses: string[]) => study.ask({ type: 'memory/undo', courses });

function seed(count: number): string[] {
  return Array.from({ length: count }, (_, n) => {
    study.api.seed.edxMemory({ courseId: courseOf(n), data: n });
    return courseOf(n);
  });
}

async function removeAll(courses: readonly string[]): Promise<void> {
  await study.ask({
    type: 'memory/delete',
    courses: courses.map((courseKey) => ({ courseKey, title: 'A title' })),
    waypoint: true,
    school: true,
    stop: false,
  });
}

describe('a delete', () => {
  test.each([
    ['what Waypoint wrote', { school: false }, { edx: {}, ours: null }],
    ["what the school's server wrote", { waypoint: false }, { edx: null, ours: {} }],
  ] as const)('removes only %s if only that is selected', async (_, wish, left) => {
    await study.seeUnit('a');
    await study.wait(6_000);
    study.api.seed.edxMemory({ courseId: COURSE, data: 1 });
    await list();
    await study.remove(COURSE, wish);
    await study.wait(11_000);
    expect(gone()).toHaveLength(1);
    const shown = await memoryListOf(id).read();
    expect(shown?.rows).toMatchObject([left]);
    expect(await list()).toMatchObject([left]);
    // Waypoint discards what it knows of its last send only if it deletes what it wrote.
    const { lastSent } = await readRecord(id, COURSE);
    expect(lastSent === null).toBe(left.ours === null);
  });

  test('keeps a row without an id, and removes what Waypoint wrote for the course', async () => {
    await study.seeUnit('a');
    await study.wait(6_000);
    study.api.seed.edxMemory({ courseId: COURSE, showsId: false, data: 1 });
    await list();
    await study.remove(COURSE);
    await study.wait(11_000);
    expect(await list()).toMatchObject([{ edx: { id: null }, ours: null }]);
    await study.remove(COURSE);
    expect(await deletes.read()).toEqual([]);
  });

  test('removes all of many courses, and a place is sent meanwhile', async () => {
    const courses = seed(23);
    await list();
    await removeAll(courses);
    study.api.faults.add({ method: 'DELETE', do: { kind: 'delay', ms: 500 } });
    await study.wait(6_000);
    await study.seeUnit('a');
    await study.wait(30_000);
    expect(gone()).toHaveLength(23);
    const methods = study.api.log.map(({ method }) => method);
    const written = methods.lastIndexOf('POST');
    expect(written).toBeGreaterThan(methods.indexOf('DELETE'));
    expect(written).toBeLessThan(methods.lastIndexOf('DELETE'));
    expect(await deletes.read()).toEqual([]);
    expect(await list()).toHaveLength(1);
  });
});

describe('after the first part of a delete', () => {
  test.each([
    ['requested again', async () => await list().then(() => study.remove(COURSE))],
    ['undone', async () => await undo(COURSE)],
  ])('that is %s, the place is saved again', async (_, act) => {
    const lastModified = new Date(Date.now() - 3_600_000).toISOString().slice(0, -1);
    study.api.seed.edxMemory({ courseId: COURSE, data: 1, lastModified });
    await study.seeUnit('a');
    await study.wait(6_000);
    await list();
    await study.remove(COURSE);
    study.api.faults.add({ path: /edx-memory\/\d/, times: 1, do: { kind: 'delay', ms: 5_000 } });
    await study.wait(11_000);
    expect(gone()).toHaveLength(1);
    const answer = act();
    await study.wait(1);
    await study.seeUnit('a');
    await study.wait(60_000);
    await answer;
    expect(study.memories().map(({ entries }) => entries[0]?.value)).toEqual([
      expect.stringContaining('"Unit a"'),
    ]);
  });
});

describe('Undo', () => {
  test('cancels a delete that is due while another one is still running', async () => {
    const [one = '', two = ''] = seed(2);
    await list();
    await removeAll([one, two]);
    study.api.faults.add({ path: /edx-memory\/\d/, times: 1, do: { kind: 'delay', ms: 5_000 } });
    await study.wait(12_000);
    const answer = undo(two);
    await study.wait(60_000);
    expect(await answer).toBe(true);
    expect((await list()).map(({ courseKey }) => courseKey)).toEqual([two]);
  });

  test('reports when it came too late', async () => {
    const [one = ''] = seed(1);
    await list();
    await study.remove(one);
    await study.wait(11_000);
    expect(await undo(one)).toBe(false);
  });
});

describe('a server that does not answer', () => {
  test('gets one request, not one for each of many deletes', async () => {
    const courses = seed(20);
    await list();
    await removeAll(courses);
    study.setOnline(false);
    const before = (await readRequestLog()).length;
    await study.wait(11_000);
    expect((await readRequestLog()).length - before).toBe(1);
    expect((await deletes.read()).every(({ attempts }) => attempts === 1)).toBe(true);
    study.setOnline(true);
    await study.wait(60_000);
    expect(await deletes.read()).toEqual([]);
  });

  test('gets no request until its Retry-After is over, not even for a place', async () => {
    const [one = '', two = ''] = seed(2);
    await list();
    await study.remove(one);
    await study.wait(5_000);
    await study.remove(two);
    const headers = { 'Retry-After': '120' };
    study.api.faults.add({ times: 1, do: { kind: 'status', status: 503, headers } });
    await study.wait(6_000);
    const before = study.api.log.length;
    await study.seeUnit('a');
    await study.wait(60_000);
    await study.ask({ type: 'now/look' });
    await study.wait(40_000);
    expect(study.api.log.length).toBe(before);
    await study.wait(150_000);
    expect(await deletes.read()).toEqual([]);
    expect(study.memories()).toHaveLength(1);
  });
});

describe('an unfollowed course', () => {
  async function stopIt(): Promise<void> {
    await study.seeUnit('a');
    await study.wait(6_000);
    await list();
    await study.remove(COURSE, { stop: true });
  }

  test('is deleted, and Waypoint records and sends nothing from it afterwards', async () => {
    await stopIt();
    await study.wait(11_000);
    expect(study.memories()).toEqual([]);
    const before = study.api.log.length;
    await study.seeUnit('b');
    await study.wait(90_000);
    expect(study.api.log.length).toBe(before);
    expect(waitingIn(await readRecord(id, COURSE))).toBeNull();
    expect((await settings.read()).never).toMatchObject([{ courseKey: COURSE, title: COURSE }]);
  });

  test('has no pending place sent, even if the server rejects the delete', async () => {
    await study.seeUnit('a');
    await study.wait(6_000);
    await list();
    study.api.faults.add({
      method: 'DELETE',
      do: { kind: 'status', status: 400, body: { detail: 'No.' } },
    });
    await study.seeUnit('b');
    await study.remove(COURSE, { stop: true });
    await study.wait(90_000);
    expect((await deletes.read())[0]?.failed).toBe('400 No.');
    expect(study.memories()[0]?.entries[0]?.value).not.toContain('"Unit b"');
  });

  test('is followed again after Undo, or when the learner follows it', async () => {
    await stopIt();
    expect(await undo(COURSE)).toBe(true);
    expect((await settings.read()).never).toEqual([]);
    await study.remove(COURSE, { stop: true });
    await study.wait(11_000);
    await study.ask({ type: 'course/follow', courseKey: COURSE });
    await study.seeUnit('c');
    await study.wait(6_000);
    expect(study.memories()[0]?.entries[0]?.value).toContain('"Unit c"');
  });

  test('keeps its places if it is followed again before the delete', async () => {
    study.setOnline(false);
    await study.seeUnit('a');
    await study.wait(6_000);
    await study.remove(COURSE, { stop: true });
    await study.ask({ type: 'course/follow', courseKey: COURSE });
    expect(await deletes.read()).toEqual([]);
    await study.seeUnit('b');
    await study.wait(11_000);
    study.setOnline(true);
    await study.ask({ type: 'now/look' });
    expect(study.memories()[0]?.entries[0]?.value).toContain('"Unit b"');
  });

  test('stays unfollowed through a pause', async () => {
    await stopIt();
    await study.ask({ type: 'pause/set', paused: true });
    await study.ask({ type: 'pause/set', paused: false });
    expect((await settings.read()).never).toHaveLength(1);
  });

  test('is not unfollowed if it was never studied in this browser', async () => {
    const [one = ''] = seed(1);
    await list();
    await study.remove(one, { stop: true });
    expect((await settings.read()).never).toEqual([]);
  });
});

describe('the memory list', () => {
  test('reports its progress while there is more than one page', async () => {
    seed(230);
    expect(await listProgress.read()).toBeNull();
    const end = study.api.faults.add({ path: /edx-memory.*page=3/, do: { kind: 'hang' } });
    const reading = study.ask({ type: 'memory/list' });
    await study.settle();
    expect(await listProgress.read()).toBeCloseTo(200 / 230 / 2);
    end();
    expect(await reading).toMatchObject({ ok: false });
    expect(await listProgress.read()).toBeNull();
  });

  test.each([900, 1_900])('keeps data that is nested %i levels deep', async (depth) => {
    const data = `${'['.repeat(depth)}${']'.repeat(depth)}`;
    const row = `{"id":1,"username":"ada","student":7,"course_id":"A/B/C","data":${data},
      "date_created":"2026-01-01T00:00:00","last_modified":"2026-01-01T00:00:00"}`;
    study.api.faults.add({
      path: /edx-memory/,
      do: { kind: 'body', body: `{"count":1,"next":null,"previous":null,"results":[${row}]}` },
    });
    const [stored] = await list();
    expect(stored?.edx?.json).toBe(data);
  });
});
