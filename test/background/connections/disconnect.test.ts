import { waitingIn } from '../../../lib/store/items/outbox-record.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { DEMO_ORG, OTHER_ORG } from '../../../dev/fake-ibl/api.ts';
import { memoryName } from '../../../lib/ibl/memories/memory-name.ts';
import { connections } from '../../../lib/store/items/connections.ts';
import { readKey } from '../../../lib/store/items/api-keys.ts';
import { erasureOf } from '../../../lib/store/items/delete-everything.ts';
import { readRecord } from '../../../lib/store/items/outbox-records.ts';
import type { EraseNext } from '../../../lib/messages/requests.ts';
import { attentionOf } from '../../../lib/domain/attention.ts';
import { readOverview } from '../../../lib/domain/overview.ts';
import { statusOf } from '../../../lib/domain/place-status.ts';
import { connectBoth, IBL, NIGHT, seeAt, textsAt } from '../../harness/two-schools.ts';
import { unit } from '../../harness/sample-places.ts';
import { reopenStudy, study, useStudy } from '../../harness/use-study.ts';

let night: string;
useStudy();
beforeEach(async () => {
  ({ night } = await connectBoth(study));
});

const MINUTE = 60_000;
const courseOf = (n: number) => `course-v1:A+B+${n}`;

/** Adds a memory of another device of the learner. This browser has no record of the course. */
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
const progress = () => erasureOf(night).read();
const next = (what: EraseNext) => study.ask({ type: 'erase/go-on', what, connectionId: night });
const isConnected = async () =>
  (await connections.read()).find(({ id }) => id === night)?.connected;
const isGone = async () => !(await isConnected()) && (await readKey(night)) === null;

test('Waypoint deletes all that it stored there, then removes the key, and touches nothing else', async () => {
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
  await study.wait(5_000);
  expect(study.api.memories(OTHER_ORG, 'ada').map(({ name }) => name)).toEqual([
    'edx-context-of-somebody-else',
  ]);
  expect(textsAt(study, DEMO_ORG)).toHaveLength(2);
  expect(
    study.api.log.filter(({ method, path }) => method === 'DELETE' && /edx-memory/.test(path)),
  ).toEqual([]);
  expect(await isGone()).toBe(true);
  expect(await progress()).toBeNull();
  expect(await readRecord(night, NIGHT)).toMatchObject({ ids: null, lastSent: null });
  expect(await connections.read()).toHaveLength(2);
});

test('Waypoint removes the key at once and deletes nothing if the learner does not ask for it', async () => {
  await seed(1);
  await leave(false);
  expect(await isGone()).toBe(true);
  await study.wait(MINUTE);
  expect(left()).toBe(1);
});

test('Waypoint disconnects at once if there is nothing to delete', async () => {
  await leave();
  await study.wait(100);
  expect(await isGone()).toBe(true);
});

