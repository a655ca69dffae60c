import { beforeEach, describe, expect, test } from 'vitest';
import { createApi, DEMO_KEY } from '../../../dev/fake-ibl/api.ts';
import type { Switches } from '../../../dev/fake-ibl/server-variants.ts';
import { memoryName } from '../../../lib/ibl/memories/memory-name.ts';
import { memoryListOf } from '../../../lib/store/items/server-cache.ts';
import { erasures } from '../../../lib/store/items/delete-everything.ts';
import { readKey } from '../../../lib/store/items/api-keys.ts';
import { readOverview } from '../../../lib/domain/overview.ts';
import { study, useStudy } from '../../harness/use-study.ts';

/* Lists with cursors, lists with small pages, and lists that do not show every row. */

let id: string;
// No document describes these servers.
const api = createApi({ now: () => Date.now(), check: false });
useStudy(api);
beforeEach(async () => {
  await study.connect();
  id = await study.connectionId();
});

const MINUTE = 60_000;
const MANY = 130;
const courseOf = (n: number) => `course-v1:A+B+${n}`;
async function fill(): Promise<void> {
  for (let n = 0; n < MANY; n += 1) {
    api.seed.memory({
      name: await memoryName(courseOf(n)),
      catalogItemType: 'course',
      catalogItemId: courseOf(n),
      entries: [{ key: 'current_location', value: `Studying a course (${courseOf(n)}). x` }],
    });
    api.seed.edxMemory({ courseId: courseOf(n), data: n });
  }
}
const erase = { type: 'erase/start', waypoint: true, school: true, here: false } as const;

describe.each<Partial<Switches>>([
  { paging: 'cursor' },
  { paging: 'cursor', largestPage: 20 },
  { paging: 'offset', largestPage: 20 },
  { paging: 'count', largestPage: 20 },
  { paging: 'list' },
])('a server with %j', (kind) => {
  beforeEach(async () => {
    await fill();
    api.seed.server(kind);
  });

  test('Memory shows all rows, and calls the list complete', async () => {
    expect(await study.ask({ type: 'memory/list' })).toEqual({ ok: true });
    const list = await memoryListOf(id).read();
    expect(list?.rows).toHaveLength(MANY);
    expect(list?.rows.every(({ edx, ours }) => edx && ours)).toBe(true);
    expect(list?.whole).toBe(true);
  });

  test('Delete everything ends once nothing is left', async () => {
    await study.ask(erase);
    await study.wait(10 * MINUTE);
    expect(await erasures.read()).toMatchObject({ step: 'over', failed: [] });
    expect(study.memories()).toEqual([]);
  });

  test('disconnecting with a delete leaves nothing behind', async () => {
    await study.disconnect(true);
    await study.wait(60 * MINUTE);
    expect(study.memories()).toEqual([]);
    expect(await readKey(id)).toBeNull();
  });
});

describe('a server that counts more than it lists', () => {
  beforeEach(async () => {
    await study.seeUnit('a');
    await study.wait(6_000);
    api.seed.server({ overcount: 2 });
  });

  test('Memory says that the list is incomplete', async () => {
    await study.ask({ type: 'memory/list' });
    expect(await memoryListOf(id).read()).toMatchObject({ whole: false, rows: [{}] });
  });

  test('Delete everything deletes what is listed, and does not claim that everything is gone', async () => {
    await study.ask({ ...erase, school: false, here: true });
    await study.wait(5 * MINUTE);
    expect(study.memories()).toEqual([]);
    expect(await erasures.read()).toMatchObject({
      step: 'over',
      gone: [{}],
      failed: [{ what: null, reason: { kind: 'not-whole' } }],
      hereDone: null,
    });
    api.seed.server({ overcount: 0 });
    await study.ask({ type: 'erase/go-on', what: 'again' });
    await study.wait(MINUTE);
    expect(await erasures.read()).toMatchObject({ step: 'over', failed: [] });
  });

  test('disconnecting with a delete keeps the key, and lets the learner choose', async () => {
    await study.disconnect(true);
    const start = api.log.length;
    await study.wait(30 * MINUTE);
    expect(study.memories()).toEqual([]);
    expect(await readKey(id)).toBe(DEMO_KEY);
    expect(api.log.length - start).toBeLessThan(30);
    const { disconnecting } = await readOverview();
    expect(disconnecting).toMatchObject({ failed: [{ reason: { kind: 'not-whole' } }] });
    api.seed.server({ overcount: 0 });
    await study.ask({ type: 'erase/go-on', what: 'again', connectionId: id });
    await study.wait(MINUTE);
    expect(await readKey(id)).toBeNull();
  });

  test('Waypoint creates no second memory if its own row is not listed', async () => {
    api.seed.server({ memoryByName: '404' });
    await study.forgetDevice();
    await study.connect();
    // The memory is on a page that the server never shows.
    api.seed.server({ overcount: 1, largestPage: 1 });
    api.faults.add({
      path: /\/memories\/\?/,
      do: { kind: 'body', body: '{"count": 1, "next": null, "results": []}' },
    });
    await study.seeUnit('b');
    await study.wait(20 * MINUTE);
    expect(study.memories()).toHaveLength(1);
  });
});
