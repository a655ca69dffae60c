import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createAlarm } from '../../../lib/background/scheduler/alarm.ts';
import { study, useStudy } from '../../harness/use-study.ts';
import { START } from '../../harness/worker-harness.ts';

/* A timer wakes the worker for a time soon, and an alarm stands in if the worker is stopped. */

const ring = vi.fn<() => void>();
useStudy();
beforeEach(async () => {
  ring.mockReset();
});

const alarm = () => {
  const when = study.alarms.get('test')?.when;
  return when === undefined ? null : when - START;
};
const put = (ms: number) => study.alarms.set('test', { when: START + ms });

describe('the time to wake for', () => {
  test.each([
    [-1_000, 30_000, 0],
    [0, 30_000, 0],
    [5_000, 30_000, 5_000],
    [4_999.5, 30_000, 5_000],
    [29_999, 30_000, 29_999],
    [30_000, 30_000, null],
    [90_000, 90_000, null],
  ])('in %i ms gets an alarm in %i ms, and a timer in %s', async (ms, when, timer) => {
    const wake = createAlarm('test', ring);
    await wake.set(START + ms);
    expect(alarm()).toBe(when);
    expect(study.alarms.get('test')?.periodInMinutes).toBe(0.5);
    if (timer !== null && timer > 0) vi.advanceTimersByTime(timer - 1);
    expect(ring).not.toHaveBeenCalled();
    vi.advanceTimersByTime(timer === null ? 120_000 : 1);
    expect(ring).toHaveBeenCalledTimes(timer === null ? 0 : 1);
    wake.stop();
  });

  test.each([
    ['an earlier one stays, behind a timer', 5_000, 10_000, 10_000],
    ['one at the earliest possible time stays', 5_000, 30_000, 30_000],
    ['a later one is replaced', 5_000, 30_001, 30_000],
    ['a past one is replaced', 5_000, 0, 30_000],
    ['one at another time is replaced without a timer', 60_000, 50_000, 60_000],
    ['one at the same time stays without a timer', 60_000, 60_000, 60_000],
  ])('takes account of an earlier alarm: %s', async (_, ms, old, when) => {
    put(old);
    const before = study.alarms.get('test');
    const wake = createAlarm('test', ring);
    await wake.set(START + ms);
    expect(alarm()).toBe(when);
    expect(study.alarms.get('test') === before).toBe(old === when);
    wake.stop();
  });

  test('replaces the one before, and null removes timer and alarm', async () => {
    const wake = createAlarm('test', ring);
    await wake.set(START + 1_000);
    await wake.set(START + 5_000);
    vi.advanceTimersByTime(4_000);
    expect(ring).not.toHaveBeenCalled();
    await wake.set(null);
    vi.advanceTimersByTime(60_000);
    expect([ring.mock.calls, alarm()]).toEqual([[], null]);
    await wake.set(Date.now() + 1_000);
    wake.stop();
    vi.advanceTimersByTime(60_000);
    expect(ring).not.toHaveBeenCalled();
  });
});

test.each([
  ['no alarm', null, 30_000],
  ['a past alarm', 0, 30_000],
  ['an early alarm', 1, 1],
  ['a late alarm', 90_000, 90_000],
])('with %s, a worker that starts a job is woken if it is stopped', async (_, old, when) => {
  if (old !== null) put(old);
  await createAlarm('test', ring).guard();
  expect(alarm()).toBe(when);
});
