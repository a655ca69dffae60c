import { connections } from '../store/items/connections.ts';
import { removeOtherKeys } from '../store/items/api-keys.ts';
import { removeLeftOver } from '../store/remove-orphans.ts';
import type { StateWriter } from './state/state-writer.ts';

/**
 * For the start of a worker: the one before may have been stopped between storing a key and its
 * connection, or while it took a connection away. Nothing where the connections cannot be read.
 */
export async function tidyUp(writer: StateWriter): Promise<void> {
  await writer.alone(async () => {
    const all = await connections.read();
    await removeLeftOver(all.map(({ id }) => id));
    await removeOtherKeys(all.flatMap(({ id, connected }) => (connected ? [id] : [])));
  });
}
