import { expect, test, vi } from 'vitest';
import { connections } from '../../../lib/store/items/connections.ts';
import { createScheduler } from '../../../lib/background/scheduler/scheduler.ts';
import { connection } from '../../store/connection.ts';
import { study, useStudy } from '../../harness/use-study.ts';
import { START } from '../../harness/worker-harness.ts';

/* The scheduler runs one job for each connection, and wakes the worker for the next one. */

useStudy();

const connect = (...ids: string[]) => connections.write(ids.map((id) => connection({ id })));
const alarm = () => {
  const when = study.alarms.get('test')?.when;
  return when === undefined ? null : when - START;
};

/** Returns jobs that the test ends, each with the time of its next run. */
function openJobs() {
  const asked: [string, boolean][] = [];
  const ends = new Map<string, (next: number | null) => void>();
  return {
    asked,
    job: (id: string, skipBackoff: boolean) => {
      asked.push([id, skipBackoff]);
      return new Promise<number | null>((done) => ends.set(id, done));
    },
    end: async (id: string, next: number | null) => {
      ends.get(id)?.(next);
      await study.settle();
    },
  };
}

test('keeps the job of a connection, and starts that of a new one after the dropped ones', async () => {
  const { asked, job, end } = openJobs();
  const scheduler = createScheduler({ alarm: 'test', job });
  await connect('a', 'b');
  void scheduler.run();
  await study.settle();
  expect(asked).toEqual([
    ['a', false],
    ['b', false],
  ]);
  await connect('b', 'c');
  void scheduler.run({ skipBackoff: true });
  await study.settle();
  // The job of b still runs, and c waits for a.
  expect(asked).toHaveLength(2);
  await end('a', null);
  expect(asked.slice(2)).toEqual([['c', true]]);
  const over = vi.fn();
  const all = scheduler.over().then(over);
  await end('b', null);
  expect(asked.slice(3)).toEqual([['b', true]]);
  await end('c', null);
  expect(over).not.toHaveBeenCalled();
  await end('b', null);
  await all;
  scheduler.stop();
});

test('wakes the worker for the connection that has more to do first, without waiting for others', async () => {
  const { asked, job, end } = openJobs();
  const rested = vi.fn(() => Promise.resolve());
  const scheduler = createScheduler({ alarm: 'test', job, rested });
  await connect('a', 'b');
  const done = scheduler.run();
  await study.settle();
  expect([alarm(), rested.mock.calls]).toEqual([30_000, []]);
  await end('a', START + 5_000);
  expect(rested).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(5_000);
  await study.settle();
  expect(asked.map(([id]) => id)).toEqual(['a', 'b', 'a']);
  await end('a', START + 90_000);
  await end('b', START + 60_000);
  // A run of b was requested meanwhile, so it runs once more.
  await end('b', START + 60_000);
  await done;
  expect(alarm()).toBe(60_000);
  scheduler.stop();
});

test('sets an alarm before an event is handled, and clears it when nothing is left to do', async () => {
  const scheduler = createScheduler({ alarm: 'test', job: () => Promise.resolve(null) });
  const handled = Promise.withResolvers<string>();
  const reply = scheduler.during(() => {
    expect(alarm()).toBe(30_000);
    return handled.promise;
  });
  await scheduler.run();
  // The event may still leave something to do.
  expect(alarm()).toBe(30_000);
  handled.resolve('handled');
  expect(await reply).toBe('handled');
  await scheduler.run();
  expect(alarm()).toBeNull();
  scheduler.stop();
});

test('runs the first job alone, and wakes the worker for that too', async () => {
  const { asked, job } = openJobs();
  const first = Promise.withResolvers<number | null>();
  const scheduler = createScheduler({ alarm: 'test', job, first: () => first.promise });
  void scheduler.run();
  await connect('a');
  await study.settle();
  expect(asked).toEqual([]);
  await connect();
  first.resolve(START + 45_000);
  await study.settle();
  expect([asked, alarm()]).toEqual([[], 45_000]);
  scheduler.stop();
});

test('tells an engineer when the connections cannot be read, and looks again in 30 s', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.spyOn(connections, 'read').mockRejectedValue(new Error('The disk is broken.'));
  const { asked, job } = openJobs();
  const rested = vi.fn(() => Promise.resolve());
  const scheduler = createScheduler({ alarm: 'test', job, rested });
  await scheduler.run();
  expect(told).toHaveBeenCalledWith('Waypoint:', 'The disk is broken.');
  expect([asked, alarm()]).toEqual([[], 30_000]);
  expect(rested).toHaveBeenCalledTimes(1);
  scheduler.stop();
});
