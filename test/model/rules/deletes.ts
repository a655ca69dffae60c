import type { ModelState } from './model-state.ts';
import { unknownCourse, type Pending } from './course.ts';
import { backoff } from './limits.ts';

/* Deletes that were asked for: put off, tried again, and carried out. */

export function createDeletes({ chance, broken, state, courses, course }: ModelState) {
  /** A delete was carried out: what waited for the course is discarded if its memory is gone. */
  function forgets(number: number): void {
    const pending = state.deletes.get(number);
    state.deletes.delete(number);
    if (pending && !pending.ours) return;
    discards(number, pending ?? null);
  }

  /** Only what was opened after the delete or the unfollow was due goes on waiting. */
  function discards(
    number: number,
    was: { readonly due: number; readonly ours: boolean; readonly missed: boolean } | null,
  ): void {
    const { waits, fallback: before, newest, vague, own, doubt: unsure } = course(number);
    const isNewer = was && waits && waits.latest >= was.due;
    // What was written may stay there: then it is not written anew.
    const stays = was?.ours === true && !was.missed ? {} : { newest, vague: true };
    const keepsFallback = was && before && before.waits.latest >= was.due;
    const fallback = keepsFallback
      ? { sure: before.sure, waits: { ...before.waits, since: before.waits.at } }
      : null;
    const left = isNewer
      ? { waits: { ...waits, since: waits.at }, fallback, newest, vague }
      : stays;
    // It may also have been given up for another device's place, which is deleted now.
    const doubt = isNewer === true && (unsure || waits.at < was.due);
    courses.set(number, { ...unknownCourse(), ...left, own, doubt });
    if (doubt) course(number).vague = true;
  }

  /** Also deletes that were refused are tried again. */
  function deletesAgain(): void {
    for (const one of state.deletes.values()) one.failed = false;
  }

  /** A worker was stopped after it may have put a delete off: what it stored is known from its store. */
  function checkPostponed(
    pending: Pending,
    stored: { due: number; attempts: number },
    now: number,
  ): void {
    if (stored.attempts === pending.attempts) return;
    const { attempts, due } = stored;
    const least = Math.floor(now + backoff(pending.attempts + 1, chance));
    if (attempts !== pending.attempts + 1 || due < least)
      broken('a delete was put off for no reason');
    Object.assign(pending, { due, attempts });
  }

  /** The server does not answer a delete just now: all that are due wait together. */
  function postpones(pending: Pending, asked: number, now: number): void {
    const due = now + Math.max(backoff(pending.attempts + 1, chance), asked);
    for (const other of state.deletes.values()) {
      if (other !== pending && (other.failed || other.due > now)) continue;
      other.attempts += 1;
      other.due = due;
    }
    if (asked > 0) state.notBefore = now + asked;
  }

  return { forgets, discards, deletesAgain, checkPostponed, postpones };
}
