import { type Haste, createJobQueue, type JobQueue } from './job-queue.ts';
import { SHORTEST_ALARM } from './alarm.ts';

/** A lane for each connection: none waits for the requests of another. */
export interface JobQueues {
  /** Those of these connections. One that took another's place begins when that one's requests are over. */
  readonly of: (ids: readonly string[]) => JobQueue[];
  readonly all: () => JobQueue[];
  /** Done when what they are at is over. */
  readonly over: () => Promise<void>;
}

/**
 * @param job does what is due at a connection and says when there is something to do again
 * @param rested called after each time
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

/** When there is something to do again for any of them. What still runs has an alarm behind it. */
export function nextOf(lanes: readonly JobQueue[], more: boolean): number | null {
  const times = lanes.map(({ next }) => next());
  const busy = more || lanes.some(({ working }) => working() !== null);
  return earliest(busy ? [...times, Date.now() + SHORTEST_ALARM - 1] : times);
}

/** The first of some times (ms); null where there is none. */
export function earliest(all: readonly (number | null)[]): number | null {
  const times = all.filter((time) => time !== null);
  return times.length > 0 ? Math.min(...times) : null;
}
