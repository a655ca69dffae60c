import { afterEach, beforeEach, expect, test } from 'vitest';
import { NIGHT_KEY, OTHER_ORG } from '../../../dev/fake-ibl/api.ts';
import { connections } from '../../../lib/store/items/connections.ts';
import { deletes } from '../../../lib/store/items/pending-deletes.ts';
import { EMPTY_RECORD, waitingIn } from '../../../lib/store/items/outbox-record.ts';
import { readRecord, writeRecord } from '../../../lib/store/items/outbox-records.ts';
import { settings } from '../../../lib/store/items/settings.ts';
import { tabsSeen } from '../../../lib/store/items/tabs.ts';
import { UNDO_TIME } from '../../../lib/background/deletes/request-delete.ts';
import { connectNight, EDX, idOf } from '../../harness/two-schools.ts';
import { unit } from '../../harness/sample-places.ts';
import { openStudy, type Study } from '../../harness/worker-harness.ts';

/* A course that is set to "not followed" on the options page: as with "Delete and stop following". */

const { courseKey, courseTitle = '' } = unit('a');
let study: Study;
beforeEach(async () => {
  study = await openStudy();
});
afterEach(() => study.close());

const never = () => study.ask({ type: 'course/never', courseKey, title: courseTitle });
const again = () => study.ask({ type: 'course/follow', courseKey });
const recordNow = async () => {
  const [connection] = await connections.read();
  return await readRecord(connection?.id ?? '', courseKey);
};

/** A place that waits, as there is no network. */
async function placeWaits(): Promise<void> {
  await study.connect();
  study.setOnline(false);
  await study.seeUnit('a');
  await study.wait(20_000);
  expect(waitingIn(await recordNow())?.place.unitTitle).toBe('Unit a');
}

test('nothing of it is noted or sent, and what waits is forgotten after 10 seconds', async () => {
  await placeWaits();
  await never();
  expect((await settings.read()).never).toEqual([{ courseKey, title: courseTitle }]);
  study.setOnline(true);
  await study.wait(UNDO_TIME - 1000);
  expect(waitingIn(await recordNow())).not.toBeNull();
  await study.wait(2000);
  expect(await recordNow()).toMatchObject({ pending: [], visited: [], lastSent: null });
  expect(await deletes.read()).toEqual([]);
  await study.seeUnit('b');
  await study.wait(60_000);
  expect(study.writes()).toEqual([]);
});

test('followed again within that time, what waits is sent after all', async () => {
  await placeWaits();
  await never();
  await study.wait(UNDO_TIME - 1000);
  await again();
  study.setOnline(true);
  // However long it had to wait after the tries that failed.
  await study.wait(5 * 60_000);
  expect(study.memories()[0]?.entries[0]?.value).toContain('"Unit a"');
  expect(await deletes.read()).toEqual([]);
});

test('Undo is the same', async () => {
  await placeWaits();
  await never();
  expect(await study.ask({ type: 'memory/undo', courses: [courseKey] })).toBe(true);
  expect((await settings.read()).never).toEqual([]);
  await study.wait(UNDO_TIME + 1000);
  expect(waitingIn(await recordNow())).not.toBeNull();
});

test('what is on the server stays there', async () => {
  await study.connect();
  await study.seeUnit('a');
  await study.wait(20_000);
  const before = study.memories();
  expect(before).toHaveLength(1);
  await never();
  await study.wait(60_000);
  expect(study.memories()).toEqual(before);
});

test('without a key, and at every connection, it is forgotten too', async () => {
  await placeWaits();
  const [first] = await connections.read();
  if (!first) throw new Error('There is no connection.');
  await connections.write([first, { ...first, id: 'other', username: 'grace' }]);
  await writeRecord('other', courseKey, {
    ...EMPTY_RECORD,
    visited: [{ unitKey: 'x', title: 'x' }],
  });
  await study.ask({ type: 'connection/disconnect', id: first.id, forget: false });
  await never();
  await study.wait(UNDO_TIME + 1000);
  expect(waitingIn(await recordNow())).toBeNull();
  expect((await readRecord('other', courseKey)).visited).toEqual([]);
  expect(await deletes.read()).toEqual([]);
});

test.each([
  [
    'another school is connected',
    async () => {
      const id = await study.connectionId();
      study.setOnline(true);
      await study.ask({
        type: 'connection/connect',
        id,
        address: '',
        org: OTHER_ORG,
        username: 'ada',
        key: NIGHT_KEY,
      });
      study.setOnline(false);
    },
  ],
  [
    'its site is given to another school',
    async () => {
      study.setOnline(true);
      await connectNight(study);
      study.setOnline(false);
      await study.ask({ type: 'connection/site', origin: EDX, id: await idOf(OTHER_ORG) });
    },
  ],
])('when %s meanwhile, what waits goes along, and is forgotten there', async (_, act) => {
  await placeWaits();
  await never();
  await act();
  const all = async () =>
    await Promise.all((await connections.read()).map(({ id }) => readRecord(id, courseKey)));
  expect((await all()).filter(waitingIn)).toHaveLength(1);
  await study.wait(UNDO_TIME + 1000);
  expect((await all()).filter(waitingIn)).toEqual([]);
  expect(await deletes.read()).toEqual([]);
});

test('a worker that is stopped meanwhile does it when it is back', async () => {
  await placeWaits();
  await never();
  study.stopWorker();
  await study.wait(60_000);
  expect(waitingIn(await recordNow())).toBeNull();
});

test('a clock that was moved back puts it off for 10 seconds, not for days', async () => {
  await placeWaits();
  await never();
  const [one] = await deletes.read();
  if (!one) throw new Error('Nothing can be undone.');
  await deletes.write([{ ...one, due: one.due + 86_400_000 }]);
  await study.wait(60_000 + UNDO_TIME);
  expect(waitingIn(await recordNow())).toBeNull();
});

test.each(['Follow', 'Undo'])(
  'with %s, what was seen meanwhile in a closed tab is not noted',
  async (way) => {
    await placeWaits();
    await study.disconnect();
    await never();
    await study.seeUnit('b', 2);
    study.tabs.delete(2);
    if (way === 'Follow') await again();
    else await study.ask({ type: 'memory/undo', courses: [courseKey] });
    study.setOnline(true);
    await study.connect();
    await study.wait(60_000);
    expect(study.memories()[0]?.entries[0]?.value).toContain('"Unit a"');
    expect(JSON.stringify(study.api.log)).not.toContain('Unit b');
  },
);

test('a page that is still there is noted, as soon as the course is followed again', async () => {
  await study.connect();
  await study.seeUnit('a');
  await study.wait(20_000);
  await never();
  await study.seeUnit('b', 2);
  await again();
  expect((await tabsSeen.read()).tabs.map(({ tabId }) => tabId)).toEqual([1, 2]);
});

test('a course that was never studied here is only not followed; a second time changes nothing', async () => {
  await study.connect();
  await never();
  await never();
  expect((await settings.read()).never).toHaveLength(1);
  expect(await deletes.read()).toEqual([]);
});

test('a delete that is on its way takes it along, and stays what it is', async () => {
  await study.connect();
  await study.seeUnit('a');
  await study.wait(20_000);
  await study.ask({ type: 'memory/list' });
  await study.remove(courseKey);
  await never();
  const all = await deletes.read();
  expect(all).toHaveLength(1);
  expect(all[0]).toMatchObject({ stops: true });
  expect(all[0]?.ours).not.toBeNull();
  await study.wait(60_000);
  expect(study.memories()).toEqual([]);
});
