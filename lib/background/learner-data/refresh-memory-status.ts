import { readMemoryStatus } from '../../ibl/memories/memory-status.ts';
import { connectionOf } from '../../domain/connections.ts';
import { withClient } from '../state/api-client.ts';
import type { StateWriter } from '../state/state-writer.ts';

/**
 * Whether the server of a connection uses the learner's memory; null if the server does not say or
 * could not be asked.
 */
export async function memoryStatus(writer: StateWriter, id?: string): Promise<boolean | null> {
  const connection = await connectionOf(id);
  const answer = connection && (await withClient(connection, writer, readMemoryStatus));
  return answer?.ok ? answer.body : null;
}
