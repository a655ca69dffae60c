import { beforeEach, describe, expect, test } from 'vitest';
import { ADMIN_KEY, DEMO_KEY } from '../../../dev/fake-ibl/api.ts';
import type { Switches } from '../../../dev/fake-ibl/server-variants.ts';
import { memoryListOf } from '../../../lib/store/items/server-cache.ts';
import { connections } from '../../../lib/store/items/connections.ts';
import { deletes } from '../../../lib/store/items/pending-deletes.ts';
import { erasures } from '../../../lib/store/items/delete-everything.ts';
import { readOverview } from '../../../lib/domain/overview.ts';
import { COURSE } from '../../harness/sample-places.ts';
import { study, useStudy } from '../../harness/use-study.ts';

/* However a server spells the learner's rows, Memory shows them and each kind of delete removes them. */

useStudy();

const connectAs = (username: string, key?: string) =>
  study.ask({
    type: 'connection/connect',
    id: null,
    address: '',
    org: 'demo-university',
    username,
    key: key ?? DEMO_KEY,
  });
const listed = async () => {
  await study.ask({ type: 'memory/list' });
  const list = await memoryListOf(await study.connectionId()).read();
  return list?.rows.map(({ courseKey, ours }) => [courseKey, ours !== null]);
};
const eraseAll = async () => {
  await study.ask({ type: 'erase/start', waypoint: true, school: false, here: false });
  await study.wait(60_000);
  return await erasures.read();
};

const ROWS: readonly (readonly [string, Partial<Switches>])[] = [
  ['its user in capitals', { showsUser: 'upper' }],
  ['its user in wide letters', { showsUser: 'wide' }],
  ['no user', { showsUser: 'null' }],
  ['its course in lower case', { showsCourse: 'lower' }],
  ['its course percent-encoded', { showsCourse: 'encoded' }],
  ['another id as its course', { showsCourse: 'number' }],
  ['its name in capitals', { showsName: 'upper' }],
  ['its name cut', { showsName: 'cut' }],
  ['its name with an ending', { showsName: 'suffixed' }],
  ['another id and no entries in the list', { showsCourse: 'number', showsEntries: 'by-id' }],
  ['no row in the list', { listsMemories: false }],
  ['no row in the list and none by name', { listsMemories: false, memoryByName: '404' }],
];

describe.each(ROWS)('a server that shows %s', (_, switches) => {
  beforeEach(async () => {
    study.api.seed.server(switches);
    await study.connect();
    await study.seeUnit('a');
    await study.wait(30_000);
    expect(study.memories()).toHaveLength(1);
  });

  test('has its row shown in Memory and deleted from there', async () => {
    expect(await listed()).toEqual([[COURSE, true]]);
    await study.remove(COURSE);
    await study.wait(20_000);
    expect(study.memories()).toEqual([]);
  });

  test('has its row deleted by Delete everything', async () => {
    const end = await eraseAll();
    expect(study.memories()).toEqual([]);
    expect(end?.failed).toEqual([]);
  });

  test('has its row deleted by a disconnect that deletes', async () => {
    await study.disconnect(true);
    await study.wait(60_000);
    expect(study.memories()).toEqual([]);
    expect((await connections.read())[0]?.connected).toBe(false);
  });
});

test('a row is found by its name if its reply was lost and no list has it', async () => {
  study.api.seed.server({ listsMemories: false });
  await study.connect();
  study.api.faults.add({ method: 'POST', path: /\/memories\/$/, do: { kind: 'lose-reply' } });
  await study.seeUnit('a');
  await study.wait(6_000);
  expect(await listed()).toEqual([[COURSE, true]]);
});

describe('a username that the server spells differently', () => {
  test.each(['Ada', 'ADA', 'ａｄａ'])(
    'is stored in the spelling of the server, and is one account (typed: %s)',
    async (typed) => {
      study.api.seed.server({ findsUsers: 'alike' });
      expect(await connectAs(typed)).toEqual({ ok: true });
      expect(await connectAs('ada')).toEqual({ ok: true });
      const all = await connections.read();
      expect(all.map(({ username }) => username)).toEqual(['ada']);
      const advice = await study.ask({
        type: 'connection/advise',
        address: '',
        org: 'demo-university',
        username: typed,
        key: DEMO_KEY,
      });
      expect(advice.otherUser).toBeNull();
    },
  );

  test('is stored as typed if the server does not tell its spelling, and gets one memory', async () => {
    study.api.seed.server({ findsUsers: 'alike', verify: '400', showsUser: 'upper' });
    await connectAs('Ada');
    for (const name of ['a', 'b', 'c']) {
      await study.seeUnit(name);
      await study.wait(30_000);
      study.stopWorker();
    }
    expect((await connections.read())[0]?.username).toBe('Ada');
    expect(study.memories().map(({ entries }) => entries[0]?.value)).toEqual([
      expect.stringContaining('"Unit c"'),
    ]);
  });

  test('is read from a row of the school if the server does not tell whose the key is', async () => {
    study.api.seed.server({ findsUsers: 'alike', verify: '400' });
    study.api.seed.edxMemory({ courseId: COURSE, data: {} });
    await connectAs('ADA');
    expect((await connections.read())[0]?.username).toBe('ada');
    expect(await listed()).toEqual([[COURSE, false]]);
  });

  test('is the same user in another Unicode form', async () => {
    study.api.seed.user({ username: 'jos\u00e9' });
    study.api.seed.key({ key: 'key-of-jose', username: 'jos\u00e9' });
    study.api.seed.server({ findsUsers: 'alike', verify: '400', showsUser: 'decomposed' });
    await connectAs('jose\u0301', 'key-of-jose');
    await study.seeUnit('a');
    await study.wait(6_000);
    await study.seeUnit('b');
    await study.wait(6_000);
    expect(study.api.memories('demo-university', 'jos\u00e9')).toHaveLength(1);
    expect(await listed()).toEqual([[COURSE, true]]);
  });
});

