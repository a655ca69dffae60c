import { same } from './campus.ts';
import type { ModelState } from './model-state.ts';
import type { Sighting } from './course.ts';
import { A_DAY, TRUSTED } from './limits.ts';

/* What is no news to the server, and what may not be sent. */

export type SendChecks = ReturnType<typeof createSendChecks>;

export function createSendChecks({ browser, state, courses, course }: ModelState) {
  /** Whether what was written then still counts as there: for some minutes, on the day of the visit. */
  function isTrusted(at: number, seen: number): boolean {
    const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
    return Date.now() - at <= TRUSTED && day(at) === day(seen);
  }

  /** True when the server surely has just this, so that there is nothing to tell it. */
  function isSaved(number: number, { visit, seen }: Sighting): boolean {
    const { written } = course(number);
    const latest = written !== null && state.lastCourse === number;
    return latest && same(written.visit, visit) && isTrusted(written.at, seen);
  }

  /** The same, once the place is due: of a course that was left for another it is no news either. */
  function isNothingNew(number: number, { visit, seen }: Sighting): boolean {
    const left = browser.front !== null && browser.front !== number;
    const { written } = course(number);
    if (left && written && same(written.visit, visit)) return isTrusted(written.at, seen);
    return isSaved(number, { visit, seen });
  }

  function forbidden(number: number): string[] {
    const { stopped } = course(number);
    const pending = state.deletes.get(number);
    return [
      ...(state.connected ? [] : ['without a connection']),
      ...(browser.paused ? ['while paused'] : []),
      ...(state.stopped ? ['though the server refused the key'] : []),
      ...(browser.exams.size > 0 ? ['while a tab shows an exam'] : []),
      ...(stopped ? ['though the server refused it'] : []),
      ...(pending && !pending.failed ? ['while its delete is pending'] : []),
      ...(browser.never.has(number) ? ['though it is not followed any more'] : []),
      ...(browser.pausedCourses.has(number) ? ['while it is paused'] : []),
    ];
  }

  /** What is known for today of the school: `ask` when it surely has to be asked. */
  function schoolNow(number: number, now: number): 'keeps' | 'keeps not' | 'ask' | 'unknown' {
    const { school } = course(number);
    if (!school || now >= school.at + A_DAY) return 'ask';
    if (school.keeps === null || school.before) return 'unknown';
    return school.keeps ? 'keeps' : 'keeps not';
  }

  /** What is no news of a course that was (perhaps) left may have been put aside by now. */
  function markMaybeDropped(): void {
    for (const [number, one] of courses) {
      const left = browser.front !== number;
      const again = one.waits && one.written && same(one.waits.visit, one.written.visit);
      if (!one.waits || !((left && again) || isNothingNew(number, one.waits))) continue;
      one.hidden += one.attempts;
      Object.assign(one, { attempts: 0, notBefore: 0, doubt: true });
    }
  }

  return { isSaved, isNothingNew, forbidden, schoolNow, markMaybeDropped };
}
