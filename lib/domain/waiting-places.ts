import type { Place } from '../edx/place.ts';
import type { Connection, Health } from '../store/items/connections.ts';
import { coursesBeingDeleted } from '../store/items/pending-deletes.ts';
import { pauseOfCourse, pauseOfSite } from '../store/items/pauses.ts';
import {
  MOST_REJECTIONS,
  waitingIn,
  type CourseRecord,
  type SendError,
} from '../store/items/outbox-record.ts';
import { dueAt, overruledFrom } from './retry-timing.ts';
import { lookAt, type Overview } from './overview.ts';

export type Stop = NonNullable<Health['stop']>['reason'];

/** Why a place is not sent yet, and what it waits for. */
export type Wait =
  /**
   * The learner may open another unit at any moment, so Waypoint sends the place at `next` (ms);
   * `free`: as below.
   */
  | { readonly kind: 'quiet'; readonly next: number; readonly free: number }
  | { readonly kind: 'exam' }
  | { readonly kind: 'account'; readonly site: string }
  /** Its course is being deleted, or is not followed any more. */
  | { readonly kind: 'deleting' }
  /** Its site or its course is paused. */
  | { readonly kind: 'paused' }
  /** Waypoint sends nothing to the connection, for the reason in `state`. */
  | {
      readonly kind: 'school';
      readonly state: 'not-connected' | 'disconnecting' | 'no-access' | Stop;
    }
  /**
   * A try failed, and Waypoint tries again at `next` (ms); `asked`: the server said not to before
   * (ms); `free`: from when the learner's Try again can overrule that (ms).
   */
  | {
      readonly kind: 'again';
      readonly error: SendError;
      readonly next: number;
      readonly asked: number;
      readonly free: number;
    }
  /**
   * The server rejected the place; `final`: Waypoint sends nothing more from the course unless the
   * learner tries again.
   */
  | {
      readonly kind: 'rejected';
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

/** Returns everything that has not arrived, the longest wait first. */
export function allWaiting(overview: Overview): Waiting[] {
  const all = overview.all.flatMap(({ connection, records }) =>
    [...records].flatMap(([courseKey, record]): Waiting[] => {
      const waiting = waitingIn(record);
      if (!waiting) return [];
      const { place, since } = waiting;
      const why = waitOf(lookAt(overview, connection.id), courseKey, record);
      return [{ connection, courseKey, place, since, why }];
    }),
  );
  return all.toSorted((a, b) => a.since - b.since);
}

export const isUnfollowed = ({ never }: Overview, course: string): boolean =>
  never.some(({ courseKey }) => courseKey === course);

/**
 * Returns why the place of a record waits. The record is of the connection that the overview looks
 * at.
 */
export function waitOf(overview: Overview, courseKey: string, record: CourseRecord): Wait {
  const { rejected, lastError, rejections } = record;
  const { connection, health, blockedSites, exam, disconnecting, reach, pendingDeletes } = overview;
  const site = waitingIn(record)?.place.site ?? '';
  if (blockedSites.includes(site)) return { kind: 'account', site };
  if (
    isUnfollowed(overview, courseKey) ||
    coursesBeingDeleted(pendingDeletes, connection?.id).has(courseKey)
  ) {
    return { kind: 'deleting' };
  }
  if (pauseOfSite(overview.pauses, site) ?? pauseOfCourse(overview.pauses, courseKey)) {
    return { kind: 'paused' };
  }
  if (!connection?.connected) return { kind: 'school', state: 'not-connected' };
  if (disconnecting) return { kind: 'school', state: 'disconnecting' };
  if (!reach) return { kind: 'school', state: 'no-access' };
  if (health.stop) return { kind: 'school', state: health.stop.reason };
  if (rejected) return { kind: 'rejected', ...rejected, final: rejections >= MOST_REJECTIONS };
  if (exam) return { kind: 'exam' };
  const asked = health.notBefore;
  const now = Date.now();
  const next = Math.max(dueAt(record, now) ?? 0, asked);
  const free = asked > now ? overruledFrom(health, now) : 0;
  return lastError
    ? { kind: 'again', error: lastError, next, asked, free }
    : { kind: 'quiet', next, free };
}
