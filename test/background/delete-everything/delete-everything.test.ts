import { beforeEach, describe, expect, test } from 'vitest';
import type { FaultRule } from '../../../dev/fake-ibl/faults.ts';
import { NIGHT_KEY } from '../../../dev/fake-ibl/api.ts';
import { accountKey } from '../../../lib/store/items/account-key.ts';
import { readExportFile } from '../../../lib/store/items/chat-exports.ts';
import { connections } from '../../../lib/store/items/connections.ts';
import { erasures } from '../../../lib/store/items/delete-everything.ts';
import { allKeys, readKey, writeKey } from '../../../lib/store/items/api-keys.ts';
import { readRecords } from '../../../lib/store/items/outbox-records.ts';
import type { DeleteEverythingRequest } from '../../../lib/messages/requests.ts';
import { COURSE } from '../../harness/sample-places.ts';
import { study, useStudy } from '../../harness/use-study.ts';

let id: string;
useStudy();
beforeEach(async () => {
  await study.connect();
  id = await study.connectionId();
});

const MINUTE = 60_000;
const ALL: DeleteEverythingRequest = { waypoint: true, school: true, here: true };
const courseOf = (n: number) => `course-v1:A+B+${n}`;
const start = (wish: DeleteEverythingRequest = ALL) => study.ask({ type: 'erase/start', ...wish });
const go = (what: 'again' | 'here-anyway' | 'close') => study.ask({ type: 'erase/go-on', what });
const state = () => erasures.read();
const stored = () => [...study.first.areas.local.keys()];
const deletions = () => study.writes().filter((write) => write.startsWith('DELETE'));

/** Adds memories of Waypoint for two courses, one of them unknown here, and rows of the school. */
async function fill(schools = 2): Promise<void> {
  await study.seeUnit('a');
  await study.wait(6_000);
  const { memoryName } = await import('../../../lib/ibl/memories/memory-name.ts');
  study.api.seed.memory({
    name: await memoryName(courseOf(0)),
    catalogItemType: 'course',
    catalogItemId: courseOf(0),
    entries: [{ key: 'current_location', value: `Studying a course (${courseOf(0)}). x` }],
  });
  study.api.seed.memory({ name: 'my own note', entries: [{ key: 'a', value: 'b' }] });
  for (let n = 1; n <= schools; n += 1)
    study.api.seed.edxMemory({ courseId: courseOf(n), data: n });
  expect(study.memories()).toHaveLength(3);
}
const names = () => study.memories().map(({ name }) => name);
const edx = async () => {
  await study.ask({ type: 'memory/list' });
  const last = study.api.log.findLast(({ path }) => path.includes('/edx-memory/?'));
  return (JSON.parse(last?.reply ?? '{}') as { count: number }).count;
};

describe('Waypoint deletes on the servers', () => {
  test('only what it wrote itself, even for courses that this browser does not know', async () => {
    await fill();
    await start({ waypoint: true, school: false, here: false });
    await study.wait(MINUTE);
    expect(names()).toEqual(['my own note']);
    expect(await edx()).toBe(2);
    expect(await state()).toMatchObject({ step: 'over', failed: [], found: 2, hereDone: null });
    expect((await state())?.gone.map(({ what }) => what).toSorted()).toEqual(
      [COURSE, courseOf(0)].toSorted(),
    );
    // The memory is not created again until there is a newer place.
    await study.wait(MINUTE);
    expect(names()).toEqual(['my own note']);
    expect((await readRecords(id)).get(COURSE)?.lastSent).toBeNull();
    await study.seeUnit('b');
    await study.wait(6_000);
    expect(names()).toHaveLength(2);
  });

  test('only what the school wrote', async () => {
    await fill();
    await start({ waypoint: false, school: true, here: false });
    await study.wait(MINUTE);
    expect(names()).toHaveLength(3);
    expect(await edx()).toBe(0);
  });

  test('no row of another user, and reports a row without an id', async () => {
    study.api.seed.edxMemory({ courseId: courseOf(1), username: 'grace', data: 1 });
    study.api.seed.edxMemory({ courseId: courseOf(2), showsId: false, data: 1 });
    await start({ waypoint: false, school: true, here: true });
    await study.wait(MINUTE);
    expect(deletions()).toEqual([]);
    expect(await state()).toMatchObject({
      step: 'over',
      failed: [{ what: courseOf(2), reason: { kind: 'no-id' } }],
      hereDone: null,
    });
  });

  test('no row with a name like its own that it cannot read, and reports that row', async () => {
    study.api.seed.memory({ name: 'edx-context-strange', entries: [{ key: 'a', value: 'b' }] });
    await start();
    await study.wait(MINUTE);
    expect(names()).toEqual(['edx-context-strange']);
    expect((await state())?.failed).toMatchObject([
      { what: 'edx-context-strange', reason: { kind: 'odd' } },
    ]);
  });

  test('and reports each row that stays although the server accepted its delete', async () => {
    await fill(0);
    study.api.faults.add({ method: 'DELETE', do: { kind: 'status', status: 204 } });
    await start();
    await study.wait(MINUTE);
    expect(await state()).toMatchObject({ gone: [], hereDone: null });
    expect((await state())?.failed.map(({ reason }) => reason.kind)).toEqual(['stays', 'stays']);
  });

  test('the rows of every connection, each with its own key', async () => {
    const [first] = await connections.read();
    if (!first) throw new Error('not connected');
    await writeKey('night', NIGHT_KEY);
    await connections.write([first, { ...first, id: 'night', org: 'night-school' }]);
    study.api.seed.edxMemory({ org: 'night-school', courseId: courseOf(7), data: 1 });
    study.api.seed.edxMemory({ courseId: courseOf(8), data: 1 });
    await start({ waypoint: true, school: true, here: false });
    await study.wait(MINUTE);
    const gone = (await state())?.gone.map(({ account, what }) => [account.org, what]);
    expect(gone).toEqual([
      ['demo-university', courseOf(8)],
      ['night-school', courseOf(7)],
    ]);
  });
});

