import { type Haste, createJobQueue, type JobQueue } from './job-queue.ts';
import { SHORTEST_ALARM } from './alarm.ts';

/** One job queue for each connection, so that no connection waits for the requests of another. */
export interface JobQueues {
  /**
   * Returns the job queues of these connections, and drops all others. A new job queue starts when
   * the runs of the dropped ones are over.
   */
  readonly of: (ids: readonly string[]) => JobQueue[];
  readonly all: () => JobQueue[];
  /** Resolves when the runs under way are over. */
  readonly over: () => Promise<void>;
}

/**
 * @param job does what is due at a connection and returns when there is more to do (ms), or null
 * @param rested called after each run
 */
export function createJobQueues(
  job: (id: string, haste: Haste) => Promise<number | null>,
  rested: () => Promise<void>,
): JobQueues {
  const lanes = new Map<string, JobQueue>();
  const all = () => [...lanes.values()];
  return {
    of(ids) {
      const gone = [...lanes].filter(([id]) => !ids.includes(id));
      for (const [id] of gone) lanes.delete(id);
      const over = overOf(gone.map(([, lane]) => lane));
      return ids.map((id) => {
        const known = lanes.get(id);
        if (known) return known;
        const made = createJobQueue(async (haste) => {
          await over;
          return await job(id, haste);
        }, rested);
        lanes.set(id, made);
        return made;
      });
    },
    all,
    over: () => overOf(all()),
  };
}

async function overOf(lanes: readonly JobQueue[]): Promise<void> {
  await Promise.all(lanes.map(async ({ working }) => await working()));
}

/**
 * Returns when any of the job queues has more to do (ms), or null. While a job queue still runs,
 * the alarm behind it stays set.
 * @param more whether other work may still leave something to do
 */
export function nextOf(lanes: readonly JobQueue[], more: boolean): number | null {
  const times = lanes.map(({ next }) => next());
  const busy = more || lanes.some(({ working }) => working() !== null);
  return earliest(busy ? [...times, Date.now() + SHORTEST_ALARM - 1] : times);
}

/** Returns the earliest of some times (ms); null if there is no time. */
export function earliest(all: readonly (number | null)[]): number | null {
  const times = all.filter((time) => time !== null);
  return times.length > 0 ? Math.min(...times) : null;
}
