import { readMemoryStatus } from '../ibl/memory-status.ts';
import { stayAwake } from './awake.ts';
import { connectionOf, wireOf } from './connection.ts';
import type { Ledger } from './ledger.ts';

/** Whether the server of a connection uses the learner's memory; null where it does not say. */
export async function memoryStatus(ledger: Ledger, id?: string): Promise<boolean | null> {
  const connection = await connectionOf(id);
  const wire = connection && (await wireOf(connection, ledger));
  if (!wire) return null;
  const answer = await stayAwake(() => readMemoryStatus(wire));
  return answer.ok ? answer.body : null;
}