describe('when a delete fails', () => {
  const rule = (path: RegExp, action: FaultRule['do'], times?: number): FaultRule => ({
    method: 'DELETE',
    path,
    do: action,
    ...(times === undefined ? {} : { times }),
  });
  const refusal = (status: number): FaultRule['do'] => ({
    kind: 'status',
    status,
    body: { detail: 'Not today.' },
  });

  test.each([400, 409, 500, 503])(
    'for one row (%i), Waypoint deletes the others, reports the row, and keeps the data in this browser',
    async (status) => {
      await fill();
      const bad = study.api.seed.edxMemory({ courseId: courseOf(9), data: 9 });
      study.api.faults.add(rule(new RegExp(`edx-memory/${bad}/`), refusal(status)));
      await start();
      await study.wait(3 * MINUTE);
      expect(await state()).toMatchObject({
        step: 'over',
        failed: [{ what: courseOf(9), reason: { kind: 'status', status, words: 'Not today.' } }],
        hereDone: null,
      });
      expect((await state())?.gone).toHaveLength(4);
      expect(await readKey(id)).not.toBeNull();
      // Another try deletes what is left, and then the data in this browser.
      study.api.faults.clear();
      await go('again');
      await study.wait(MINUTE);
      expect(await state()).toMatchObject({ step: 'over', failed: [] });
      expect((await state())?.gone).toHaveLength(5);
      expect(stored()).toEqual(['erasure']);
    },
  );

  test('for a moment, Waypoint tries again', async () => {
    await fill();
    study.api.faults.add(rule(/./, refusal(503), 2));
    await start();
    await study.wait(2 * MINUTE);
    expect(await state()).toMatchObject({ step: 'over', failed: [] });
  });

  test.each([401, 403])(
    'because the key was rejected (%i), Waypoint reports that once for each part',
    async (status) => {
      await fill();
      study.api.faults.add({ path: /memor/, do: refusal(status) });
      await start();
      await study.wait(3 * MINUTE);
      const { failed = [] } = (await state()) ?? {};
      expect(failed.map(({ part, what }) => [part, what])).toEqual([
        ['waypoint', null],
        ['school', null],
      ]);
    },
  );

  test('for lack of a network, Waypoint deletes nothing here until the learner asks for it anyway', async () => {
    await fill();
    study.setOnline(false);
    await start();
    await study.wait(5 * MINUTE);
    expect(await state()).toMatchObject({ step: 'over', gone: [], hereDone: null });
    await go('here-anyway');
    await study.wait(MINUTE);
    expect(stored()).toEqual(['erasure']);
    expect(await allKeys()).toEqual([]);
    expect((await state())?.failed).toHaveLength(2);
    await go('close');
    expect(stored()).toEqual([]);
    expect(names()).toHaveLength(3);
  });

  test('because the server asks to wait an hour, Waypoint does not wait', async () => {
    await fill();
    const headers = { 'Retry-After': '3600' };
    study.api.faults.add({ path: /memor/, do: { kind: 'status', status: 429, headers } });
    await start();
    await study.wait(MINUTE);
    expect(await state()).toMatchObject({ step: 'over' });
  });
});

