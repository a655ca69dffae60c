import { waitingIn } from '../../lib/store/items/outbox-record.ts';
import { DAY, SECOND } from './assumptions.ts';
import type { Learner } from './learner.ts';
import { MIDNIGHT } from './scenarios.ts';

/** The peak is the busiest time of this length (s): a request waits as long before it is given up. */
const WINDOW = 10;

/** What a run of a scenario came to. */
export interface Measured {
  /** Requests in each second, from midnight on. */
  readonly requests: Uint32Array;
  readonly saved: Uint32Array;
  /** The most requests a second in the busiest 10 seconds, since the trouble ended. */
  readonly peak: number;
  readonly busiestSecond: number;
  readonly total: number;
  /** How many places waited when the trouble ended, in browsers that stayed open … */
  readonly owed: number;
  /** … and how long after that the last of them was saved (ms). */
  readonly lastAfter: number;
  /** The same for browsers that were closed meanwhile: how many, and their peak the next morning. */
  readonly closed: number;
  readonly morningPeak: number;
  /** Learners whose newest place the server lacks and the browser no longer has. */
  readonly lost: number;
  /** Learners whose place still waits in the end. */
  readonly waiting: number;
  /** Learners whom the popup asks to try again. */
  readonly stopped: number;
}

/** Returns the most requests a second in any 10 seconds between two times. */
export function peakOf(requests: Uint32Array, from: number, to: number): number {
  let [sum, most] = [0, 0];
  for (let second = from; second < to; second += 1) {
    sum += requests[second] ?? 0;
    if (second >= from + WINDOW) sum -= requests[second - WINDOW] ?? 0;
    most = Math.max(most, sum);
  }
  return most / WINDOW;
}

/** @param ends when the trouble ends (ms) */
export function createMeter(learners: readonly Learner[], ends: number) {
  const seconds = (2 * DAY) / SECOND;
  const requests = new Uint32Array(seconds);
  const saved = new Uint32Array(seconds);
  let isOver = false;
  let [owed, closed, lastAfter, total] = [0, 0, 0, 0];
  const secondOf = (time: number): number => Math.floor((time - MIDNIGHT) / SECOND);

  return {
    asked(now: number): void {
      const second = secondOf(now);
      requests[second] = (requests[second] ?? 0) + 1;
      total += 1;
    },
    /** Called before each event. Returns true once: when the trouble is just over. */
    passes(now: number): boolean {
      if (isOver || now < ends) return false;
      isOver = true;
      for (const learner of learners) learner.owed = waitingIn(learner.record)?.seq ?? 0;
      return true;
    },
    settled(learner: Learner, seq: number, now: number): void {
      const second = secondOf(now);
      saved[second] = (saved[second] ?? 0) + 1;
      if (learner.owed === 0 || seq < learner.owed) return;
      learner.owed = 0;
      if (learner.wasClosed) closed += 1;
      else {
        owed += 1;
        lastAfter = Math.max(lastAfter, now - ends);
      }
    },
    end(): Measured {
      const behind = learners.filter(
        ({ isTracked, unit, saved: has }) => !isTracked && unit !== has,
      );
      const waits = behind.filter(({ record }) => waitingIn(record) !== null);
      const stopped = waits.filter(({ record }) => record.rejected !== null).length;
      const first = secondOf(ends);
      const evening = DAY / SECOND;
      return {
        requests,
        saved,
        peak: peakOf(requests, first, evening),
        busiestSecond: requests.subarray(first, evening).reduce((a, b) => Math.max(a, b), 0),
        total,
        owed,
        lastAfter,
        closed,
        morningPeak: peakOf(requests, evening, seconds),
        lost: behind.length - waits.length,
        waiting: waits.length - stopped,
        stopped,
      };
    },
  };
}
