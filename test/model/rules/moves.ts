import type { ModelState } from './model-state.ts';
import type { Visit } from './campus.ts';
import type { Waiting } from './course.ts';
import { MOST_REFUSALS } from './limits.ts';
import type { SendChecks } from './send-checks.ts';

/* Moves what waits for a course to another school, after the learner moved the site of the course. */

export interface Moved {
  readonly waits: Waiting;
  readonly fallback: { readonly waits: Waiting; readonly sure: boolean } | null;
  readonly newest: readonly Visit[];
  readonly sure: boolean;
}

export function createMoves(model: ModelState, { schoolNow }: SendChecks) {
  const { state, course, unsure } = model;

  /** Takes the waiting place out of the old school, or returns null if none waits. */
  function removeWaiting(number: number): Moved | null {
    const one = course(number);
    const was = unsure.get(number);
    // A created memory that is checked for duplicates still waits.
    const { waits, fallback, newest, vague, doubt } = was ?? one;
    if (!waits) return null;
    for (const it of was ? [one, was] : [one]) {
      it.hiddenAttempts += it.attempts;
      Object.assign(it, { waits: null, fallback: null, newest: [], vague: true });
      Object.assign(it, { attempts: 0, notBefore: 0, stopped: false });
    }
    return { waits, fallback, newest, sure: !vague && !doubt && !was };
  }

  /** Queues a moved place at the new school. */
  function addWaiting(
    number: number,
    { waits: moved, fallback, newest, sure }: Moved,
    now: number,
  ): void {
    const one = course(number);
    const was = unsure.get(number);
    const waits = { ...moved, n: (model.count += 1) };
    const school = schoolNow(number, now);
    const kept = school === 'keeps' || school === 'unknown';
    // If no other course was written here since, the server may have this place already.
    const isOld = state.lastCourse === null && one.written !== null;
    for (const it of was ? [one, was] : [one]) {
      Object.assign(it, { waits, fallback, newest, kept, vague: !sure });
      it.doubt ||= !sure || kept || isOld;
      if (it.refusals < MOST_REFUSALS) it.stopped = false;
    }
  }

  return { removeWaiting, addWaiting };
}