describe('Waypoint deletes in this browser', () => {
  test('everything, and can be used again from the start', async () => {
    await fill();
    await study.ask({ type: 'export/request', connectionId: id, what: 'start' });
    await study.wait(MINUTE);
    expect(await readExportFile(id)).not.toBeNull();
    const fingerprint = async () => {
      const signed = await crypto.subtle.sign('HMAC', await accountKey(), new Uint8Array(1));
      return Buffer.from(signed).toString('hex');
    };
    const before = await fingerprint();
    await start();
    await study.wait(MINUTE);
    expect(stored()).toEqual(['erasure']);
    expect(await fingerprint()).not.toBe(before);
    expect([...study.first.areas.session.keys()]).toEqual([]);
    expect(await allKeys()).toEqual([]);
    expect(await readExportFile(id)).toBeNull();
    expect((await state())?.hereDone).not.toBeNull();
    await go('close');
    expect(stored()).toEqual([]);
    await study.connect();
    await study.seeUnit('a');
    await study.wait(6_000);
    expect(names()).toHaveLength(2);
  });

  test.each(['while it runs', 'after its end'])(
    'nothing if the learner did not select that, %s',
    async (when) => {
      await fill();
      await study.ask({ type: 'pause/set', paused: true });
      if (when === 'while it runs') study.setOnline(false);
      await start({ ...ALL, here: false });
      if (when === 'after its end') await study.wait(MINUTE);
      const before = stored();
      await go('here-anyway');
      study.setOnline(true);
      await study.wait(5 * MINUTE);
      expect(await state()).toMatchObject({ step: 'over', here: false, hereDone: null });
      expect(stored()).toEqual(expect.arrayContaining(before));
    },
  );

  test('everything, and stores nothing afterwards, for example when permissions change', async () => {
    await fill();
    await start();
    await study.wait(MINUTE);
    await study.event('permissions', (worker) => worker.permissionsChanged());
    await study.wait(25 * 60 * MINUTE);
    expect(stored()).toEqual(['erasure']);
  });

  test('everything, even if connections, settings and sites cannot be read', async () => {
    for (const key of ['connections', 'settings', 'sites']) {
      study.first.areas.local.set(key, { v: 99, data: 'x' });
    }
    await start();
    await study.wait(MINUTE);
    expect(await state()).toMatchObject({ step: 'over', hereDone: null });
    await go('here-anyway');
    await study.wait(MINUTE);
    expect(stored()).toEqual(['erasure']);
  });

  test('everything, even while paused', async () => {
    await fill();
    await study.ask({ type: 'pause/set', paused: true });
    await start();
    await study.wait(MINUTE);
    expect(stored()).toEqual(['erasure']);
  });
});

describe('while everything is being deleted', () => {
  test('Waypoint sends neither a place nor an instruction', async () => {
    await fill();
    study.api.faults.add({ method: 'DELETE', do: { kind: 'delay', ms: 3_000 } });
    await start({ waypoint: true, school: true, here: false });
    await study.seeUnit('b');
    const fields = { about_user: { text: 'x', base: '' } };
    expect(await study.ask({ type: 'instruction/save', fields })).toEqual({
      ok: false,
      why: { kind: 'erasing' },
    });
    await study.wait(MINUTE);
    const log = study.api.log.filter(({ method }) => method !== 'GET');
    const methods = log.map(({ method }) => method);
    expect(methods.filter((method) => method === 'PUT')).toEqual([]);
    const [firstGone, lastGone] = [methods.indexOf('DELETE'), methods.lastIndexOf('DELETE')];
    expect(methods.slice(firstGone, lastGone)).not.toContain('POST');
    // The unit opened meanwhile is newer, and is saved afterwards.
    expect(names()).toHaveLength(2);
  });

  test('a new worker finishes the delete, wherever the one before was stopped', async () => {
    for (const side of ['before', 'after'] as const) {
      for (let calls = 0; calls < 170; calls += 7) {
        study.api.reset();
        await study.forgetDevice();
        await study.connect();
        id = await study.connectionId();
        await fill(1);
        const asked = start();
        study.stopWorkerAt({ calls, side });
        await asked.catch(() => undefined);
        await study.wait(4 * MINUTE);
        study.stopWorkerAt(null);
        const now = await state();
        if (now === null) continue;
        expect(now, `${side} ${calls}`).toMatchObject({ step: 'over', failed: [] });
        expect(stored(), `${side} ${calls}`).toEqual(['erasure']);
        expect(names()).toEqual(['my own note']);
      }
    }
  });
});
