import { same } from './campus.ts';
import type { ModelState } from './model-state.ts';
import type { Sighting } from './course.ts';
import { DAY, TRUSTED_TIME } from './limits.ts';

/* Which places the server has already, and which must not be sent. */

export type SendChecks = ReturnType<typeof createSendChecks>;

export function createSendChecks({ browser, state, courses, course }: ModelState) {
  /** Returns whether a write still counts as unchanged: for some minutes, on the day of the visit. */
  function isTrusted(at: number, seen: number): boolean {
    const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
    return Date.now() - at <= TRUSTED_TIME && day(at) === day(seen);
  }

  /** Returns whether the server certainly has this place, so that there is nothing to send. */
  function isSaved(number: number, { visit, seen }: Sighting): boolean {
    const { written } = course(number);
    const latest = written !== null && state.lastCourse === number;
    return latest && same(written.visit, visit) && isTrusted(written.at, seen);
  }

  /** Like `isSaved`, for a due place. Also true after the learner went on to another course. */
  function isNothingNew(number: number, { visit, seen }: Sighting): boolean {
    const left = browser.front !== null && browser.front !== number;
    const { written } = course(number);
    if (left && written && same(written.visit, visit)) return isTrusted(written.at, seen);
    return isSaved(number, { visit, seen });
  }

  /** Returns every reason why a course must not be sent now. */
  function forbidden(number: number): string[] {
    const { stopped } = course(number);
    const pending = state.deletes.get(number);
    return [
      ...(state.connected ? [] : ['without a connection']),
      ...(browser.paused ? ['while paused'] : []),
      ...(state.stopped ? ['though the server rejected the key'] : []),
      ...(browser.exams.size > 0 ? ['while a tab shows an exam'] : []),
      ...(stopped ? ['though the server rejected the place'] : []),
      ...(pending && !pending.failed ? ['while its delete is pending'] : []),
      ...(browser.never.has(number) ? ['though the course is not followed'] : []),
      ...(browser.pauses.course(number) ? ['while the course is paused'] : []),
    ];
  }

  /** Returns whether the school keeps the course today. `ask`: the worker certainly has to ask. */
  function schoolNow(number: number, now: number): 'keeps' | 'keeps not' | 'ask' | 'unknown' {
    const { school } = course(number);
    if (!school || now >= school.at + DAY) return 'ask';
    if (school.keeps === null || school.before) return 'unknown';
    return school.keeps ? 'keeps' : 'keeps not';
  }

  /** Marks places that the worker may have dropped, because the server has them. */
  function markMaybeDropped(): void {
    for (const [number, one] of courses) {
      const left = browser.front !== number;
      const again = one.waits && one.written && same(one.waits.visit, one.written.visit);
      if (!one.waits || !((left && again) || isNothingNew(number, one.waits))) continue;
      one.hiddenAttempts += one.attempts;
      Object.assign(one, { attempts: 0, notBefore: 0, doubt: true });
    }
  }

  return { isSaved, isNothingNew, forbidden, schoolNow, markMaybeDropped };
}
