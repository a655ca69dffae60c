import { expect, test } from 'vitest';
import { createApi, OTHER_ORG } from '../../../dev/fake-ibl/api.ts';
import { readRecord } from '../../../lib/store/items/outbox-records.ts';
import { unit } from '../../harness/sample-places.ts';
import { connectAs, NIGHT } from '../../model/rules/campus.ts';
import { reopenStudy, study, useStudy } from '../../harness/use-study.ts';

/* After connecting, Waypoint first queues the place that the learner is looking at. */

const { courseKey } = unit('a');
const api = createApi({ now: () => Date.now() });
useStudy(api);

const atNight = async () => connectAs(NIGHT, await study.connectionId());
const there = () => api.memories(OTHER_ORG, 'ada').map(({ entries }) => entries[0]?.value ?? '');

test('queues the place in front for another school too, if the worker is stopped anywhere and the server fails at the retry', async () => {
  let stored = 0;
  for (let calls = 0, stopped = true; stopped; calls += 1) {
    await reopenStudy();
    stopped = false;
    study.first.onStop = (call) => (stopped ||= call !== null);
    await study.connect();
    await study.seeUnit('a');
    await study.wait(6_000);
    const message = await atNight();
    study.stopWorkerAt({ calls, side: 'after' });
    const answer = study.first.send(message).finally(() => study.stopWorkerAt(null));
    answer.catch(() => undefined);
    await study.settle();
    await answer.catch(async () => {
      const mend = api.faults.add({ do: { kind: 'status', status: 503 } });
      await study.ask(message);
      mend();
    });
    // The worker was stopped before it stored anything.
    if ((await study.connectionId()) === message.id) continue;
    stored += 1;
    await study.wait(60_000);
    expect(there(), `stopped at call ${calls}`).toEqual([expect.stringContaining('"Unit a"')]);
  }
  expect(stored).toBeGreaterThan(5);
});

test('does not queue the place of an older tab if the newer one was closed and its course followed again', async () => {
  await study.connect();
  await study.seeUnit('a', 1);
  await study.seeUnit('b', 2);
  await study.wait(6_000);
  study.tabs.delete(2);
  await study.ask({ type: 'course/never', courseKey, title: courseKey });
  await study.ask({ type: 'course/follow', courseKey });
  await study.connect();
  await study.wait(60_000);
  expect(study.memories()[0]?.entries[0]?.value).toMatch(/Now at: [^(]*"Unit b"/);
});

test('does not queue the place of an older tab if the newer one showed an exam and was closed', async () => {
  await study.connect();
  await study.seeUnit('a', 1);
  await study.wait(6_000);
  await study.seeUnit('b', 2);
  await study.wait(1_000);
  await study.see({ kind: 'blocked', reason: 'exam' }, unit('exam').url, 2);
  study.tabs.delete(2);
  await study.wait(60_000);
  expect(study.memories()[0]?.entries[0]?.value).toMatch(/Now at: [^(]*"Unit b"/);
  await study.connect();
  await study.wait(60_000);
  expect(study.memories()[0]?.entries[0]?.value).toMatch(/Now at: [^(]*"Unit b"/);
});

test('does not queue the place in front again after connecting, if it was sent just before', async () => {
  await study.connect();
  await study.seeUnit('a');
  await study.wait(6_000);
  await study.ask({ type: 'pause/set', paused: true });
  await study.connect();
  expect((await readRecord(await study.connectionId(), courseKey)).pending).toEqual([]);
});
