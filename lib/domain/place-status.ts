import type { BlockedReason, Place } from '../edx/place.ts';
import { coursesBeingDeleted } from '../store/items/pending-deletes.ts';
import { pauseOfCourse } from '../store/items/pauses.ts';
import { EMPTY_RECORD, waitingIn } from '../store/items/outbox-record.ts';
import type { Seen } from '../store/items/tabs.ts';
import { entryText } from './entry-text.ts';
import { isUnit } from './place-from-report.ts';
import { lookAtSeen, type Overview } from './overview.ts';
import { allWaiting, isUnfollowed, waitOf, type Stop, type Wait } from './waiting-places.ts';

/** The one line that the Now tab says about the place. */
export type Status =
  /** `until`: when the pause ends by itself (ms), or null. */
  | { readonly kind: 'paused'; readonly waiting: number; readonly until: number | null }
  /** The browser's storage is full, so what the learner opens now cannot be kept. */
  | { readonly kind: 'no-room' }
  | { readonly kind: 'blocked'; readonly reason: BlockedReason }
  /**
   * Another account is signed in. The site is blocked until the learner accepts that account, or is
   * back.
   */
  | { readonly kind: 'another-account'; readonly site: string }
  | { readonly kind: 'no-course' }
  /** The learner does not follow this course. */
  | { readonly kind: 'not-followed'; readonly courseKey: string }
  /** The learner has paused this course. `until`: as above. */
  | {
      readonly kind: 'course-paused';
      readonly courseKey: string;
      readonly until: number | null;
    }
  | { readonly kind: 'not-connected'; readonly waiting: number }
  /** Waypoint deletes what it stored before it removes the key. */
  | { readonly kind: 'disconnecting' }
  /** The browser does not let Waypoint reach the server. */
  | { readonly kind: 'no-access' }
  | {
      readonly kind: 'stopped';
      readonly reason: Stop;
      readonly words: string;
      readonly since: number;
    }
  /** A page of a course outside a unit. Waypoint shows it and does not keep it. */
  | { readonly kind: 'not-a-unit' }
  | { readonly kind: 'deleting' }
  | { readonly kind: 'waiting'; readonly since: number; readonly why: Wait }
  | { readonly kind: 'saved'; readonly at: number }
  /** The school's own server tracks the place, so Waypoint does not write. */
  | { readonly kind: 'school-keeps' }
  /**
   * The place that waited here was older than the one that another device of the learner had saved.
   */
  | { readonly kind: 'newer-elsewhere' }
  /** The place was just seen, and nothing is known yet. */
  | { readonly kind: 'seen' };

/**
 * Returns the status of what a tab shows. `seen` is null for a page that Waypoint does not read.
 */
export function statusOf(whole: Overview, seen: Seen | null): Status {
  const overview = lookAtSeen(whole, seen);
  const { paused, pausedUntil, noRoom, connection, health, pendingDeletes } = overview;
  const all = allWaiting(whole);
  const waiting = paused
    ? all.length
    : all.filter((one) => one.connection.id === connection?.id).length;
  if (paused) return { kind: 'paused', waiting, until: pausedUntil };
  if (noRoom !== null) return { kind: 'no-room' };
  if (seen?.kind === 'blocked') return { kind: 'blocked', reason: seen.reason };
  const site = blockedSite(overview, seen);
  if (site !== undefined) return { kind: 'another-account', site };
  if (seen?.kind === 'place' && isUnfollowed(overview, seen.place.courseKey)) {
    return { kind: 'not-followed', courseKey: seen.place.courseKey };
  }
  const pause = seen?.kind === 'place' && pauseOfCourse(overview.pauses, seen.place.courseKey);
  if (pause) {
    return {
      kind: 'course-paused',
      courseKey: pause.courseKey,
      until: pause.end?.until ?? null,
    };
  }
  if (!connection?.connected) return { kind: 'not-connected', waiting };
  if (overview.disconnecting) return { kind: 'disconnecting' };
  if (!overview.reach) return { kind: 'no-access' };
  if (health.stop) {
    const { reason, words, at } = health.stop;
    return { kind: 'stopped', reason, words, since: at };
  }
  if (seen?.kind !== 'place') return { kind: 'no-course' };
  const { place } = seen;
  if (!isUnit(place)) return { kind: 'not-a-unit' };
  const record = overview.records.get(place.courseKey) ?? EMPTY_RECORD;
  const unsent = waitingIn(record);
  const isTracked = record.edxMemory?.tracks === true && !record.lastError;
  if (unsent && unsent.place.unitKey === place.unitKey && !isTracked) {
    const why = waitOf(overview, place.courseKey, record);
    return { kind: 'waiting', since: unsent.since, why };
  }
  if (coursesBeingDeleted(pendingDeletes, connection.id).has(place.courseKey)) {
    return { kind: 'deleting' };
  }
  // A place that came later is not written either, so it is not shown as on its way.
  if (isTracked) return { kind: 'school-keeps' };
  const saved = record.lastSent;
  if (saved && saved.unitKey === place.unitKey) return { kind: 'saved', at: saved.at };
  if (record.newerElsewhere?.unitKey === place.unitKey) return { kind: 'newer-elsewhere' };
  return { kind: 'seen' };
}

/**
 * Returns the blocked site to ask the learner about: the one of the place in the tab, or any if the
 * tab shows no place; undefined if there is no such site.
 */
export function blockedSite({ blockedSites }: Overview, seen: Seen | null): string | undefined {
  return blockedSites.find((site) => seen?.kind !== 'place' || seen.place.site === site);
}

/** Returns exactly the text that is, or will be, the entry of this place. */
export function textOf(overview: Overview, place: Place): string {
  const { records } = lookAtSeen(overview, { kind: 'place', place });
  const record = records.get(place.courseKey) ?? EMPTY_RECORD;
  const { lastSent, visited } = record;
  const waiting = waitingIn(record);
  if (waiting && waiting.place.unitKey === place.unitKey) return entryText(waiting.place, visited);
  if (lastSent && lastSent.unitKey === place.unitKey) return lastSent.text;
  return entryText(place, visited);
}
