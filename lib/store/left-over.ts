import { browser } from '../browser.ts';
import { removeOtherExportFiles } from './chat-exports.ts';
import { deletes } from './deletes.ts';
import { removeOtherKeys } from './keys.ts';

/** Items that belong to a connection: its id stands after their first word. */
const OF_CONNECTION = /^(?:courses|record|health|instruction|memory|draft|export):([^:]+)/;

/** Takes away all that is stored for other connections than this one, their keys first. */
export async function removeLeftOver(connectionId: string): Promise<void> {
  await removeOtherKeys(connectionId);
  await removeOtherExportFiles(connectionId);
  const all = Object.keys(await browser.storage.local.get(null));
  const others = all.filter((key) => {
    const owner = OF_CONNECTION.exec(key)?.[1];
    return owner !== undefined && owner !== connectionId;
  });
  if (others.length > 0) await browser.storage.local.remove(others);
  const pending = await deletes.read();
  const mine = pending.filter((one) => one.connectionId === connectionId);
  if (mine.length < pending.length) await deletes.write(mine);
}
