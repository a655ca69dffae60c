import type { Known } from '../../ibl/memories/all-memories.ts';
import { readRecords } from '../../store/items/outbox-records.ts';

/**
 * Returns what this browser knows about the memories at a connection, because a server may leave
 * some out of its list.
 */
export async function knownMemories(connectionId: string): Promise<Known[]> {
  return Array.from(await readRecords(connectionId), ([courseKey, { ids, created }]) => ({
    courseKey,
    id: ids?.memory ?? null,
    isSent: created !== null,
  }));
}
