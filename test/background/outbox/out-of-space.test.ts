import { beforeEach, expect, test } from 'vitest';
import { readRecords } from '../../../lib/store/items/outbox-records.ts';
import { connectionOf } from '../../../lib/domain/connections.ts';
import { readOverview } from '../../../lib/domain/overview.ts';
import { limitStorage } from '../../store/limit.ts';
import { COURSE } from '../../harness/sample-places.ts';
import { reopenStudy, study, useStudy } from '../../harness/use-study.ts';

let limit: ReturnType<typeof limitStorage>;
async function begin(): Promise<void> {
  limit = limitStorage();
  await study.connect();
  await study.seeUnit('a');
  await study.wait(6_000);
}
useStudy();
beforeEach(begin);

const text = () => study.memories()[0]?.entries[0]?.value;
const badge = () => study.badge.mock.calls.at(-1)?.[0];
const record = async () =>
  (await readRecords((await connectionOf(undefined))?.id ?? '')).get(COURSE);

test('tells the learner that storage is full, damages nothing, and saves the last place once there is space', async () => {
  const before = await record();
  await limit.leave(-3_000);
  const requests = study.api.log.length;
  await study.seeUnit('b');
  await study.seeUnit('c');
  await study.wait(90_000);
  expect(study.api.log.length).toBe(requests);
  expect(await record()).toEqual(before);
  expect((await readOverview()).noRoom).not.toBeNull();
  expect(badge()).toEqual({ text: '!' });
  limit.lift();
  await study.wait(90_000);
  expect(text()).toContain('"Unit c"');
  expect((await readOverview()).noRoom).toBeNull();
  expect(badge()).toEqual({ text: '✓' });
});

test('checks for space at once when the popup opens', async () => {
  await limit.leave(-3_000);
  await study.seeUnit('b');
  await study.wait(1_000);
  expect(await study.ask({ type: 'send/try-again' })).toBeNull();
  expect((await readOverview()).noRoom).not.toBeNull();
  limit.lift();
  expect(await study.ask({ type: 'now/look' })).toBeNull();
  await study.wait(6_000);
  expect(text()).toContain('"Unit b"');
});

test('checks for space again after the worker was stopped', async () => {
  await limit.leave(-3_000);
  await study.seeUnit('b');
  await study.wait(1_000);
  study.stopWorker();
  limit.lift();
  await study.wait(120_000);
  expect(text()).toContain('"Unit b"');
});

test('queues nothing once there is space if everything was paused meanwhile', async () => {
  await limit.leave(-3_000);
  await study.seeUnit('b');
  await study.wait(1_000);
  limit.lift();
  await study.ask({ type: 'pause/set', paused: true });
  await study.wait(120_000);
  expect((await record())?.pending).toEqual([]);
});

test('saves the last place in one memory after storage was full from any write of a send on', async () => {
  let first = 0;
  for (let isHit = true; isHit; first += 1) {
    limit.take(first);
    await study.seeUnit('b');
    await study.wait(30_000);
    isHit = limit.refused() > 0;
    limit.lift();
    await study.wait(10 * 60_000);
    expect(study.memories(), `from write ${first}`).toHaveLength(1);
    expect(text(), `from write ${first}`).toContain('"Unit b"');
    expect((await record())?.pending, `from write ${first}`).toEqual([]);
    expect((await readOverview()).noRoom, `from write ${first}`).toBeNull();
    await reopenStudy();
    await begin();
  }
  expect(first).toBeGreaterThan(5);
});
