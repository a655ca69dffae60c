import { createAnswers } from './answer.ts';
import { createRequestRule } from './ask.ts';
import { createModelState, type Browser } from './model-state.ts';
import { COURSES, same } from './campus.ts';
import { createPendingDeletes } from './deletes.ts';
import { createMoves } from './moves.ts';
import { LATE_AFTER } from './limits.ts';
import { createSendChecks } from './send-checks.ts';
import { createPlaces } from './places.ts';
import { createSettled } from './settled.ts';

/*
 * The rules of sending, stated without the real code: which requests one browser may make to one school
 * at a moment. If the model cannot know whether a stopped worker stored something, it allows both.
 */

export type Rules = ReturnType<typeof createRules>;

export function createRules(chance: number, broken: (sentence: string) => void, browser: Browser) {
  const model = createModelState(chance, broken, browser);
  const sendChecks = createSendChecks(model);
  const answers = createAnswers(model, sendChecks);
  const { state, courses, course } = model;
  const { isNothingNew, markMaybeDropped } = sendChecks;

  /** Returns the courses with a place that certainly waits and will be sent without anybody's help. */
  function waiting(): number[] {
    if (!state.connected || browser.paused || state.stopped || state.unsure) return [];
    return [...courses].flatMap(([number, one]) => {
      const { waits, stopped, doubt, vague } = one;
      const pending = state.deletes.get(number);
      const off = browser.never.has(number) || browser.pauses.course(number);
      const deleted = (pending && !pending.failed) || off;
      const isHeld = stopped || doubt || vague || deleted || one.created;
      const known = waits && browser.front !== null && !isNothingNew(number, waits);
      // The model may not know whether another course was written since.
      const back = waits && one.before !== null && same(waits.visit, one.before);
      const maybe = back === true || (state.lastCourse === null && one.written !== null);
      return known && !isHeld && !maybe ? [number] : [];
    });
  }

  /** Returns whether the waiting place is so old that the worker may have to read the memory first. */
  function isLate(number: number, now: number): boolean {
    const { waits } = course(number);
    return waits !== null && now - waits.at > LATE_AFTER;
  }

  /**
   * Allows each course to be sent at once, in spite of the backoff. Two attempts may follow, because
   * a running `sendDue` is followed by another one.
   */
  function skipBackoff(): void {
    for (const number of COURSES.keys()) {
      state.backoffSkips.set(number, Math.min(2, (state.backoffSkips.get(number) ?? 0) + 1));
    }
  }

  return {
    state,
    say: broken,
    course,
    markMaybeDropped,
    checkRequest: createRequestRule(model, sendChecks, answers),
    processAnswer: answers.processAnswer,
    ...createPlaces(model, sendChecks),
    ...createPendingDeletes(model),
    ...createMoves(model, sendChecks),
    ...createSettled(model, answers),
    waiting,
    isLate,
    skipBackoff,
    /** Returns the send that is running, or null. */
    sending: () => (model.send && !model.send.over ? model.send : null),
    /** Returns the places that may have been written for a user before another one was connected. */
    writtenForFormerUser: (user: number) =>
      model.former.filter((one) => one.user === user).map(({ visit }) => visit),
  };
}
