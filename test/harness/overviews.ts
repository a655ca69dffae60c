import { HEALTHY } from '../../lib/store/items/connections.ts';
import type { Erasure } from '../../lib/store/items/delete-everything.ts';
import type { Overview, ConnectionState } from '../../lib/domain/overview.ts';
import { connection } from '../store/connection.ts';

/* Overviews, from which badge and screens are drawn. A test names only the fields that matter to it. */

/** Returns a connection that works, with nothing to send. */
export const school = (fields: Partial<ConnectionState> = {}): ConnectionState => ({
  connection: connection(),
  health: HEALTHY,
  records: new Map(),
  disconnecting: null,
  reach: true,
  ...fields,
});

/** A delete before a disconnect that has just begun. */
export const disconnecting: Erasure = {
  waypoint: true,
  school: false,
  here: true,
  step: 'server',
  since: 1,
  until: 2,
  finished: [],
  gone: [],
  failed: [],
  found: 0,
  hereDone: null,
};

/** Returns an overview of these connections that shows the first one. */
export const overview = (
  all: readonly ConnectionState[],
  fields: Partial<Overview> = {},
): Overview => ({
  all,
  paused: false,
  pausedUntil: null,
  noRoom: null,
  ...(all[0] ?? { ...school(), connection: null }),
  pendingDeletes: [],
  blockedSites: [],
  exam: false,
  never: [],
  pauses: { sites: [], courses: [] },
  ...fields,
});
