import type { ModelState } from './model-state.ts';
import { lessonOf, same, type Visit } from './campus.ts';
import { unknownCourse } from './course.ts';
import { MOST_REFUSALS, OVERRULED_ONCE_IN } from './limits.ts';
import type { SendChecks } from './send-checks.ts';

/* How places are seen, withdrawn, and kept for the user who is connected. */

export function createPlaces(model: ModelState, sendChecks: SendChecks) {
  const { browser, state, courses, course, unsure } = model;
  const { isSaved, schoolNow, markMaybeDropped } = sendChecks;

  /**
   * Records a place that may be sent.
   * @param sure whether the worker accepted it
   * @param seen when the learner saw it, if that was before the worker could queue it
   */
  function seePlace(visit: Visit, now: number, sure: boolean, seen = now): void {
    const one = course(visit.course);
    browser.front = sure ? visit.course : null;
    const unclear = one.doubt || one.vague;
    one.newest = sure ? [visit] : [...one.newest, visit];
    if (sure) one.vague = false;
    // A created memory that is checked for duplicates still waits.
    const open =
      model.send?.created === true && !model.send.over && model.send.course === visit.course;
    const waits = one.waits ?? (open ? (unsure.get(visit.course)?.waits ?? null) : null);
    // If the server has the place already, the worker drops it with its failures once it is due.
    const isDropped = waits !== null && isSaved(visit.course, waits);
    if (isDropped) {
      one.hiddenAttempts += one.attempts;
      Object.assign(one, { attempts: 0, notBefore: 0 });
    }
    const school = schoolNow(visit.course, now);
    one.kept = school === 'keeps' || school === 'unknown';
    const latest = sure ? seen : Infinity;
    if (waits?.visit.unit === visit.unit) {
      // If the worker may have dropped it before, the model does not know when it was queued.
      const isNew = isDropped || unclear;
      const known = isNew ? Infinity : waits.latest;
      const n = same(waits.visit, visit) ? waits.n : (model.count += 1);
      const lastSeen = isNew ? seen : waits.seen;
      one.waits = { ...waits, visit, seen: lastSeen, latest: Math.min(known, latest), n };
    } else if (waits || !isSaved(visit.course, { visit, seen })) {
      if (!waits) one.fallback = null;
      else if (lessonOf(waits.visit) !== lessonOf(visit)) {
        one.fallback = { waits, sure: !isDropped && !unclear };
      }
      const since = Math.min(waits?.since ?? seen, seen);
      one.waits = { visit, seen, since, at: seen, latest, n: (model.count += 1) };
      // If the school keeps it, or may keep it, the worker drops it.
      one.doubt ||= one.kept;
      // If no other course was written since, the server may have this place already.
      one.doubt ||= state.lastCourse === null && one.written !== null;
      if (one.refusals < MOST_REFUSALS) one.stopped = false;
    }
    // A created memory that is checked for duplicates may turn out not to be written.
    const was = unsure.get(visit.course);
    const { newest, vague, kept, fallback } = one;
    if (was) unsure.set(visit.course, { ...was, newest, vague, kept, fallback, waits: one.waits });
  }

  /** Withdraws a place whose page must not be read. The fallback place waits again. */
  function withdrawPlace(visit: Visit): void {
    const one = course(visit.course);
    // A created memory that is checked for duplicates may turn out not to be written.
    const was = unsure.get(visit.course);
    for (const it of was ? [one, was] : [one]) {
      const isOpen = it.waits?.visit.unit === visit.unit;
      const fallback = isOpen ? it.fallback : null;
      const newest = fallback ? [fallback.waits.visit] : [];
      const vague = !fallback?.sure || it.doubt || it.vague || was !== undefined;
      Object.assign(it, { waits: fallback?.waits ?? null, fallback: null, newest, vague });
      if (!fallback) Object.assign(it, { attempts: 0, notBefore: 0 });
      else if (it.refusals < MOST_REFUSALS) it.stopped = false;
    }
    if (was?.waits) Object.assign(one, { waits: was.waits, newest: was.newest, doubt: true });
  }

  /** Connects a user. The first user takes over what waits, a different user does not. */
  function connectUser(user: number): void {
    if (state.user !== user) {
      const { user: last } = state;
      state.connection += 1;
      if (last !== null)
        model.former.push(...model.attempted.map((visit) => ({ user: last, visit })));
      model.attempted = [];
      markMaybeDropped();
      for (const [number, one] of courses) {
        // A created memory that is checked for duplicates still waits, and moves too.
        const open = unsure.get(number);
        const { waits, fallback, newest, vague, doubt } = open ?? one;
        // Nothing moves to another person.
        const moved = waits && last === null ? { waits, fallback, newest } : {};
        const sure = !vague && !doubt;
        courses.set(number, {
          ...unknownCourse(),
          ...moved,
          vague: !sure,
          doubt: open !== undefined,
        });
      }
      unsure.clear();
      state.deletes.clear();
      state.lastCourse = null;
    }
    Object.assign(state, { user, connected: true, stopped: false, notBefore: 0 });
  }

  /** Clears every wait and rejection, because the learner asks for it. Clears a Retry-After once a minute. */
  function tryAgain(now: number): void {
    Object.assign(state, { stopped: false, unsure: false });
    if (state.notBefore > now && now - state.overruled >= OVERRULED_ONCE_IN) {
      Object.assign(state, { notBefore: 0, overruled: now });
      if (model.before) model.before.notBefore = 0;
    }
    for (const one of courses.values()) {
      Object.assign(one, { notBefore: 0, refusals: 0, stopped: false, created: false });
    }
  }

  /** Clears the same as `tryAgain`, and the count of attempts: the learner connected. */
  function startAfresh(now: number): void {
    tryAgain(now);
    for (const one of courses.values()) {
      one.hiddenAttempts += one.attempts;
      one.attempts = 0;
    }
  }

  return { seePlace, withdrawPlace, connectUser, tryAgain, startAfresh };
}
