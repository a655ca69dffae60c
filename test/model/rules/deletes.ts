import type { ModelState } from './model-state.ts';
import { unknownCourse, type Pending } from './course.ts';
import { backoff, held } from './limits.ts';

/* Pending deletes: postponed, retried and completed. */

export function createPendingDeletes({ chance, broken, state, courses, course }: ModelState) {
  /** Records a completed delete. The waiting place is discarded with Waypoint's memory. */
  function completeDelete(number: number): void {
    const pending = state.deletes.get(number);
    state.deletes.delete(number);
    if (pending && !pending.ours) return;
    discardPlaces(number, pending ?? null);
  }

  /** Discards what waited. A place opened after the delete or unfollow was due keeps waiting. */
  function discardPlaces(
    number: number,
    was: { readonly due: number; readonly ours: boolean; readonly missed: boolean } | null,
  ): void {
    const { waits, fallback: before, newest, vague, own, doubt: unsure } = course(number);
    const isNewer = was && waits && waits.latest >= was.due;
    // The memory may stay on the server. Then the worker does not write it again.
    const stays = was?.ours === true && !was.missed ? {} : { newest, vague: true };
    const keepsFallback = was && before && before.waits.latest >= was.due;
    const fallback = keepsFallback
      ? { sure: before.sure, waits: { ...before.waits, since: before.waits.at } }
      : null;
    const left = isNewer
      ? { waits: { ...waits, since: waits.at }, fallback, newest, vague }
      : stays;
    // The worker may also have dropped it for another device's place, which is deleted now.
    const doubt = isNewer === true && (unsure || waits.at < was.due);
    courses.set(number, { ...unknownCourse(), ...left, own, doubt });
    if (doubt) course(number).vague = true;
  }

  /** Also retries deletes that the server rejected. */
  function retryDeletes(): void {
    for (const one of state.deletes.values()) one.failed = false;
  }

  /** Reads from the store whether a stopped worker had postponed a delete, and checks the new time. */
  function checkPostponed(
    pending: Pending,
    stored: { due: number; attempts: number },
    now: number,
  ): void {
    if (stored.attempts === pending.attempts) return;
    const { attempts, due } = stored;
    const least = Math.floor(now + backoff(pending.attempts + 1, chance));
    if (attempts !== pending.attempts + 1 || due < least)
      broken('a delete was postponed without a reason');
    Object.assign(pending, { due, attempts });
  }

  /** Postpones all due deletes together, because the server did not answer one of them. */
  function postponeDeletes(pending: Pending, asked: number, now: number): void {
    const due = now + Math.max(backoff(pending.attempts + 1, chance), held(asked, chance));
    for (const other of state.deletes.values()) {
      if (other !== pending && (other.failed || other.due > now)) continue;
      other.attempts += 1;
      other.due = due;
    }
    if (asked > 0) state.notBefore = now + held(asked, chance);
  }

  return { completeDelete, discardPlaces, retryDeletes, checkPostponed, postponeDeletes };
}
