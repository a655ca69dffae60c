import { tellEngineer } from '../../shared/tell-engineer.ts';
import { SHORTEST_ALARM } from './alarm.ts';

/** Does what is due. Returns when there is more to do (ms), or null. */
export type Job = (skipBackoff: boolean) => Promise<number | null>;

/** A job that never runs twice at the same time. */
export interface JobQueue {
  /**
   * Runs the job. A call that comes meanwhile runs it once more afterwards. Resolves when all of it
   * is done.
   * @param skipBackoff skips the waits after failures, but not the server's own Retry-After
   */
  readonly run: (skipBackoff: boolean) => Promise<void>;
  /** The run that is under way, or null. */
  readonly working: () => Promise<void> | null;
  /** When there is more to do (ms), or null. */
  readonly next: () => number | null;
}

/** @param rested called after each run */
export function createJobQueue(job: Job, rested: () => Promise<void>): JobQueue {
  let working: Promise<void> | null = null;
  /** The run that was asked for and has not begun: whether it skips the backoff; null if none. */
  let asked: boolean | null = null;
  let next: number | null = null;

  async function go(): Promise<void> {
    try {
      while (asked !== null) {
        const skipBackoff = asked;
        asked = null;
        // Already running. Keeping the old time would wake it in a loop.
        next = null;
        next = await job(skipBackoff);
      }
    } catch (error) {
      // The storage could not be read or written. What waits is still stored, so look again later.
      tellEngineer(error);
      next = Date.now() + SHORTEST_ALARM;
    } finally {
      working = null;
    }
    await rested();
  }

  return {
    run(skipBackoff) {
      asked = asked === true || skipBackoff;
      working ??= go();
      return working;
    },
    working: () => working,
    next: () => next,
  };
}

/**
 * Returns when any of the job queues has more to do (ms), or null. While a job queue still runs,
 * the alarm behind it stays set.
 * @param more whether other work may still leave something to do
 */
export function nextOf(queues: readonly JobQueue[], more: boolean): number | null {
  const times = queues.map(({ next }) => next());
  const busy = more || queues.some(({ working }) => working() !== null);
  return earliest(busy ? [...times, Date.now() + SHORTEST_ALARM - 1] : times);
}

/** Returns the earliest of some times (ms); null if there is no time. */
export function earliest(all: readonly (number | null)[]): number | null {
  const times = all.filter((time) => time !== null);
  return times.length > 0 ? Math.min(...times) : null;
}
