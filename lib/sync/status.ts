import type { BlockedReason, Place } from '../edx/place.ts';
import { heldSites } from '../store/accounts.ts';
import { healthOf, HEALTHY, type Connection, type Health } from '../store/connections.ts';
import { coursesBeingDeleted, deletes, type PendingDelete } from '../store/deletes.ts';
import { EMPTY_RECORD, readRecords, type CourseRecord, type Trouble } from '../store/records.ts';
import { settings, type Settings } from '../store/settings.ts';
import type { Seen } from '../store/tabs.ts';
import { currentConnection } from './connection.ts';
import { entryText } from './entry-text.ts';
import { isUnit } from './place.ts';

/** All that badge and screens are drawn from. */
export interface Overview {
  readonly paused: boolean;
  readonly connection: Connection | null;
  readonly health: Health;
  readonly records: ReadonlyMap<string, CourseRecord>;
  readonly pendingDeletes: readonly PendingDelete[];
  /** Sites with another account than before: nothing of them is noted or sent. */
  readonly held: readonly string[];
  /** Courses that are not followed, as the learner wished. */
  readonly never: Settings['never'];
}

export async function readOverview(): Promise<Overview> {
  const connection = await currentConnection();
  const { paused, never } = await settings.read();
  return {
    paused,
    connection,
    health: connection ? await healthOf(connection.id).read() : HEALTHY,
    records: connection ? await readRecords(connection.id) : new Map<string, CourseRecord>(),
    pendingDeletes: await deletes.read(),
    held: await heldSites(),
    never,
  };
}

/** The one line that the Now tab says about the place. */
export type Status =
  | { readonly kind: 'paused'; readonly waiting: number }
  | { readonly kind: 'blocked'; readonly reason: BlockedReason }
  /** Is this still the learner? Until they say so, or are back, the site is held. */
  | { readonly kind: 'another-account'; readonly site: string }
  | { readonly kind: 'no-course' }
  /** The learner does not want this course followed. */
  | { readonly kind: 'not-followed'; readonly courseKey: string }
  | { readonly kind: 'not-connected'; readonly waiting: number }
  | {
      readonly kind: 'stopped';
      readonly reason: NonNullable<Health['stop']>['reason'];
      readonly words: string;
    }
  | { readonly kind: 'refused'; readonly status: number; readonly words: string }
  /** A page of a course outside a unit: shown, and kept nowhere. */
  | { readonly kind: 'not-a-unit' }
  | { readonly kind: 'deleting' }
  | { readonly kind: 'waiting'; readonly since: number; readonly trouble: Trouble | null }
  | { readonly kind: 'saved'; readonly at: number }
  /** Just arrived, nothing is known yet. */
  | { readonly kind: 'seen' };

/** What can be said about what a tab shows; `seen` is null for a page that nothing reads. */
export function statusOf(overview: Overview, seen: Seen | null): Status {
  const { paused, connection, health, pendingDeletes } = overview;
  const records = [...overview.records.values()];
  const waiting = records.filter((record) => record.waiting).length;
  if (paused) return { kind: 'paused', waiting };
  if (seen?.kind === 'blocked') return { kind: 'blocked', reason: seen.reason };
  const site = heldSite(overview, seen);
  if (site !== undefined) return { kind: 'another-account', site };
  if (seen?.kind === 'place' && isNever(overview, seen.place.courseKey)) {
    return { kind: 'not-followed', courseKey: seen.place.courseKey };
  }
  if (!connection?.connected) return { kind: 'not-connected', waiting };
  if (health.stop) return { kind: 'stopped', reason: health.stop.reason, words: health.stop.words };
  if (seen?.kind !== 'place') return { kind: 'no-course' };
  const { place } = seen;
  if (!isUnit(place)) return { kind: 'not-a-unit' };
  const record = overview.records.get(place.courseKey) ?? EMPTY_RECORD;
  if (record.stop) return { kind: 'refused', ...record.stop };
  if (coursesBeingDeleted(pendingDeletes, connection.id).has(place.courseKey)) {
    return { kind: 'deleting' };
  }
  if (record.waiting) {
    return { kind: 'waiting', since: record.waiting.since, trouble: record.trouble };
  }
  const saved = record.lastSent;
  if (saved && saved.unitKey === place.unitKey) return { kind: 'saved', at: saved.at };
  return { kind: 'seen' };
}

const isNever = ({ never }: Overview, course: string): boolean =>
  never.some(({ courseKey }) => courseKey === course);

/** The held site to ask about: the one in front, or any when no other course is in front. */
export function heldSite({ held }: Overview, seen: Seen | null): string | undefined {
  return held.find((site) => seen?.kind !== 'place' || seen.place.site === site);
}

/** Exactly the text that is, or will be, the entry of this place. */
export function textOf(overview: Overview, place: Place): string {
  const record = overview.records.get(place.courseKey) ?? EMPTY_RECORD;
  const { waiting, lastSent, visited } = record;
  if (waiting && waiting.place.unitKey === place.unitKey) return entryText(waiting.place, visited);
  if (lastSent && lastSent.unitKey === place.unitKey) return lastSent.text;
  return entryText(place, visited);
}
