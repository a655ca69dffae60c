import { readMemoryStatus } from '../ibl/memory-status.ts';
import { connectionOf } from './connection.ts';
import { withWire } from './api-client.ts';
import type { Ledger } from './ledger.ts';

/** Whether the server of a connection uses the learner's memory; null where it does not say. */
export async function memoryStatus(ledger: Ledger, id?: string): Promise<boolean | null> {
  const connection = await connectionOf(id);
  const answer = connection && (await withWire(connection, ledger, readMemoryStatus));
  return answer?.ok ? answer.body : null;
}
