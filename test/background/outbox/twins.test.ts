import { beforeEach, describe, expect, test } from 'vitest';
import { memoryName } from '../../../lib/ibl/memories/memory-name.ts';
import { healthOf } from '../../../lib/store/items/connections.ts';
import { readRequestLog } from '../../../lib/store/logs/request-log.ts';
import { COURSE } from '../../harness/sample-places.ts';
import { study, useStudy } from '../../harness/use-study.ts';

/*
 * Chromium repeats a POST by itself if its connection ends before any answer, so the server may
 * have two memories of one course. Waypoint keeps the one that was written last.
 */

const MINUTE = 60_000;
const CREATE = { method: 'POST', path: /\/memories\/$/ } as const;

useStudy();
beforeEach(() => study.connect());

const courseTexts = () =>
  study
    .memories()
    .filter(({ catalogItemId }) => catalogItemId === COURSE)
    .map(({ entries }) => entries[0]?.value ?? '');
const requests = (method: string, path: RegExp) =>
  study.api.log.filter((one) => one.method === method && path.test(one.path)).length;

describe('a create that the server carried out twice', () => {
  const twice = (isLost: boolean) =>
    study.api.faults.add({ ...CREATE, times: 1, do: { kind: 'repeat', isLost } });

  test('leaves one memory if the second answer came', async () => {
    twice(false);
    await study.seeUnit('a');
    await study.wait(6_000);
    expect(courseTexts()).toEqual([expect.stringContaining('"Unit a"')]);
  });

  test.each([
    {},
    { twinLookup: '500' },
    { memoryByName: '404' },
    { showsEntries: 'by-id' },
  ] as const)('leaves one memory if no answer came (%j)', async (variant) => {
    study.api.seed.server(variant);
    twice(true);
    await study.seeUnit('a');
    await study.wait(6_000);
    expect(courseTexts()).toHaveLength(2);
    await study.seeUnit('b');
    await study.wait(2 * MINUTE);
    expect(courseTexts()).toEqual([expect.stringContaining('"Unit b"')]);
    expect(requests('POST', CREATE.path)).toBe(1);
  });

  test.each(['before', 'after'] as const)(
    'leaves one memory if the worker was stopped %s any of its requests',
    async (side) => {
      twice(true);
      await study.seeUnit('a');
      await study.wait(6_000);
      for (let calls = 0; calls < 6; calls += 1) {
        study.stopWorkerAt({ calls, requests: true, side });
        await study.seeUnit(`b${calls}`);
        await study.wait(2 * MINUTE);
      }
      expect(courseTexts()).toEqual([expect.stringContaining('"Unit b5"')]);
    },
  );

  test('leaves one memory if the list or the delete failed at first', async () => {
    twice(true);
    const no = { kind: 'status', status: 500, body: { detail: 'Server error.' } } as const;
    study.api.faults.add({ method: 'GET', path: /\/memories\//, skip: 1, times: 1, do: no });
    study.api.faults.add({ method: 'DELETE', times: 1, do: no });
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      await study.seeUnit(name);
      await study.wait(2 * MINUTE);
    }
    expect(courseTexts()).toEqual([expect.stringContaining('"Unit e"')]);
  });

  test('is looked for four times at most, and places arrive meanwhile', async () => {
    await study.seeUnit('a');
    study.api.faults.add({ method: 'GET', path: /\/memories\//, skip: 1, do: { kind: 'drop' } });
    for (const name of ['b', 'c', 'd', 'e', 'f', 'g', 'h']) {
      await study.seeUnit(name);
      await study.wait(MINUTE);
    }
    expect(courseTexts()).toEqual([expect.stringContaining('"Unit h"')]);
    expect(requests('GET', /\/memories\//)).toBe(5);
  });
});

describe('a list that shows two memories of Waypoint for one course', () => {
  const list = async () => {
    const id = await study.connectionId();
    expect(await study.ask({ type: 'memory/list', connectionId: id })).toEqual({ ok: true });
  };
  const addTwin = async (username?: string) => {
    const value = `Studying "Demo" (${COURSE}). An older place.`;
    study.api.seed.memory({
      ...(username === undefined ? {} : { username }),
      name: await memoryName(COURSE),
      catalogItemType: 'course',
      catalogItemId: COURSE,
      entries: [{ key: 'current_location', value }],
    });
  };
  beforeEach(async () => {
    await addTwin();
    study.api.seed.server({ memoryByName: '404', listsMemories: false });
    await study.seeUnit('a');
    await study.wait(6_000);
    study.api.seed.server({ memoryByName: 'found', listsMemories: true });
    expect(courseTexts()).toHaveLength(2);
  });

  test('leaves the one that was written last, and What was sent has the delete', async () => {
    study.api.seed.memory({ name: 'my-notes', entries: [{ key: 'note', value: 'mine' }] });
    study.api.seed.edxMemory({ courseId: COURSE, data: {} });
    await addTwin('grace');
    await list();
    await study.wait(2_000);
    expect(courseTexts()).toEqual([expect.stringContaining('"Unit a"')]);
    expect(study.memories().map(({ name }) => name)).toContain('my-notes');
    expect(study.api.memories('demo-university', 'grace')).toHaveLength(1);
    expect(requests('DELETE', /./)).toBe(1);
    const log = await readRequestLog();
    expect(log.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
    await study.seeUnit('b');
    await study.wait(6_000);
    expect(courseTexts()).toEqual([expect.stringContaining('"Unit b"')]);
  });

  test('is read once more and no more', async () => {
    await list();
    await study.wait(2_000);
    const before = study.api.log.length;
    await study.ask({ type: 'now/look' });
    await study.wait(10 * MINUTE);
    expect(study.api.log).toHaveLength(before);
    expect((await healthOf(await study.connectionId()).read()).twins).toBeUndefined();
  });

  test('deletes nothing while paused, and goes on afterwards', async () => {
    await study.ask({ type: 'pause/set', paused: true });
    await list();
    await study.wait(MINUTE);
    expect(courseTexts()).toHaveLength(2);
    await study.ask({ type: 'pause/set', paused: false });
    await study.wait(2_000);
    expect(courseTexts()).toEqual([expect.stringContaining('"Unit a"')]);
  });

  test.each([
    ['paused', { type: 'course/pause', courseKey: COURSE, title: 'Demo', paused: true }],
    ['not followed', { type: 'course/never', courseKey: COURSE, title: 'Demo' }],
  ] as const)('deletes nothing of a course that is %s', async (_, message) => {
    await study.ask(message);
    await list();
    await study.wait(MINUTE);
    expect(courseTexts()).toHaveLength(2);
  });

  test('deletes nothing of a course whose delete can be undone', async () => {
    await study.ask({ type: 'pause/set', paused: true });
    await list();
    await study.remove(COURSE);
    await study.ask({ type: 'pause/set', paused: false });
    await study.wait(3_000);
    expect(requests('GET', /\/memories\//)).toBeGreaterThan(1);
    expect(requests('DELETE', /./)).toBe(0);
    await study.ask({ type: 'memory/undo', courses: [COURSE] });
    await study.wait(2_000);
    expect(courseTexts()).toEqual([expect.stringContaining('"Unit a"')]);
  });

  test('leaves nothing of a course that is deleted', async () => {
    await study.ask({ type: 'pause/set', paused: true });
    await list();
    await study.remove(COURSE);
    await study.wait(MINUTE);
    expect(courseTexts()).toEqual([]);
  });

  test.each(['before', 'after'] as const)(
    'goes on after the worker was stopped %s a request',
    async (side) => {
      // Both lists of Memory, then the list of the merge, then its read.
      study.stopWorkerAt({ calls: 3, requests: true, side });
      await list();
      await study.wait(2_000);
      await study.ask({ type: 'now/look' });
      await study.wait(2_000);
      expect(courseTexts()).toEqual([expect.stringContaining('"Unit a"')]);
    },
  );

  test('is tried four times at most', async () => {
    const no = { kind: 'status', status: 500, body: { detail: 'Server error.' } } as const;
    study.api.faults.add({ method: 'DELETE', do: no });
    await list();
    for (let n = 0; n < 10; n += 1) {
      await study.wait(MINUTE);
      await study.ask({ type: 'now/look' });
    }
    expect(requests('DELETE', /./)).toBe(4);
    expect(courseTexts()).toHaveLength(2);
  });
});
