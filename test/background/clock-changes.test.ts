import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createApi } from '../../dev/fake-ibl/api.ts';
import { deletes } from '../../lib/store/items/pending-deletes.ts';
import { COURSE } from '../harness/sample-places.ts';
import { study, useStudy } from '../harness/use-study.ts';

/* This computer's clock is changed, and the server's is not. Nothing is lost or waits for days. */

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
let moved = 0;
const api = createApi({ now: () => Date.now() - moved });
useStudy(api);
beforeEach(async () => {
  moved = 0;
  await study.connect();
});

function move(ms: number): void {
  moved += ms;
  vi.setSystemTime(Date.now() + ms);
}

/** Reports a page in another tab. */
const anything = () => study.see({ kind: 'none' }, 'https://learning.edx.org/', 9);
const text = () => study.memories()[0]?.entries[0]?.value ?? '';

describe.each([
  ['three days back', -3 * DAY],
  ['40 minutes back', -40 * MINUTE],
  ['three days on', 3 * DAY],
])('after the clock is moved %s', (_, ms) => {
  test('a place that was seen before is sent', async () => {
    await study.seeUnit('a');
    move(ms);
    await anything();
    await study.wait(6_000);
    expect(text()).toContain('"Unit a"');
    await study.seeUnit('b');
    await study.wait(6_000);
    expect(text()).toContain('"Unit b"');
    expect(study.memories()).toHaveLength(1);
  });

  test('a place that is being retried is sent', async () => {
    const mend = api.faults.add({ path: /memor/, do: { kind: 'status', status: 500 } });
    await study.seeUnit('a');
    await study.wait(40 * MINUTE);
    move(ms);
    mend();
    await anything();
    await study.wait(30 * MINUTE);
    expect(text()).toContain('"Unit a"');
  });

  test('a place that waits for Retry-After is sent within a day', async () => {
    const headers = { 'Retry-After': String(10 * 60) };
    const busy = { kind: 'status', status: 503, headers } as const;
    api.faults.add({ path: /memor/, times: 1, do: busy });
    await study.seeUnit('a');
    await study.wait(MINUTE);
    move(ms);
    await anything();
    await study.wait(61 * MINUTE);
    expect(text()).toContain('"Unit a"');
  });

  test('a delete is carried out, and after a move back it can be undone for 10 s more', async () => {
    await study.seeUnit('a');
    await study.wait(6_000);
    await study.ask({ type: 'memory/list' });
    await study.remove(COURSE);
    await study.wait(5_000);
    move(ms);
    await anything();
    if (ms < 0) {
      const [pending] = await deletes.read();
      expect(pending?.due).toBe(Date.now() + 10_000);
      await study.wait(9_000);
      expect(study.memories()).toHaveLength(1);
    }
    await study.wait(2_000);
    expect(study.memories()).toEqual([]);
    expect(await deletes.read()).toEqual([]);
  });

  test('the school is asked once more', async () => {
    const asked = () => api.log.filter(({ path }) => path.includes('course_id=')).length;
    await study.seeUnit('a');
    await study.wait(6_000);
    move(ms);
    for (const name of ['b', 'c']) {
      await study.seeUnit(name);
      await study.wait(6_000);
      expect(text()).toContain(`"Unit ${name}"`);
    }
    expect(asked()).toBe(2);
  });
});

test('deletes wait for the Retry-After that a place was given', async () => {
  await study.seeUnit('a');
  await study.wait(6_000);
  await study.ask({ type: 'memory/list' });
  const headers = { 'Retry-After': '600' };
  const busy = { kind: 'status', status: 429, headers } as const;
  api.faults.add({ method: 'POST', times: 1, do: busy });
  await study.seeUnit('b');
  await study.wait(6_000);
  const asked = api.log.length;
  await study.remove(COURSE);
  await study.wait(9 * MINUTE);
  expect(api.log).toHaveLength(asked);
  await study.wait(11 * MINUTE);
  expect(study.memories()).toEqual([]);
});

test('the next delete waits for the Retry-After that a delete was given', async () => {
  const courses = ['course-v1:A+B+1', 'course-v1:A+B+2'];
  for (const courseId of courses) api.seed.edxMemory({ courseId, data: {} });
  await study.ask({ type: 'memory/list' });
  const headers = { 'Retry-After': '600' };
  const busy = { kind: 'status', status: 429, headers } as const;
  api.faults.add({ method: 'DELETE', times: 1, do: busy });
  for (const courseKey of courses) await study.remove(courseKey);
  await study.wait(9 * MINUTE);
  expect(study.writes()).toHaveLength(1);
  await study.wait(12 * MINUTE);
  expect(study.writes()).toHaveLength(3);
  expect(await deletes.read()).toEqual([]);
});

test('a delete itself waits for its Retry-After, even when the popup opens', async () => {
  await study.seeUnit('a');
  await study.wait(6_000);
  await study.ask({ type: 'memory/list' });
  const headers = { 'Retry-After': '600' };
  const busy = { kind: 'status', status: 429, headers } as const;
  api.faults.add({ method: 'DELETE', times: 1, do: busy });
  await study.remove(COURSE);
  await study.wait(11_000);
  const asked = api.log.length;
  await study.ask({ type: 'now/look' });
  await study.wait(9 * MINUTE);
  expect(api.log).toHaveLength(asked);
  await study.wait(12 * MINUTE);
  expect(study.memories()).toEqual([]);
});