describe('a row without a user', () => {
  const cases = [
    ["a learner's own key", {}, undefined, 0],
    ['a server that does not tell whose the key is', { verify: '400' }, undefined, 1],
    ['a server that does not tell who is an administrator', { platforms: 'absent' }, undefined, 1],
    ["an administrator's key", {}, ADMIN_KEY, 1],
  ] as const;
  test.each(cases)(
    'is deleted only with a key that is known to be the learner’s: %s',
    async (_, switches, key, left) => {
      study.api.seed.server({ ...switches, showsUser: 'null' });
      await connectAs('ada', key);
      await study.seeUnit('a');
      await study.wait(6_000);
      await listed();
      await study.remove(COURSE);
      await study.wait(20_000);
      expect(study.memories()).toHaveLength(left);
      // Waypoint names what stays.
      expect((await deletes.read()).map(({ failed }) => failed)).toEqual(left === 1 ? [''] : []);
      const end = await eraseAll();
      expect(study.memories()).toHaveLength(left);
      expect(end?.failed.map(({ reason }) => reason.kind) ?? []).toEqual(
        left === 1 ? ['not-ours'] : [],
      );
    },
  );

  test("that the school wrote is deleted only with the learner's own key", async () => {
    study.api.seed.server({ platforms: 'absent' });
    await study.connect();
    const row = { id: 7, course_id: COURSE, data: {}, student: 1 };
    const body = JSON.stringify(row);
    study.api.faults.add({ method: 'GET', path: /edx-memory\/\d+\//, do: { kind: 'body', body } });
    study.api.seed.edxMemory({ courseId: COURSE, data: {} });
    await listed();
    await study.remove(COURSE);
    await study.wait(20_000);
    expect(study.writes().filter((one) => one.startsWith('DELETE'))).toEqual([]);
    study.api.seed.server({ platforms: 'own' });
    await study.ask({ type: 'send/try-again' });
    await study.wait(20_000);
    expect(study.writes().filter((one) => one.startsWith('DELETE'))).toHaveLength(1);
  });
});

describe('a 403 for a known entry', () => {
  const no = { kind: 'status', status: 403, body: { detail: 'Not allowed.' } } as const;
  beforeEach(async () => {
    await study.connect();
    await study.seeUnit('a');
    await study.wait(6_000);
  });

  test('makes Waypoint find the memory by name if the id is outdated, and save the place', async () => {
    const { uniqueId = '', name = '', entries: [entry] = [] } = study.memories()[0] ?? {};
    study.api.seed.removeMemory(uniqueId);
    study.api.seed.memory({
      name,
      catalogItemType: 'course',
      catalogItemId: COURSE,
      entries: [{ key: 'current_location', value: 'Studying' }],
    });
    study.api.faults.add({ path: new RegExp(`memory-entries/${entry?.uniqueId}`), do: no });
    await study.seeUnit('b');
    await study.wait(6_000);
    expect(study.memories()[0]?.entries[0]?.value).toContain('"Unit b"');
    expect((await readOverview()).health.stop).toBeNull();
  });

  test('stops only its course if the entry exists', async () => {
    study.api.faults.add({ path: /memory-entries/, do: no });
    await study.seeUnit('b');
    await study.wait(6_000);
    const { health, records } = await readOverview();
    expect(health.stop).toBeNull();
    expect(records.get(COURSE)?.rejected).toEqual({ status: 403, words: 'Not allowed.' });
  });

  test('stops the connection if the lookup gets 403 too', async () => {
    study.api.faults.add({ path: /memor/, do: no });
    await study.seeUnit('b');
    await study.wait(6_000);
    expect((await readOverview()).health.stop?.reason).toBe('not-allowed');
  });

  test('does not stop Memory from being listed', async () => {
    study.api.seed.server({ listsMemories: false });
    study.api.faults.add({ path: /\/memory\/[0-9a-f]{8}-/, do: no });
    expect(await listed()).toEqual([[COURSE, true]]);
  });
});
