import { isErasing } from '../store/erasure.ts';
import { connectionOf } from './connection.ts';
import { carryOutDeletes } from './deleting.ts';
import { drain } from './drain.ts';
import type { Haste } from './lane.ts';
import { earliest } from './lanes.ts';
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