test('Waypoint sends nothing there meanwhile, sends to the other school, and keeps the pending place', async () => {
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

test('a delete that the learner stops leaves the rest, and the learner can stay connected', async () => {
  await seed(1);
  study.api.faults.add({ method: 'DELETE', path: /night-school/, do: { kind: 'hang' } });
  await leave();
  await study.wait(5_000);
  await next('stop');
  expect(await progress()).toMatchObject({
    step: 'over',
    failed: [{ reason: { kind: 'stopped' } }],
  });
  study.api.faults.clear();
  await next('close');
  await study.wait(MINUTE);
  expect([left(), await isConnected(), await progress()]).toEqual([1, true, null]);
  await seeAt(study, { site: IBL, course: NIGHT, name: 'a', tab: 2 });
  await study.wait(10_000);
  expect(left()).toBe(2);
});

test('Waypoint also deletes a duplicate memory of a course', async () => {
  await seed(1);
  await seed(1);
  await leave();
  await study.wait(MINUTE);
  expect([left(), await isGone()]).toEqual([0, true]);
});

describe('if the server refuses to delete some memories', () => {
  let heal: () => void;
  beforeEach(async () => {
    for (const n of [1, 2, 3]) await seed(n);
    const ids = [await seed(4), await seed(5)];
    const ends = ids.map((id) => refuse(id));
    heal = () => ends.forEach((end) => end());
    await leave();
    await study.wait(20_000);
  });

  test('Waypoint says what is left, in the words of the server, and keeps the key', async () => {
    expect(attentionOf(await readOverview(), false)).toBe('act');
    const reason = { kind: 'status', status: 403, words: 'It is locked.' };
    expect(await progress()).toMatchObject({ step: 'over', failed: [{ reason }, { reason }] });
    expect((await progress())?.gone).toHaveLength(3);
    await study.wait(60 * MINUTE);
    expect([left(), await isConnected()]).toEqual([2, true]);
  });

  test('the learner can disconnect all the same, and the rest stays', async () => {
    await next('here-anyway');
    await study.wait(1_000);
    expect([await isGone(), await progress()]).toEqual([true, null]);
    heal();
    await study.wait(60 * MINUTE);
    expect(left()).toBe(2);
  });

  test('the learner can try again, and Waypoint disconnects once all is deleted', async () => {
    await next('again');
    await study.wait(MINUTE);
    expect(await progress()).toMatchObject({ step: 'over', failed: [{}, {}] });
    heal();
    await next('again');
    await study.wait(MINUTE);
    expect([left(), await isGone(), await progress()]).toEqual([0, true, null]);
  });

  test('the learner can connect again, which ends the delete and leaves the rest', async () => {
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
    'a failing server',
    () => study.api.faults.add({ path: /night-school/, do: { kind: 'status', status: 503 } }),
    () => study.api.faults.clear(),
  ],
  [
    'a server that refuses to list',
    () => study.api.faults.add({ path: /night-school/, do: { kind: 'status', status: 403 } }),
    () => study.api.faults.clear(),
  ],
])('with %s, Waypoint keeps the key and lets the learner try again', async (_, fail, heal) => {
  await seed(1);
  fail();
  await leave();
  await study.wait(MINUTE);
  expect(await progress()).toMatchObject({ step: 'over', failed: [{ what: null }] });
  heal();
  await study.wait(30 * MINUTE);
  expect([left(), await isConnected()]).toEqual([1, true]);
  await next('again');
  await study.wait(MINUTE);
  expect([left(), await isGone()]).toEqual([0, true]);
});

test('a delete that never ends is given up after ten minutes, and the key stays', async () => {
  await seed(1);
  study.api.faults.add({ method: 'DELETE', path: /night-school/, do: { kind: 'hang' } });
  await leave();
  await study.wait(11 * MINUTE);
  expect(await progress()).toMatchObject({ step: 'over' });
  expect([left(), await isConnected()]).toEqual([1, true]);
});

test.each(['before', 'after'] as const)(
  'Waypoint finishes the delete and removes the key, also if the worker is stopped %s any of its calls',
  async (side) => {
    let stopped = true;
    for (let calls = 0; stopped; calls += 3) {
      await reopenStudy();
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
);

test('a worker that takes over a delete lists each row once that the server refuses', async () => {
  // When the worker is stopped, it deletes the row between the two that the server refuses.
  const refused = [await seed(1), await seed(3)];
  await seed(2);
  for (const id of refused) refuse(id);
  const { uniqueId } =
    study.api
      .memories(OTHER_ORG, 'ada')
      .find(({ catalogItemId }) => catalogItemId === courseOf(2)) ?? {};
  study.api.faults.add({
    method: 'DELETE',
    path: new RegExp(uniqueId ?? 'none'),
    do: { kind: 'delay', ms: 3_000 },
  });
  await leave();
  await study.wait(1_000);
  study.stopWorker();
  await study.wait(MINUTE);
  expect(await progress()).toMatchObject({ step: 'over', gone: [{}], failed: [{}, {}] });
});
