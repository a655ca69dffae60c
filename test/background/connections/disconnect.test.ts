import { waitingIn } from '../../../lib/store/items/outbox-record.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DEMO_ORG, OTHER_ORG } from '../../../dev/fake-ibl/api.ts';
import { memoryName } from '../../../lib/ibl/memories/memory-name.ts';
import { connections } from '../../../lib/store/items/connections.ts';
import { deletes } from '../../../lib/store/items/pending-deletes.ts';
import { readKey } from '../../../lib/store/items/api-keys.ts';
import { disconnectingOf } from '../../../lib/store/items/pending-disconnects.ts';
import { readRecord } from '../../../lib/store/items/outbox-records.ts';
import { badgeOf } from '../../../lib/background/badge.ts';
import { progressOf } from '../../../lib/domain/disconnect-progress.ts';
import { readOverview } from '../../../lib/domain/overview.ts';
import { statusOf } from '../../../lib/domain/place-status.ts';
import { connectBoth, IBL, NIGHT, seeAt, textsAt } from '../../harness/two-schools.ts';
import { unit } from '../../harness/sample-places.ts';
import { openStudy, type Study } from '../../harness/worker-harness.ts';

/* Disconnecting with "Also delete what Waypoint stored". */

let study: Study;
let night: string;
beforeEach(async () => {
  study = await openStudy();
  ({ night } = await connectBoth(study));
});
afterEach(() => study.close());

const MINUTE = 60_000;
const courseOf = (n: number) => `course-v1:A+B+${n}`;

/** A memory of another of the learner's devices: this browser has no record of the course. */
async function seed(n: number, org: string = OTHER_ORG): Promise<string> {
  const { uniqueId } = study.api.seed.memory({
    org,
    name: await memoryName(courseOf(n)),
    catalogItemType: 'course',
    catalogItemId: courseOf(n),
    entries: [{ key: 'current_location', value: 'Studying.' }],
  });
  return uniqueId;
}
const leave = (forget = true) => study.ask({ type: 'connection/disconnect', id: night, forget });
const left = () => study.api.memories(OTHER_ORG, 'ada').length;
const refuse = (id: string, status = 403) =>
  study.api.faults.add({
    method: 'DELETE',
    path: new RegExp(id),
    do: { kind: 'status', status, body: { detail: 'It is locked.' } },
  });
async function progress() {
  const { all, pendingDeletes } = await readOverview();
  const one = all.find(({ connection }) => connection.id === night);
  return one ? progressOf(one, pendingDeletes, Date.now()) : null;
}
const isConnected = async () =>
  (await connections.read()).find(({ id }) => id === night)?.connected;
const isGone = async () => !(await isConnected()) && (await readKey(night)) === null;

test('all that Waypoint stored there is deleted, then the key goes; nothing of another school or hand', async () => {
  await seeAt(study, { site: IBL, course: NIGHT, name: 'a', tab: 2 });
  await study.seeUnit('a');
  await study.wait(10_000);
  await seed(1);
  await seed(2);
  await seed(3, DEMO_ORG);
  study.api.seed.memory({
    org: OTHER_ORG,
    name: 'edx-context-of-somebody-else',
    entries: [{ key: 'current_location', value: 'Mine.' }],
  });
  study.api.seed.edxMemory({ org: OTHER_ORG, courseId: courseOf(1), data: 1 });
  await leave();
  expect(await progress()).toEqual({ state: 'soon', done: 0, total: 3, words: '' });
  await study.wait(9_000);
  expect(left()).toBe(4);
  await study.wait(5_000);
  expect(study.api.memories(OTHER_ORG, 'ada').map(({ name }) => name)).toEqual([
    'edx-context-of-somebody-else',
  ]);
  expect(textsAt(study, DEMO_ORG)).toHaveLength(2);
  expect(
    study.api.log.filter(({ method, path }) => method === 'DELETE' && /edx-memory/.test(path)),
  ).toEqual([]);
  expect(await isGone()).toBe(true);
  expect(await disconnectingOf(night).read()).toBeNull();
  expect(await readRecord(night, NIGHT)).toMatchObject({ ids: null, lastSent: null });
  expect(await connections.read()).toHaveLength(2);
});

test('without the tick the key goes at once, and nothing is deleted', async () => {
  await seed(1);
  await leave(false);
  expect(await isGone()).toBe(true);
  await study.wait(MINUTE);
  expect(left()).toBe(1);
});

test('when there is nothing to delete, it is over at once', async () => {
  await leave();
  await study.wait(100);
  expect(await isGone()).toBe(true);
});

test('meanwhile nothing is sent there, to the other school it is; what waits is kept', async () => {
  const id = await seed(1);
  refuse(id);
  await leave();
  await seeAt(study, { site: IBL, course: NIGHT, name: 'a', tab: 2 });
  await study.seeUnit('a');
  await study.wait(MINUTE);
  const there = { kind: 'place', place: { ...unit('a'), site: IBL } } as const;
  expect(statusOf(await readOverview(), there)).toEqual({ kind: 'disconnecting' });
  expect([left(), textsAt(study, DEMO_ORG).length]).toEqual([1, 1]);
  await leave(false);
  expect(await isGone()).toBe(true);
  expect(waitingIn(await readRecord(night, NIGHT))).not.toBeNull();
});

