import { describe, expect, test } from 'vitest';
import { createApi } from '../../dev/fake-ibl/api.ts';
import { WorkerStopped } from '../harness/fake-device.ts';
import { unit } from '../harness/sample-places.ts';
import { reopenStudy, study, useStudy } from '../harness/use-study.ts';

/* The browser may stop the worker at any of its calls: before the call, or after it with its answer
 * lost. */

const api = createApi({ now: () => Date.now() });
useStudy(api);

const nothing = (): void => undefined;

/** Removes alarms and session data as an update does, and starts the next worker. */
function update(): void {
  study.alarms.clear();
  study.areas.session.clear();
  void study.event('installed', (worker) => worker.installed('update'));
}

/** Carries out a whole send. Returns true if the worker was stopped during it. */
async function sendWithStop(
  calls: number,
  side: 'before' | 'after',
  then: () => void,
): Promise<boolean> {
  let stopped = false;
  study.first.onStop = (call) => {
    if (call === null) return;
    stopped = true;
    queueMicrotask(then);
  };
  await study.connect();
  await study.seeUnit('a');
  await study.wait(6_000);
  study.stopWorkerAt({ calls, side });
  // A page reports again if nobody answers.
  await study.seeUnit('b').catch((error: unknown) => {
    if (!(error instanceof WorkerStopped)) throw error;
    return study.seeUnit('b');
  });
  await study.wait(10 * 60_000);
  return stopped;
}

describe.each([
  ['is stopped', 'before', nothing],
  ['is stopped', 'after', nothing],
  ['is replaced by an update', 'before', update],
  ['is replaced by an update', 'after', update],
] as const)('a worker that %s %s a call', (_, side: 'before' | 'after', then: () => void) => {
  test('still saves the place in one memory', async () => {
    let calls = 0;
    for (; await sendWithStop(calls, side, then); calls += 1) {
      const [memory, ...duplicates] = study.memories();
      expect(memory?.entries[0]?.value, `stopped at call ${calls}`).toContain('"Unit b"');
      expect(duplicates, `stopped at call ${calls}`).toEqual([]);
      await reopenStudy();
    }
    expect(calls).toBeGreaterThan(30);
  });
});

test('a worker that was stopped does nothing more', async () => {
  await study.connect();
  await study.seeUnit('a');
  const hang = api.faults.add({ path: /memory/, do: { kind: 'hang' } });
  await study.wait(5_500);
  const asked = api.log.length;
  study.stopWorker();
  study.alarms.clear();
  hang();
  const stored = JSON.stringify([...study.areas.local]);
  await study.wait(60 * 60_000);
  expect(api.log).toHaveLength(asked);
  expect(JSON.stringify([...study.areas.local])).toBe(stored);
  expect(stored).toContain(unit('a').unitKey);
});
