import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  createJobQueue,
  nextOf,
  type Job,
  type JobQueue,
} from '../../../lib/background/scheduler/job-queue.ts';

/* A job queue never runs its job twice at a time, and knows when it has more to do. */

const NOW = 1_000_000;
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOW }));
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Returns a job that the test ends, with the time of its next run. */
function openJob() {
  const asked: boolean[] = [];
  const ends: ((next: number | null) => void)[] = [];
  const job: Job = (skipBackoff) => {
    asked.push(skipBackoff);
    return new Promise((done) => ends.push(done));
  };
  return { asked, job, end: (next: number | null) => ends.shift()?.(next) };
}
const rest = () => new Promise<void>((done) => setImmediate(done));

describe('a job queue', () => {
  test('runs once more after calls during a job, and rests once', async () => {
    const { asked, job, end } = openJob();
    const rested = vi.fn(() => Promise.resolve());
    const queue = createJobQueue(job, rested);
    const first = queue.run(false);
    const second = queue.run(false);
    void queue.run(false);
    expect(asked).toEqual([false]);
    expect(queue.working()).not.toBeNull();
    end(5);
    await rest();
    expect([asked, rested.mock.calls]).toEqual([[false, false], []]);
    end(7);
    await Promise.all([first, second]);
    expect([queue.next(), queue.working()]).toEqual([7, null]);
    expect(rested).toHaveBeenCalledTimes(1);
  });

  test.each<[boolean[], boolean]>([
    [[false, true], true],
    [[true, false], true],
    [[false, false], false],
  ])('skips the backoff if any call during the job does: %j', async (calls, skips) => {
    const { asked, job, end } = openJob();
    const queue = createJobQueue(job, () => Promise.resolve());
    void queue.run(false);
    for (const one of calls) void queue.run(one);
    end(null);
    await rest();
    expect(asked).toEqual([false, skips]);
  });

  test('has no next time while its job runs, and does not run it again by itself', async () => {
    const { asked, job, end } = openJob();
    const queue = createJobQueue(job, () => Promise.resolve());
    void queue.run(true);
    end(5);
    await rest();
    expect(queue.next()).toBe(5);
    void queue.run(false);
    expect([queue.next(), asked]).toEqual([null, [true, false]]);
  });

  test('tells an engineer when its job fails, and looks again in 30 s', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const rested = vi.fn(() => Promise.resolve());
    const queue = createJobQueue(() => Promise.reject(new Error('The disk is full.')), rested);
    await queue.run(false);
    expect(told).toHaveBeenCalledWith('Waypoint:', 'The disk is full.');
    expect([queue.next(), queue.working()]).toEqual([NOW + 30_000, null]);
    expect(rested).toHaveBeenCalledTimes(1);
  });
});

const queueWith = (next: number | null, busy = false): JobQueue => ({
  run: () => Promise.resolve(),
  working: () => (busy ? Promise.resolve() : null),
  next: () => next,
});
test.each([
  ['nothing to do', [queueWith(null)], false, null],
  ['times', [queueWith(NOW + 9), queueWith(null), queueWith(NOW + 7)], false, NOW + 7],
  ['one that still runs', [queueWith(NOW + 90_000), queueWith(null, true)], false, NOW + 29_999],
  ['more to come', [queueWith(null)], true, NOW + 29_999],
  [
    'one that runs, and an earlier time',
    [queueWith(NOW + 7), queueWith(null, true)],
    false,
    NOW + 7,
  ],
])('job queues with %s have one next time', (_, all, more, next) => {
  expect(nextOf(all, more)).toBe(next);
});
