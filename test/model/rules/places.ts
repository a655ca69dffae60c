import type { ModelState } from './model-state.ts';
import { lessonOf, same, type Visit } from './campus.ts';
import { unknownCourse } from './course.ts';
import { MOST_REFUSALS, OVERRULED_ONCE_IN } from './limits.ts';
import type { SendChecks } from './send-checks.ts';

/* What the learner does with places: they are seen, taken back, and wait for whoever is connected. */

export function createPlaces(model: ModelState, sendChecks: SendChecks) {
  const { browser, state, courses, course, unsure } = model;
  const { isSaved, schoolNow, markMaybeDropped } = sendChecks;

  /**
   * An allowed place was seen; `sure` when the worker said that it has it.
   * @param seen when, if that was before it could be noted
   */
  function sees(visit: Visit, now: number, sure: boolean, seen = now): void {
    const one = course(visit.course);
    browser.front = sure ? visit.course : null;
    const unclear = one.doubt || one.vague;
    one.newest = sure ? [visit] : [...one.newest, visit];
    if (sure) one.vague = false;
    // What was created and is being looked at still waits.
    const open =
      model.send?.created === true && !model.send.over && model.send.course === visit.course;
    const waits = one.waits ?? (open ? (unsure.get(visit.course)?.waits ?? null) : null);
    // What is told already is put aside when it is due, and its failures with it.
    const isDropped = waits !== null && isSaved(visit.course, waits);
    if (isDropped) {
      one.hidden += one.attempts;
      Object.assign(one, { attempts: 0, notBefore: 0 });
    }
    const school = schoolNow(visit.course, now);
    one.kept = school === 'keeps' || school === 'unknown';
    const latest = sure ? seen : Infinity;
    if (waits?.visit.unit === visit.unit) {
      // When it may have been put aside before, it is not told when it was noted.
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
      // The school keeps it, or may do so: then it is put aside.
      one.doubt ||= one.kept;
      // It is not known whether another course was written since: then it may be no news.
      one.doubt ||= state.lastCourse === null && one.written !== null;
      if (one.refusals < MOST_REFUSALS) one.stopped = false;
    }
    // What was created and is being looked at may turn out not to be written.
    const was = unsure.get(visit.course);
    const { newest, vague, kept, fallback } = one;
    if (was) unsure.set(visit.course, { ...was, newest, vague, kept, fallback, waits: one.waits });
  }

  /** A place turned out to be of a refused page: what waited before it comes back. */
  function withdraws(visit: Visit): void {
    const one = course(visit.course);
    // What was created and is being looked at may turn out not to be written.
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

  function connects(user: number): void {
    if (state.user !== user) {
      const { user: last } = state;
      state.connection += 1;
      if (last !== null)
        model.former.push(...model.attempted.map((visit) => ({ user: last, visit })));
      model.attempted = [];
      markMaybeDropped();
      for (const [number, one] of courses) {
        // Created, and not yet known to be alone: it still waits, and goes along.
        const open = unsure.get(number);
        const { waits, fallback, newest, vague, doubt } = open ?? one;
        // To another person nothing goes along.
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

  /** Every wait and refusal is forgotten: the learner asks for it. A Retry-After is, once a minute. */
  function triesAgain(now: number): void {
    Object.assign(state, { stopped: false, unsure: false });
    if (state.notBefore > now && now - state.overruled >= OVERRULED_ONCE_IN) {
      Object.assign(state, { notBefore: 0, overruled: now });
      if (model.before) model.before.notBefore = 0;
    }
    for (const one of courses.values()) {
      one.hidden += one.attempts;
      Object.assign(one, {
        attempts: 0,
        notBefore: 0,
        refusals: 0,
        stopped: false,
        created: false,
      });
    }
  }

  return { sees, withdraws, connects, triesAgain };
}
