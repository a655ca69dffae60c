import { mutex } from '../../domain/mutex.ts';
import { tellEngineer } from '../../shared/tell-engineer.ts';
import { connections } from '../../store/items/connections.ts';
import { createAlarm, SHORTEST_ALARM } from './alarm.ts';
import { createJobQueue, nextOf, type Job, type JobQueue } from './job-queue.ts';

/** What a scheduler runs. */
export interface Plan {
  /** Name of the alarm that wakes the worker. */
  readonly alarm: string;
  /** The job of one connection. */
  readonly job: (connectionId: string, ...args: Parameters<Job>) => ReturnType<Job>;
  /** Runs before the jobs of the connections. */
  readonly first?: Job;
  /** Called after each run, when the next time is set. */
  readonly rested?: () => Promise<void>;
}

export interface RunOptions {
  /** Skips the waits after failures, but not the server's own Retry-After. */
  readonly skipBackoff?: boolean;
}

/**
 * Runs a job for each connection, and wakes the worker when one has more to do. A job never runs
 * twice at the same time, and no connection waits for the requests of another.
 */
export function createScheduler({
  alarm,
  job,
  first = async () => null,
  rested = async () => undefined,
}: Plan) {
  const wake = createAlarm(alarm, () => void run());
  const planning = mutex();
  const before = createJobQueue(first, async () => undefined);
  const queues = new Map<string, JobQueue>();
  /**
   * How many events are being handled that may leave something to do. While there is one, the alarm
   * behind it stays set.
   */
  let open = 0;

  /** Sets the next time at which anything is to be done. */
  async function rest(): Promise<void> {
    await planning(() => wake.set(nextOf([before, ...queues.values()], open > 0)));
    await rested();
  }

  /**
   * Returns the job queues of these connections, and drops all others. A new job queue starts when
   * the runs of the dropped ones are over.
   */
  function queuesOf(ids: readonly string[]): JobQueue[] {
    const gone = [...queues].filter(([id]) => !ids.includes(id));
    for (const [id] of gone) queues.delete(id);
    const over = endOf(gone.map(([, queue]) => queue));
    return ids.map((id) => {
      const known = queues.get(id);
      if (known) return known;
      const made = createJobQueue(async (skipBackoff) => {
        await over;
        return await job(id, skipBackoff);
      }, rest);
      queues.set(id, made);
      return made;
    });
  }

  /** Handles an event that may leave something to do. An alarm is set before that begins. */
  async function during<T>(handle: () => Promise<T>): Promise<T> {
    open += 1;
    try {
      await wake.guard();
      return await handle();
    } finally {
      open -= 1;
    }
  }

  /**
   * Does what is due, then sets the next time. A call that comes meanwhile is handled afterwards.
   */
  async function run({ skipBackoff = false }: RunOptions = {}): Promise<void> {
    try {
      const running = await during(async () => {
        await before.run(skipBackoff);
        const ids = (await connections.read()).map(({ id }) => id);
        return queuesOf(ids).map((queue) => queue.run(skipBackoff));
      });
      if (running.length === 0) await rest();
      await Promise.all(running);
    } catch (error) {
      // The storage could not be read.
      tellEngineer(error);
      await wake.set(Date.now() + SHORTEST_ALARM);
      await rested();
    }
  }

  return {
    run,
    during,
    /** Resolves when the runs of the connections that are under way are over. */
    over: () => endOf([...queues.values()]),
    stop: () => wake.stop(),
  };
}

async function endOf(queues: readonly JobQueue[]): Promise<void> {
  await Promise.all(queues.map(async ({ working }) => await working()));
}
