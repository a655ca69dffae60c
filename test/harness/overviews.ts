import { HEALTHY } from '../../lib/store/items/connections.ts';
import type { Overview, ConnectionState } from '../../lib/domain/overview.ts';
import { connection } from '../store/connection.ts';

/* What badge and screens are drawn from; where a test means something by a field, it names it. */

/** A connection that works, with nothing to send. */
export const school = (fields: Partial<ConnectionState> = {}): ConnectionState => ({
  connection: connection(),
  health: HEALTHY,
  records: new Map(),
  disconnecting: null,
  reach: true,
  ...fields,
});

/** These connections, the first of them looked at. */
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