test('it can be taken back, and then all is as before', async () => {
  await seed(1);
  await leave();
  await study.wait(5_000);
  await study.ask({ type: 'connection/stay', id: night });
  await study.wait(MINUTE);
  expect([left(), await isConnected(), await progress()]).toEqual([1, true, null]);
  expect(await deletes.read()).toEqual([]);
  await seeAt(study, { site: IBL, course: NIGHT, name: 'a', tab: 2 });
  await study.wait(10_000);
  expect(left()).toBe(2);
});

test('a duplicate of a course is deleted too', async () => {
  await seed(1);
  await seed(1);
  await leave();
  await study.wait(MINUTE);
  expect([left(), await isGone()]).toEqual([0, true]);
});

describe('some cannot be deleted', () => {
  let heal: () => void;
  beforeEach(async () => {
    for (const n of [1, 2, 3]) await seed(n);
    const ids = [await seed(4), await seed(5)];
    const ends = ids.map((id) => refuse(id));
    heal = () => ends.forEach((end) => end());
    await leave();
    await study.wait(20_000);
  });

  test('it says how many are gone, in the words of the server, and the key stays', async () => {
    expect(badgeOf(await readOverview())).toBe('act');
    expect(await progress()).toEqual({
      state: 'stuck',
      done: 3,
      total: 5,
      words: '403 It is locked.',
    });
    await study.wait(60 * MINUTE);
    expect([left(), await isConnected()]).toEqual([2, true]);
  });

  test('a single one of them cannot be taken back as if it were deleted', async () => {
    const courses = [courseOf(4), courseOf(5)];
    expect(await study.ask({ type: 'memory/undo', connectionId: night, courses })).toBe(false);
    await study.wait(MINUTE);
    expect([left(), await isConnected()]).toEqual([2, true]);
    expect(await progress()).toMatchObject({ state: 'stuck', done: 3 });
  });

  test('disconnect now: the key goes, the rest is given up', async () => {
    await leave(false);
    expect([await isGone(), await deletes.read()]).toEqual([true, []]);
    heal();
    await study.wait(60 * MINUTE);
    expect(left()).toBe(2);
  });

  test('keep the key: tried again until the rest is gone', async () => {
    await leave();
    await study.wait(MINUTE);
    expect(await progress()).toMatchObject({ state: 'patient', done: 3, total: 5 });
    heal();
    await study.wait(30 * MINUTE);
    expect([left(), await isGone(), await progress()]).toEqual([0, true, null]);
  });

  test('keep the key, and then disconnect now all the same', async () => {
    await leave();
    await study.wait(MINUTE);
    await leave(false);
    expect(await isGone()).toBe(true);
  });

  test('connected anew meanwhile: it is over, and what is left stays', async () => {
    const { org, username } = { org: OTHER_ORG, username: 'ada' };
    const again = {
      type: 'connection/connect',
      id: night,
      address: '',
      org,
      username,
      key: '',
    } as const;
    expect(await study.ask(again)).toEqual({ ok: true });
    heal();
    await study.wait(30 * MINUTE);
    expect([left(), await isConnected(), await progress()]).toEqual([2, true, null]);
  });
});

test.each([
  ['no network', () => study.setOnline(false), () => study.setOnline(true)],
  [
    'a server in trouble',
    () => study.api.faults.add({ path: /night-school/, do: { kind: 'status', status: 503 } }),
    () => study.api.faults.clear(),
  ],
])('%s: the learner may choose, and it goes on by itself', async (_, fail, heal) => {
  await seed(1);
  fail();
  await leave();
  await study.wait(20_000);
  expect(await progress()).toMatchObject({ state: 'stuck', total: 0 });
  heal();
  await study.wait(5 * MINUTE);
  expect([left(), await isGone()]).toEqual([0, true]);
});

test('a list that the server refuses: asked again only when the learner wants to', async () => {
  await seed(1);
  const heal = study.api.faults.add({
    path: /night-school.*memories/,
    do: { kind: 'status', status: 403, body: { detail: 'Not you.' } },
  });
  await leave();
  await study.wait(60 * MINUTE);
  expect(await progress()).toEqual({ state: 'stuck', done: 0, total: 0, words: 'Not you.' });
  await leave();
  await study.wait(MINUTE);
  heal();
  await study.wait(30 * MINUTE);
  expect([left(), await isGone()]).toEqual([0, true]);
});

test.each(['before', 'after'] as const)(
  'a worker that is stopped %s any call of it: in the end all is deleted and the key gone',
  async (side) => {
    let stopped = true;
    for (let calls = 0; stopped; calls += 3) {
      study.close();
      study = await openStudy();
      ({ night } = await connectBoth(study));
      await seed(1);
      await seed(2);
      stopped = false;
      study.first.onStop = (call) => (stopped ||= call !== null);
      study.stopWorkerAt({ calls, side });
      await leave().catch(() => leave());
      await study.wait(5 * MINUTE);
      study.stopWorkerAt(null);
      expect([left(), await isGone()], `stopped at call ${calls}`).toEqual([0, true]);
    }
  },
  60_000,
);
