import type { Answers } from './answer.ts';
import type { ModelState } from './model-state.ts';
import { same } from './campus.ts';
import type { Waiting } from './course.ts';
import { LATEST, QUIET } from './limits.ts';

/* When it is certain what was stored: once everything has come to rest, or never, when the worker was
 * stopped. */

export function createSettled(model: ModelState, { endWithoutWrite }: Answers) {
  const { state, courses, course, unsure } = model;

  /** Everything has come to rest: what was answered is stored. */
  function settles(isAsking: boolean): void {
    for (const one of courses.values()) {
      if (one.school?.before) one.school = { ...one.school, before: null };
    }
    if (!isAsking) endWithoutWrite();
    if (model.send && !isAsking) model.send.over = true;
    // It looks whether what it created is alone: only then it is stored as written.
    if (model.send?.created === true && !model.send.over) return;
    unsure.clear();
    model.before = null;
  }

  /** The worker is gone: what it had stored of the last answers is not known. */
  function workerGone(now: number): void {
    if (model.before) Object.assign(state, { ...model.before, lastCourse: null, unsure: true });
    for (const [number, was] of unsure) {
      courses.set(number, { ...was, written: null, known: false, doubt: true });
    }
    for (const one of courses.values()) {
      one.hidden += 1;
      if (one.school?.before) one.school = { ...one.school, keeps: null };
    }
    for (const one of courses.values()) {
      // A try of another place may have been noted, and no request of it seen.
      if (!one.waits || !one.written || same(one.waits.visit, one.written.visit)) continue;
      Object.assign(one, { before: one.written.visit, written: null, doubt: true });
    }
    // Of a course that was due it may have been stored that another one was not written last any more.
    const isDue = ({ at, since }: Waiting) => now >= Math.min(at + QUIET, since + LATEST);
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

  return { settles, workerGone };
}
