import { blockedSites } from '../store/items/accounts.ts';
import {
  connections,
  healthOf,
  HEALTHY,
  type Connection,
  type Health,
} from '../store/items/connections.ts';
import { deletes, type PendingDelete } from '../store/items/pending-deletes.ts';
import { erasureOf, type Erasure } from '../store/items/delete-everything.ts';
import type { CourseRecord } from '../store/items/outbox-record.ts';
import { readRecords } from '../store/items/outbox-records.ts';
import type { Pauses } from '../store/items/pauses.ts';
import { noRoomSince } from '../store/core/quota.ts';
import { settings, type Settings } from '../store/items/settings.ts';
import { isExam, tabsSeen, type Seen } from '../store/items/tabs.ts';
import { pauseOfAll, readPauses } from './pauses.ts';
import { mayReach } from './permissions.ts';
import { ownerOf } from './connections.ts';

/** A connection, and what is known about it. */
export interface ConnectionState {
  readonly connection: Connection;
  readonly health: Health;
  readonly records: ReadonlyMap<string, CourseRecord>;
  /**
   * The delete of everything that Waypoint stored there, until the connection is disconnected or the
   * learner keeps it; null otherwise.
   */
  readonly disconnecting: Erasure | null;
  /** Whether the browser lets Waypoint reach its server. */
  readonly reach: boolean;
}

/** Everything that the badge and the screens are drawn from. */
export interface Overview {
  /** Every connection, the default first. */
  readonly all: readonly ConnectionState[];
  readonly paused: boolean;
  /** When the pause of everything ends by itself (ms), or null. */
  readonly pausedUntil: number | null;
  /** Since when the browser refuses to store more (ms), or null. */
  readonly noRoom: number | null;
  /**
   * The connection that the overview looks at, the default unless another was chosen; null before
   * the first connection.
   */
  readonly connection: Connection | null;
  readonly health: Health;
  readonly records: ReadonlyMap<string, CourseRecord>;
  readonly disconnecting: Erasure | null;
  readonly reach: boolean;
  readonly pendingDeletes: readonly PendingDelete[];
  /**
   * Sites that are blocked because another account is signed in: nothing from them is queued or
   * sent.
   */
  readonly blockedSites: readonly string[];
  /** Whether a tab shows an exam. Meanwhile nothing is sent from any course. */
  readonly exam: boolean;
  /** Courses that the learner does not follow. */
  readonly never: Settings['never'];
  /** Single sites and courses that are paused now. */
  readonly pauses: Pauses;
}

export async function readOverview(): Promise<Overview> {
  // Read all at once, because the popup shows nothing before it has the last of them.
  const [list, { tabs }, chosen, noRoom, pendingDeletes, blocked, single] = await Promise.all([
    connections.read(),
    tabsSeen.read(),
    settings.read(),
    noRoomSince(),
    deletes.read(),
    blockedSites(),
    readPauses(),
  ]);
  const all = await Promise.all(list.map(stateOf));
  const pause = pauseOfAll(chosen);
  return {
    paused: pause !== null,
    pausedUntil: pause?.end?.until ?? null,
    noRoom,
    all,
    ...(all[0] ?? NONE),
    pendingDeletes,
    blockedSites: blocked,
    exam: tabs.some(({ seen }) => isExam(seen)),
    never: chosen.never,
    pauses: single,
  };
}

const NONE = {
  connection: null,
  health: HEALTHY,
  records: new Map(),
  disconnecting: null,
  reach: true,
} as const;

async function stateOf(connection: Connection): Promise<ConnectionState> {
  const { id, base } = connection;
  const [health, records, disconnecting, reach] = await Promise.all([
    healthOf(id).read(),
    readRecords(id),
    erasureOf(id).read(),
    mayReach(base),
  ]);
  return { connection, health, records, disconnecting, reach };
}

/**
 * Returns the overview with a look at another connection; the same overview if no connection has
 * the id.
 */
export function lookAt(overview: Overview, id: string | null): Overview {
  const one = overview.all.find(({ connection }) => connection.id === id);
  return one ? { ...overview, ...one } : overview;
}

/** Returns the connection that places of a site go to; null before the first connection. */
export function schoolOf({ all }: Overview, site: string): Connection | null {
  return ownerOf(
    all.map(({ connection }) => connection),
    site,
  );
}

/** Returns the overview with a look at the connection that the place in a tab goes to. */
export function lookAtSeen(overview: Overview, seen: Seen | null): Overview {
  if (seen?.kind !== 'place') return overview;
  return lookAt(overview, schoolOf(overview, seen.place.site)?.id ?? null);
}
