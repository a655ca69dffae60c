import { erasureOf } from '../../store/items/delete-everything.ts';
import { connections, type Connection } from '../../store/items/connections.ts';
import { removeKey } from '../../store/items/api-keys.ts';
import { put } from '../../store/core/quota.ts';
import { connectionOf } from '../../domain/connections.ts';
import { runErase, startErase } from '../delete-everything/delete-everything.ts';
import type { StateWriter } from '../state/state-writer.ts';

/* Disconnects a connection, at once or after everything that Waypoint stored there is deleted. */

/**
 * Removes the key of a connection. Waiting places are kept until it is connected again. If
 * everything that Waypoint stored there was being deleted, the delete ends.
 */
export async function disconnect(writer: StateWriter, id: string): Promise<void> {
  await writer.alone(async () => {
    writer.underWay.end(id);
    // The key goes first: a worker that is stopped in between must not leave the key behind.
    await removeKey(id);
    // Ends the requests that read the key before it was gone.
    writer.underWay.end(id);
    const all = await connections.read();
    const closed = all.map((one) => (one.id === id ? close(one) : one));
    await put({ ...connections.stored(closed), ...(await notDisconnecting(id)) });
  });
}

const close = (one: Connection): Connection => ({ ...one, connected: false });

/**
 * Returns what to store so that a connection is not being disconnected any more; empty if it is
 * not.
 */
export async function notDisconnecting(id: string): Promise<Readonly<Record<string, unknown>>> {
  const item = erasureOf(id);
  return (await item.read()) ? item.stored(null) : {};
}

/**
 * Starts to delete everything that Waypoint stored for a connection, in order to disconnect it.
 * Waypoint sends no place there meanwhile.
 */
export async function deleteAndDisconnect(writer: StateWriter, id: string): Promise<void> {
  if (!(await connectionOf(id))?.connected) return;
  await startErase(writer, { waypoint: true, school: false, here: true }, id);
}

/** Runs the delete before a disconnect to its end, if the learner asked for it. */
export async function runDisconnect(writer: StateWriter, { id }: Connection): Promise<void> {
  await runErase(writer, id, { here: () => disconnect(writer, id) });
}
