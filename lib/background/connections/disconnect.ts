import { allMemories } from '../../ibl/memories/all-memories.ts';
import { askedToWait, classify } from '../../ibl/client/classify-fault.ts';
import type { Memories } from '../../ibl/memories/list-memories.ts';
import { LONGEST_RETRY_AFTER } from '../../ibl/client/retry-after.ts';
import { connections, healthOf, type Connection } from '../../store/items/connections.ts';
import { deletes, type PendingDelete } from '../../store/items/pending-deletes.ts';
import { removeKey } from '../../store/items/api-keys.ts';
import { disconnectingOf, type Disconnecting } from '../../store/items/pending-disconnects.ts';
import { put } from '../../store/core/quota.ts';
import { connectionOf } from '../../domain/connections.ts';
import { clientOf } from '../state/api-client.ts';
import { isOf } from '../deletes/request-delete.ts';
import { UNDO_TIME } from '../../domain/undo-time.ts';
import { knownMemories } from '../state/known-memories.ts';
import type { StateWriter } from '../state/state-writer.ts';
import { backoff, credible, LONGEST_WAIT } from '../../domain/retry-timing.ts';
import { RequestCancelled, untilCancelled } from '../scheduler/under-way.ts';

/* Disconnects a connection, at once or after everything that Waypoint stored there is deleted. */

/**
 * Removes the key of a connection. Waiting places are kept until it is connected again. If
 * everything that Waypoint stored there was being deleted, the rest of the deletes are dropped.
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
    await put({ ...connections.stored(closed), ...(await stayed(id)) });
  });
}

const close = (one: Connection): Connection => ({ ...one, connected: false });

/**
 * Starts to disconnect a connection: first Waypoint deletes everything that it stored there, and
 * sends no place there meanwhile. If some of it could not be deleted, a second call keeps the key
 * until the rest is gone.
 */
export async function startDisconnecting(writer: StateWriter, id: string): Promise<void> {
  if (!(await connectionOf(id))?.connected) return;
  const now = Date.now();
  const begun = {
    stage: 'list',
    total: 0,
    more: false,
    attempts: 0,
    due: now,
    failed: null,
  } as const;
  await writer.disconnecting(id, (old) =>
    old
      ? { ...old, attempts: 0, due: now, failed: null, patient: true }
      : { ...begun, since: now, patient: false },
  );
  await writer.deletes((all) =>
    all.map((one) => (isOf(id)(one) && one.failed !== null ? retried(one, now) : one)),
  );
  // A write that is under way is ended too.
  writer.underWay.end(id);
}

const retried = (one: PendingDelete, due: number): PendingDelete => ({
  ...one,
  due,
  attempts: one.attempts + 1,
  failed: null,
});

/** Stops the disconnecting of a connection. What is not deleted yet stays. */
export const stay = (writer: StateWriter, id: string): Promise<void> =>
  writer.alone(async () => await put(await stayed(id)));

/**
 * Returns what to store to stop the disconnecting of a connection; empty if it is not being
 * disconnected.
 */
export async function stayed(id: string): Promise<Readonly<Record<string, unknown>>> {
  const item = disconnectingOf(id);
  if (!(await item.read())) return {};
  const others = (await deletes.read()).filter((one) => !isOf(id)(one));
  return { ...item.stored(null), ...deletes.stored(others) };
}

