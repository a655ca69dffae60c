import type { Answers } from './answer.ts';
import type { ModelState } from './model-state.ts';
import { same } from './campus.ts';
import type { Waiting } from './course.ts';
import { LONGEST_DELAY, QUIET_TIME } from './limits.ts';

/* When the model knows what the worker stored: once everything is settled. It never knows if the worker
 * was stopped before. */

export function createSettled(model: ModelState, { endWithoutWrite }: Answers) {
  const { state, courses, course, unsure } = model;

  /** Everything is settled, so the worker has stored what the answers said. */
  function settleAnswers(isAsking: boolean): void {
    for (const one of courses.values()) {
      if (one.school?.before) one.school = { ...one.school, before: null };
    }
    if (!isAsking) endWithoutWrite();
    if (model.send && !isAsking) model.send.over = true;
    // The worker stores a created memory as written only after it looked for duplicates.
    if (model.send?.created === true && !model.send.over) return;
    unsure.clear();
    model.before = null;
  }

  /** The worker was stopped, so the model does not know what it stored of the last answers. */
  function workerGone(now: number): void {
    if (model.before) Object.assign(state, { ...model.before, lastCourse: null, unsure: true });
    for (const [number, was] of unsure) {
      courses.set(number, { ...was, written: null, known: false, doubt: true });
    }
    for (const one of courses.values()) {
      one.hiddenAttempts += 1;
      if (one.school?.before) one.school = { ...one.school, keeps: null };
    }
    for (const one of courses.values()) {
      // The worker may have stored an attempt at another place before its first request.
      if (!one.waits || !one.written || same(one.waits.visit, one.written.visit)) continue;
      Object.assign(one, { before: one.written.visit, written: null, doubt: true });
    }
    // If another course was due, the worker may have stored that no course is the last one written.
    const isDue = ({ at, since }: Waiting) =>
      now >= Math.min(at + QUIET_TIME, since + LONGEST_DELAY);
    for (const [number, { waits }] of courses) {
      if (waits && number !== state.lastCourse && isDue(waits)) state.lastCourse = null;
    }
    if (model.send && !model.send.over) {
      Object.assign(course(model.send.course), { written: null, known: false, doubt: true });
      state.lastCourse = null;
    }
    unsure.clear();
    model.before = null;
    model.send = null;
  }

  return { settleAnswers, workerGone };
}
