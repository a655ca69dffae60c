import { isErasing } from '../store/items/delete-everything.ts';
import { connectionOf } from '../domain/connections.ts';
import { mergeTwins } from './deletes/merge-twins.ts';
import { runDeletes } from './deletes/run-deletes.ts';
import { sendDue } from './outbox/send-due.ts';
import { earliest } from './scheduler/job-queue.ts';
import { runDisconnect } from './connections/disconnect.ts';
import type { StateWriter } from './state/state-writer.ts';

/**
 * Does everything that is due for one connection. Returns when there is more to do (ms), or null.
 */
export async function runConnection(
  writer: StateWriter,
  id: string,
  skipBackoff: boolean,
): Promise<number | null> {
  const connection = await connectionOf(id);
  // While everything is being deleted, Waypoint sends no other request.
  if (!connection || (await isErasing())) return null;
  // Deletes come first: after a rejected delete, the waiting place of its course can be sent.
  const nextDelete = await runDeletes(writer, connection);
  await runDisconnect(writer, connection);
  const nextSend = await sendDue(writer, connection, skipBackoff);
  await mergeTwins(writer, connection);
  return earliest([nextDelete, nextSend]);
}
