import { HEALTHY } from '../../lib/store/items/connections.ts';
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

/** Returns an overview of these connections that shows the first one. */
export const overview = (
  all: readonly ConnectionState[],
  fields: Partial<Overview> = {},
): Overview => ({
  all,
  paused: false,
  noRoom: null,
  ...(all[0] ?? { ...school(), connection: null }),
  pendingDeletes: [],
  blockedSites: [],
  exam: false,
  never: [],
  pauses: { sites: [], courses: [] },
  ...fields,
});
