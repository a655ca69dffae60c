import { expect, test } from 'vitest';
import { NIGHT_KEY, OTHER_ORG } from '../../../dev/fake-ibl/api.ts';
import { connections } from '../../../lib/store/items/connections.ts';
import { EMPTY_RECORD, waitingIn } from '../../../lib/store/items/outbox-record.ts';
import { readRecord, writeRecord } from '../../../lib/store/items/outbox-records.ts';
import { settings } from '../../../lib/store/items/settings.ts';
import { tabsSeen } from '../../../lib/store/items/tabs.ts';
import { UNDO_TIME } from '../../../lib/domain/undo-time.ts';
import { connectNight, EDX, idOf } from '../../harness/two-schools.ts';
import { unit } from '../../harness/sample-places.ts';
import { study, useStudy } from '../../harness/use-study.ts';

const { courseKey, courseTitle = '' } = unit('a');
useStudy();

const never = () => study.ask({ type: 'course/never', courseKey, title: courseTitle });
const again = () => study.ask({ type: 'course/follow', courseKey });
/** Returns when pending places are discarded, and undefined if the course is followed. */
const discardAt = async () => (await settings.read()).never[0]?.discardAt;
const recordNow = async () => {
  const [connection] = await connections.read();
  return await readRecord(connection?.id ?? '', courseKey);
};

/** Queues a place that cannot be sent without a network. */
async function placeWaits(): Promise<void> {
  await study.connect();
  study.setOnline(false);
  await study.seeUnit('a');
  await study.wait(20_000);
  expect(waitingIn(await recordNow())?.place.unitTitle).toBe('Unit a');
}

test('Waypoint records and sends nothing from an unfollowed course, and discards its places after 10 seconds', async () => {
  await placeWaits();
  await never();
  expect((await settings.read()).never).toMatchObject([{ courseKey, title: courseTitle }]);
  study.setOnline(true);
  await study.wait(UNDO_TIME - 1000);
  expect(waitingIn(await recordNow())).not.toBeNull();
  await study.wait(2000);
  expect(await recordNow()).toMatchObject({ pending: [], visited: [], lastSent: null });
  expect(await discardAt()).toBeNull();
  await study.seeUnit('b');
  await study.wait(60_000);
  expect(study.writes()).toEqual([]);
});

test('Waypoint sends the pending place if the learner follows the course again within that time', async () => {
  await placeWaits();
  await never();
  await study.wait(UNDO_TIME - 1000);
  await again();
  study.setOnline(true);
  // The wait after the failed tries is random.
  await study.wait(5 * 60_000);
  expect(study.memories()[0]?.entries[0]?.value).toContain('"Unit a"');
});

test('an unfollow deletes nothing on the server', async () => {
  await study.connect();
  await study.seeUnit('a');
  await study.wait(20_000);
  const before = study.memories();
  expect(before).toHaveLength(1);
  await never();
  await study.wait(60_000);
  expect(study.memories()).toEqual(before);
});

test('Waypoint discards pending places at every connection, even without a key', async () => {
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
])('Waypoint discards the pending place if %s meanwhile', async (_, act) => {
  await placeWaits();
  await never();
  await act();
  const all = async () =>
    await Promise.all((await connections.read()).map(({ id }) => readRecord(id, courseKey)));
  expect((await all()).filter(waitingIn)).toHaveLength(1);
  await study.wait(UNDO_TIME + 1000);
  expect((await all()).filter(waitingIn)).toEqual([]);
});

test('Waypoint discards the pending place after the browser stopped and started the worker', async () => {
  await placeWaits();
  await never();
  study.stopWorker();
  await study.wait(60_000);
  expect(waitingIn(await recordNow())).toBeNull();
});

test('the undo time starts again after the clock was moved back', async () => {
  await placeWaits();
  await never();
  await study.wait(1_000);
  const old = await settings.read();
  const ahead = old.never.map((one) => ({ ...one, discardAt: (one.discardAt ?? 0) + 86_400_000 }));
  await settings.write({ ...old, never: ahead });
  await study.wait(60_000 + UNDO_TIME);
  expect(waitingIn(await recordNow())).toBeNull();
});

test('a place that a closed tab showed meanwhile is not sent after the course is followed again', async () => {
  await placeWaits();
  await study.disconnect();
  await never();
  await study.seeUnit('b', 2);
  study.tabs.delete(2);
  await again();
  study.setOnline(true);
  await study.connect();
  await study.wait(60_000);
  expect(study.memories()[0]?.entries[0]?.value).toContain('"Unit a"');
  expect(JSON.stringify(study.api.log)).not.toContain('Unit b');
});

test('a page that is still open is queued as soon as the course is followed again', async () => {
  await study.connect();
  await study.seeUnit('a');
  await study.wait(20_000);
  await never();
  await study.seeUnit('b', 2);
  await again();
  expect((await tabsSeen.read()).tabs.map(({ tabId }) => tabId)).toEqual([1, 2]);
});

test('an unfollow of a course that was never studied here keeps nothing to discard, and a second one changes nothing', async () => {
  await study.connect();
  await never();
  const stored = await settings.read();
  expect(stored.never).toEqual([{ courseKey, title: courseTitle, discardAt: null }]);
  await never();
  expect(await settings.read()).toEqual(stored);
});

test('an unfollow leaves a delete of the course as it is', async () => {
  await study.connect();
  await study.seeUnit('a');
  await study.wait(20_000);
  await study.ask({ type: 'memory/list' });
  await study.remove(courseKey);
  await never();
  await study.ask({ type: 'memory/undo', courses: [courseKey] });
  expect((await settings.read()).never).toHaveLength(1);
  await study.remove(courseKey);
  await study.wait(60_000);
  expect(study.memories()).toEqual([]);
});
