import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Haste, createJobQueue } from '../../../lib/background/scheduler/job-queue.ts';
import { createJobQueues, nextOf } from '../../../lib/background/scheduler/job-queues.ts';

/* Work that never runs twice at a time, one lane for each connection. */

const NOW = 1_000_000;
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOW }));
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** A job that a test ends when it likes, with the time of the next. */
function openJob() {
  const asked: Haste[] = [];
  const ends: ((next: number | null) => void)[] = [];
  const job = (haste: Haste) => {
    asked.push(haste);
    return new Promise<number | null>((done) => ends.push(done));
  };
  return { asked, job, end: (next: number | null) => ends.shift()?.(next) };
}
const rest = () => new Promise<void>((done) => setImmediate(done));

describe('a lane', () => {
  test('does what is asked for meanwhile once, after, and rests once', async () => {
    const { asked, job, end } = openJob();
    const rested = vi.fn(() => Promise.resolve());
    const lane = createJobQueue(job, rested);
    const first = lane.run('due');
    const second = lane.run('due');
    void lane.run('due');
    expect(asked).toEqual(['due']);
    expect(lane.working()).not.toBeNull();
    end(5);
    await rest();
    expect([asked, rested.mock.calls]).toEqual([['due', 'due'], []]);
    end(7);
    await Promise.all([first, second]);
    expect([lane.next(), lane.working()]).toEqual([7, null]);
    expect(rested).toHaveBeenCalledTimes(1);
  });

  test.each<[Haste[], Haste]>([
    [['due', 'now'], 'now'],
    [['now', 'due'], 'now'],
    [['due', 'due'], 'due'],
  ])('asked for %j meanwhile, hurries if any of them did: %s', async (wanted, haste) => {
    const { asked, job, end } = openJob();
    const lane = createJobQueue(job, () => Promise.resolve());
    void lane.run('due');
    for (const one of wanted) void lane.run(one);
    end(null);
    await rest();
    expect(asked).toEqual(['due', haste]);
  });

  test('has no next time while it is at it, and its job is not asked for again by itself', async () => {
    const { asked, job, end } = openJob();
    const lane = createJobQueue(job, () => Promise.resolve());
    void lane.run('now');
    end(5);
    await rest();
    expect(lane.next()).toBe(5);
    void lane.run('due');
    expect([lane.next(), asked]).toEqual([null, ['now', 'due']]);
  });

  test('whose job fails tells an engineer, and looks again in 30 s', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const rested = vi.fn(() => Promise.resolve());
    const lane = createJobQueue(() => Promise.reject(new Error('The disk is full.')), rested);
    await lane.run('due');
    expect(told).toHaveBeenCalledWith('Waypoint:', 'The disk is full.');
    expect([lane.next(), lane.working()]).toEqual([NOW + 30_000, null]);
    expect(rested).toHaveBeenCalledTimes(1);
  });
});

describe('lanes', () => {
  test('are kept for a connection; one that took another’s place begins when that one is over', async () => {
    const jobs = new Map(['a', 'b', 'c'].map((id) => [id, openJob()]));
    const lanes = createJobQueues(
      async (id, haste) => (await jobs.get(id)?.job(haste)) ?? null,
      () => Promise.resolve(),
    );
    const [a, b] = lanes.of(['a', 'b']);
    void a?.run('due');
    void b?.run('due');
    await rest();
    const [same, c] = lanes.of(['b', 'c']);
    expect(same).toBe(b);
    expect(lanes.all()).toEqual([b, c]);
    void c?.run('due');
    await rest();
    expect(jobs.get('c')?.asked).toEqual([]);
    jobs.get('a')?.end(null);
    await rest();
    expect(jobs.get('c')?.asked).toEqual(['due']);
    const over = vi.fn();
    const all = lanes.over().then(over);
    jobs.get('b')?.end(null);
    await rest();
    expect(over).not.toHaveBeenCalled();
    jobs.get('c')?.end(null);
    await all;
  });

  const lane = (next: number | null, busy = false) => ({
    run: () => Promise.resolve(),
    working: () => (busy ? Promise.resolve() : null),
    next: () => next,
  });
  test.each([
    ['nothing to do', [lane(null)], false, null],
    ['times', [lane(NOW + 9), lane(null), lane(NOW + 7)], false, NOW + 7],
    ['one that still runs', [lane(NOW + 90_000), lane(null, true)], false, NOW + 29_999],
    ['more to come', [lane(null)], true, NOW + 29_999],
    ['one that runs, and an earlier time', [lane(NOW + 7), lane(null, true)], false, NOW + 7],
  ])('with %s have one next time', (_, all, more, next) => {
    expect(nextOf(all, more)).toBe(next);
  });
});