/** Does the next step of a disconnecting. Returns when there is more to do (ms), or null. */
export async function goOnDisconnecting(
  writer: StateWriter,
  connection: Connection,
): Promise<number | null> {
  const { id } = connection;
  const disconnecting = await disconnectingOf(id).read();
  if (!disconnecting) return null;
  if (disconnecting.stage === 'list')
    return await listWhatToDelete(writer, connection, disconnecting);
  const left = (await deletes.read()).filter(isOf(id));
  if (left.length === 0 && disconnecting.more) {
    await writer.disconnecting(id, (old) => old && { ...old, stage: 'list', more: false });
    return Math.max(Date.now(), credible(disconnecting.due, Date.now(), LONGEST_WAIT));
  }
  if (left.length === 0) {
    await disconnect(writer, id);
    return null;
  }
  const refused = left.filter(({ failed }) => failed !== null);
  if (!disconnecting.patient || refused.length === 0) return null;
  const due = Date.now() + backoff(Math.max(...refused.map(({ attempts }) => attempts)) + 1);
  await writer.deletes((all) =>
    all.map((one) => (isOf(id)(one) && one.failed !== null ? retried(one, due) : one)),
  );
  return due;
}

/**
 * Asks the server which memories there are, also those of courses that this browser has no record
 * of. Returns when there is more to do (ms), or null.
 */
async function listWhatToDelete(
  writer: StateWriter,
  connection: Connection,
  disconnecting: Disconnecting,
): Promise<number | null> {
  const { id } = connection;
  if (disconnecting.failed !== null) return null;
  const now = Date.now();
  const { notBefore } = await healthOf(id).read();
  const due = Math.max(
    credible(disconnecting.due, now, LONGEST_WAIT),
    credible(notBefore, now, LONGEST_RETRY_AFTER),
  );
  if (due > now) return due;
  const client = await clientOf(connection, writer);
  const known = await knownMemories(id);
  const answer = client && (await untilCancelled(() => allMemories(client, known)));
  // The next run finds out why the request was cancelled: the connection is disconnected, or the
  // listing goes on.
  if (answer instanceof RequestCancelled) return Date.now();
  // An empty list that is not complete does not count: there may be more.
  if (answer?.ok && (answer.body.whole || answer.body.rows.length > 0)) {
    return await putUp(writer, id, answer.body);
  }
  const fault = answer && !answer.ok ? answer.fault : null;
  const again = answer && (disconnecting.patient || !fault || classify(fault) === 'retry');
  const words = fault?.kind === 'status' ? fault.words : '';
  const asked = fault ? askedToWait(fault) : 0;
  const attempts = disconnecting.attempts + 1;
  const next = Date.now() + Math.max(backoff(attempts), asked);
  await writer.disconnecting(
    id,
    (old) => old && { ...old, attempts, due: next, failed: again ? null : words },
  );
  return again ? next : null;
}

/**
 * Queues a delete for each memory. The learner can undo these deletes for as long as a delete in
 * Memory.
 */
async function putUp(
  writer: StateWriter,
  id: string,
  { rows, whole }: Memories,
): Promise<number | null> {
  return await writer.alone(async () => {
    const disconnecting = await disconnectingOf(id).read();
    // The learner stopped the disconnecting while the server was asked.
    if (!disconnecting) return null;
    const due = Math.max(Date.now(), disconnecting.since + UNDO_TIME);
    const all = await deletes.read();
    const mine = new Map(all.filter(isOf(id)).map((one) => [one.courseKey, one]));
    const fresh = { connectionId: id, due, attempts: 0, failed: null };
    for (const { courseKey, memory: ours } of rows) {
      const { edx = null, stops = false } = mine.get(courseKey) ?? {};
      mine.set(courseKey, { ...fresh, courseKey, edx, ours, stops });
    }
    const next = [...all.filter((one) => !isOf(id)(one)), ...mine.values()];
    const more = !whole || new Set(rows.map(({ courseKey }) => courseKey)).size < rows.length;
    const total = disconnecting.total + mine.size;
    // A server that does not list everything is asked again after a growing wait, and not in a
    // loop.
    const attempts = whole ? disconnecting.attempts : disconnecting.attempts + 1;
    const again = whole ? disconnecting.due : Date.now() + backoff(attempts);
    const told = { ...disconnecting, stage: 'delete', total, more, attempts, due: again } as const;
    await put({ ...deletes.stored(next), ...disconnectingOf(id).stored(told) });
    return mine.size > 0 ? due : Date.now();
  });
}
