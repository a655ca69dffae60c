import { isErasing } from '../store/erasure.ts';
import { connectionOf } from './connection.ts';
import { carryOutDeletes } from './deleting.ts';
import { drain, type Haste } from './drain.ts';
import { goOnLeaving } from './leave.ts';
import type { Ledger } from './ledger.ts';

/** All that is due for one connection; says when it next has something to do (ms), or null. */
export async function serve(ledger: Ledger, id: string, haste: Haste): Promise<number | null> {
  const connection = await connectionOf(id);
  // While everything is being deleted nothing else is asked of a server.
  if (!connection || (await isErasing())) return null;
  return earliest([
    // The deletes first: one that is refused lets what waits for its course go.
    await carryOutDeletes(ledger, connection),
    await goOnLeaving(ledger, connection),
    await drain(ledger, connection, haste),
  ]);
}

/** The first of some times (ms); null where there is none. */
export function earliest(all: readonly (number | null)[]): number | null {
  const times = all.filter((time) => time !== null);
  return times.length > 0 ? Math.min(...times) : null;
}
