import { connections } from '../store/items/connections.ts';
import { removeOtherKeys } from '../store/items/api-keys.ts';
import { removeLeftOver } from '../store/remove-orphans.ts';
import type { StateWriter } from './state/state-writer.ts';

/**
 * Removes what belongs to no connection, at the start of a worker. The last worker may have been
 * stopped between storing a key and its connection, or while it removed a connection. Rejects, and
 * removes nothing, if the connections cannot be read.
 */
export async function removeOrphans(writer: StateWriter): Promise<void> {
  await writer.alone(async () => {
    const all = await connections.read();
    await removeLeftOver(all.map(({ id }) => id));
    await removeOtherKeys(all.flatMap(({ id, connected }) => (connected ? [id] : [])));
  });
}
