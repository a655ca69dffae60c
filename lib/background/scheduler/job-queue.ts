import { tellEngineer } from '../../shared/tell-engineer.ts';
import { SHORTEST_ALARM } from './alarm.ts';

/** `now` skips the waits after failures, but not the server's own Retry-After. */
export type Haste = 'due' | 'now';

/** A job that never runs twice at the same time. */
export interface JobQueue {
  /**
   * Runs the job. A call that comes meanwhile runs it once more afterwards. Resolves when all of it
   * is done.
   */
  readonly run: (wanted: Haste) => Promise<void>;
  /** The run that is under way, or null. */
  readonly working: () => Promise<void> | null;
  /** When there is more to do (ms), or null. */
  readonly next: () => number | null;
}

/**
 * @param job does what is due and returns when there is more to do (ms), or null
 * @param rested called after each run
 */
export function createJobQueue(
  job: (haste: Haste) => Promise<number | null>,
  rested: () => Promise<void>,
): JobQueue {
  let working: Promise<void> | null = null;
  let asked: Haste | null = null;
  let next: number | null = null;

  async function go(): Promise<void> {
    try {
      while (asked) {
        const haste = asked;
        asked = null;
        // Already running. Keeping the old time would wake it in a loop.
        next = null;
        next = await job(haste);
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
    run(wanted) {
      asked = asked === 'now' ? 'now' : wanted;
      working ??= go();
      return working;
    },
    working: () => working,
    next: () => next,
  };
}
