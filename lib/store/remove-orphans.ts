import { removeOtherExportFiles } from './items/chat-exports.ts';
import { deletes } from './items/pending-deletes.ts';
import { store } from './core/storage-area.ts';
import { removeOtherKeys } from './items/api-keys.ts';

/**
 * Matches the key of an item that belongs to a connection: the connection's id follows the first
 * word.
 */
const OF_CONNECTION =
  /^(?:courses|record|health|disconnecting|instruction|memory|draft|export):([^:]+)/;

/**
 * Returns the id of the connection that an item belongs to, by the item's key; undefined if there
 * is none.
 */
export const connectionIn = (key: string): string | undefined => OF_CONNECTION.exec(key)?.[1];

/** Deletes everything that is stored for connections other than these, their keys first. */
export async function removeLeftOver(ids: readonly string[]): Promise<void> {
  await removeOtherKeys(ids);
  await removeOtherExportFiles(ids);
  const all = await store.local.keys();
  const others = all.filter((key) => {
    const owner = connectionIn(key);
    return owner !== undefined && !ids.includes(owner);
  });
  if (others.length > 0) await store.local.remove(others);
  const pending = await deletes.read();
  const mine = pending.filter((one) => ids.includes(one.connectionId));
  if (mine.length < pending.length) await deletes.write(mine);
}
