import { test } from 'vitest';
import { createApi } from '../../dev/fake-ibl/api.ts';
import { run } from './history.ts';
import { see, wait } from './rules/handwritten-steps.ts';
import type { Step } from './rules/steps.ts';

/* Histories that broke a rule when the worker was stopped at one of its calls. The call in question
 * changes with the code, so these tests stop the worker at each call in turn. */

const MOST_CALLS = 45;
const api = createApi({ now: () => Date.now() });
const stop = (calls: number, side: 'before' | 'after') =>
  ({ device: 0, do: 'stop the worker soon', at: { calls, side } }) as const;

const STOPPED: Readonly<Record<string, (calls: number) => readonly Step[]>> = {
  'the worker is stopped while another user connects': (calls) => [
    see(1, 'a'),
    stop(calls, 'before'),
    { device: 0, do: 'see a refused page', tab: 1, course: 0, reason: 'exam' },
    { device: 0, do: 'connect', user: 1 },
    see(0, 'a'),
  ],
  'the worker is stopped while it postpones a delete': (calls) => [
    see(2, 'a'),
    wait(5),
    { device: 0, do: 'delete a course', course: 2, stop: true },
    {
      device: 0,
      do: 'fault',
      name: '301',
      rule: { times: 4, do: { kind: 'status', status: 301 } },
    },
    stop(calls, 'after'),
    wait(10),
    see(2, 'b'),
  ],
  'the worker is stopped as it begins to send another course': (calls) => [
    see(0, 'c'),
    wait(5),
    see(1, 'd', 2),
    stop(calls, 'before'),
    wait(5),
    see(0, 'c', 2),
  ],
  'the worker is stopped and nothing else would wake it': (calls) => [
    wait(120),
    stop(calls, 'before'),
    see(0, 'a'),
    wait(120),
  ],
};

test.each(Object.entries(STOPPED))('keeps the rules when %s', async (_, stepsAt) => {
  for (let calls = 0; calls < MOST_CALLS; calls += 1) {
    await run(api, { chance: 0.1, steps: stepsAt(calls) });
  }
});
