import { readMemoryStatus } from '../../ibl/memories/memory-status.ts';
import { connectionOf } from '../../domain/connections.ts';
import { withWire } from '../state/api-client.ts';
import type { Ledger } from '../state/state-writer.ts';

/** Whether the server of a connection uses the learner's memory; null where it does not say. */
export async function memoryStatus(ledger: Ledger, id?: string): Promise<boolean | null> {
  const connection = await connectionOf(id);
  const answer = connection && (await withWire(connection, ledger, readMemoryStatus));
  return answer?.ok ? answer.body : null;
}
