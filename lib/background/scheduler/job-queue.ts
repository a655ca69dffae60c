import { tellEngineer } from '../../shared/tell-engineer.ts';
import { SHORTEST_ALARM } from './alarm.ts';

/** `now`: waits after failures are over; the server's own Retry-After is not. */
export type Haste = 'due' | 'now';

/** Work that never runs twice at a time. */
export interface JobQueue {
  /** Does what is due. What is asked for meanwhile is done after; done when all of it is. */
  readonly run: (wanted: Haste) => Promise<void>;
  /** What it is at, or null. */
  readonly working: () => Promise<void> | null;
  /** When there is something to do again (ms), or null. */
  readonly next: () => number | null;
}

/**
 * @param job does what is due and says when there is something to do again
 * @param rested called after each time
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
        // It is at it: a time that has come would wake it again and again.
        next = null;
        next = await job(haste);
      }
    } catch (error) {
      // A store that refuses to be written or read: what waits is still there; look again later.
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
