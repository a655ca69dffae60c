import type { BlockedReason, Place } from '../edx/place.ts';
import { type Connection, type Health } from '../store/items/connections.ts';
import { coursesBeingDeleted } from '../store/items/pending-deletes.ts';
import { isPaused } from '../store/items/pauses.ts';
import {
  EMPTY_RECORD,
  type CourseRecord,
  type Trouble,
  MOST_REFUSALS,
} from '../store/items/outbox-record.ts';
import { type Seen } from '../store/items/tabs.ts';
import { entryText } from './entry-text.ts';
import { isUnit } from './place-from-report.ts';
import { dueAt, overruledFrom } from './retry-timing.ts';
import { lookAt, lookAtSeen, type Overview } from './overview.ts';

type Stop = NonNullable<Health['stop']>['reason'];

/** Why a place is not sent yet, and what it waits for. */
export type Wait =
  /**
   * The learner may open another unit at any moment, so Waypoint sends the place at `next` (ms);
   * `free`: as below.
   */
  | { readonly kind: 'quiet'; readonly next: number; readonly free: number }
  | { readonly kind: 'exam' }
  | { readonly kind: 'account'; readonly site: string }
  | { readonly kind: 'deleting' }
  /** Its site or its course is paused. */
  | { readonly kind: 'paused' }
  /** Waypoint sends nothing to the connection, for the reason in `standing`. */
  | {
      readonly kind: 'school';
      readonly standing: 'not-connected' | 'disconnecting' | 'no-access' | Stop;
    }
  /**
   * A try failed, and Waypoint tries again at `next` (ms); `asked`: the server said not to before
   * (ms); `free`: from when the learner's Try again can overrule that (ms).
   */
  | {
      readonly kind: 'again';
      readonly trouble: Trouble;
      readonly next: number;
      readonly asked: number;
      readonly free: number;
    }
  /**
   * The server rejected the place; `final`: Waypoint sends nothing more from the course unless the
   * learner tries again.
   */
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly words: string;
      readonly final: boolean;
    };

/** A place that has not arrived at the server. */
export interface Waiting {
  readonly connection: Connection;
  readonly courseKey: string;
  readonly place: Place;
  /** When the first unsent place of the course came (ms). */
  readonly since: number;
  readonly why: Wait;
}

/** The one line that the Now tab says about the place. */
export type Status =
  | { readonly kind: 'paused'; readonly waiting: number }
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
  /** The learner has paused this course. */
  | { readonly kind: 'course-paused'; readonly courseKey: string }
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
  const { paused, noRoom, connection, health, pendingDeletes } = overview;
  const all = allWaiting(whole);
  const waiting = paused
    ? all.length
    : all.filter((one) => one.connection.id === connection?.id).length;
  if (paused) return { kind: 'paused', waiting };
  if (noRoom !== null) return { kind: 'no-room' };
  if (seen?.kind === 'blocked') return { kind: 'blocked', reason: seen.reason };
  const site = heldSite(overview, seen);
  if (site !== undefined) return { kind: 'another-account', site };
  if (seen?.kind === 'place' && isNever(overview, seen.place.courseKey)) {
    return { kind: 'not-followed', courseKey: seen.place.courseKey };
  }
  if (seen?.kind === 'place' && isPaused(overview.pauses, seen.place.courseKey)) {
    return { kind: 'course-paused', courseKey: seen.place.courseKey };
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
  const { waiting: unsent } = record;
  const schoolKeeps = record.school?.keeps === true && !record.trouble;
  if (unsent && unsent.place.unitKey === place.unitKey && !schoolKeeps) {
    const why = waitOf(overview, place.courseKey, record);
    return { kind: 'waiting', since: unsent.since, why };
  }
  if (coursesBeingDeleted(pendingDeletes, connection.id).has(place.courseKey)) {
    return { kind: 'deleting' };
  }
  // A place that came later is not written either, so it is not shown as on its way.
  if (schoolKeeps) return { kind: 'school-keeps' };
  const saved = record.lastSent;
  if (saved && saved.unitKey === place.unitKey) return { kind: 'saved', at: saved.at };
  if (record.newerElsewhere?.unitKey === place.unitKey) return { kind: 'newer-elsewhere' };
  return { kind: 'seen' };
}

/** Returns everything that has not arrived, the longest wait first. */
export function allWaiting(overview: Overview): Waiting[] {
  const all = overview.all.flatMap(({ connection, records }) =>
    [...records].flatMap(([courseKey, record]): Waiting[] => {
      if (!record.waiting) return [];
      const { place, since } = record.waiting;
      const why = waitOf(lookAt(overview, connection.id), courseKey, record);
      return [{ connection, courseKey, place, since, why }];
    }),
  );
  return all.toSorted((a, b) => a.since - b.since);
}

/**
 * Returns why the place of a record waits. The record is of the connection that the overview looks
 * at.
 */
function waitOf(overview: Overview, courseKey: string, record: CourseRecord): Wait {
  const { stop, waiting, trouble, refusals } = record;
  const { connection, health, held, exam, disconnecting, reach, pendingDeletes } = overview;
  const site = waiting?.place.site ?? '';
  if (held.includes(site)) return { kind: 'account', site };
  if (coursesBeingDeleted(pendingDeletes, connection?.id).has(courseKey)) {
    return { kind: 'deleting' };
  }
  if (overview.pauses.sites.includes(site) || isPaused(overview.pauses, courseKey)) {
    return { kind: 'paused' };
  }
  if (!connection?.connected) return { kind: 'school', standing: 'not-connected' };
  if (disconnecting) return { kind: 'school', standing: 'disconnecting' };
  if (!reach) return { kind: 'school', standing: 'no-access' };
  if (health.stop) return { kind: 'school', standing: health.stop.reason };
  if (stop) return { kind: 'refused', ...stop, final: refusals >= MOST_REFUSALS };
  if (exam) return { kind: 'exam' };
  const asked = health.notBefore;
  const now = Date.now();
  const next = Math.max(dueAt(record, now) ?? 0, asked);
  const free = asked > now ? overruledFrom(health, now) : 0;
  return trouble ? { kind: 'again', trouble, next, asked, free } : { kind: 'quiet', next, free };
}

const isNever = ({ never }: Overview, course: string): boolean =>
  never.some(({ courseKey }) => courseKey === course);

/**
 * Returns the blocked site to ask the learner about: the one of the place in the tab, or any if the
 * tab shows no place; undefined if there is no such site.
 */
export function heldSite({ held }: Overview, seen: Seen | null): string | undefined {
  return held.find((site) => seen?.kind !== 'place' || seen.place.site === site);
}

/** Returns exactly the text that is, or will be, the entry of this place. */
export function textOf(overview: Overview, place: Place): string {
  const { records } = lookAtSeen(overview, { kind: 'place', place });
  const record = records.get(place.courseKey) ?? EMPTY_RECORD;
  const { waiting, lastSent, visited } = record;
  if (waiting && waiting.place.unitKey === place.unitKey) return entryText(waiting.place, visited);
  if (lastSent && lastSent.unitKey === place.unitKey) return lastSent.text;
  return entryText(place, visited);
}
