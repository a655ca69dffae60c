import { allMemories } from '../../ibl/memories/all-memories.ts';
import { askedToWait, classify } from '../../ibl/client/classify-fault.ts';
import type { Memories } from '../../ibl/memories/list-memories.ts';
import { LONGEST_RETRY_AFTER } from '../../ibl/client/retry-after.ts';
import { connections, healthOf, type Connection } from '../../store/items/connections.ts';
import { deletes, type PendingDelete } from '../../store/items/pending-deletes.ts';
import { removeKey } from '../../store/items/api-keys.ts';
import { leavingOf, type Leaving } from '../../store/items/pending-disconnects.ts';
import { put } from '../../store/core/quota.ts';
import { stayAwake } from '../scheduler/keep-alive.ts';
import { connectionOf } from '../../domain/connections.ts';
import { wireOf } from '../state/api-client.ts';
import { isOf, UNDO_TIME } from '../deletes/request-delete.ts';
import { knownMemories } from '../../domain/known-memories.ts';
import type { Ledger } from '../state/state-writer.ts';
import { backoff, credible, LONGEST_WAIT } from '../../domain/retry-timing.ts';
import { Held, heldIn } from '../scheduler/under-way.ts';

/* Disconnecting, at once or when all that Waypoint stored there is deleted. */

/**
 * Takes the key away; what waits is kept for the next time. Of a delete of all that was stored there
 * the rest is given up.
 */
export async function disconnect(ledger: Ledger, id: string): Promise<void> {
  await ledger.alone(async () => {
    ledger.underWay.end(id);
    // The key first: a worker that is stopped in between must not leave it behind.
    await removeKey(id);
    // What read the key before it was gone.
    ledger.underWay.end(id);
    const all = await connections.read();
    const closed = all.map((one) => (one.id === id ? close(one) : one));
    await put({ ...connections.stored(closed), ...(await stayed(id)) });
  });
}

const close = (one: Connection): Connection => ({ ...one, connected: false });

/**
 * All that Waypoint stored there is deleted first, and nothing more is sent there. Asked for again, when
 * some could not be deleted: the key is kept until the rest is gone.
 */
export async function startLeaving(ledger: Ledger, id: string): Promise<void> {
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
  await ledger.leaving(id, (old) =>
    old
      ? { ...old, attempts: 0, due: now, failed: null, patient: true }
      : { ...begun, since: now, patient: false },
  );
  await ledger.deletes((all) =>
    all.map((one) => (isOf(id)(one) && one.failed !== null ? retried(one, now) : one)),
  );
  // Nor is what was being written there.
  ledger.underWay.end(id);
}

const retried = (one: PendingDelete, due: number): PendingDelete => ({
  ...one,
  due,
  attempts: one.attempts + 1,
  failed: null,
});

/** The learner stays connected: what is not deleted yet stays too. */
export const stay = (ledger: Ledger, id: string): Promise<void> =>
  ledger.alone(async () => await put(await stayed(id)));

/** What is to be stored for a connection that is left no more. */
export async function stayed(id: string): Promise<Readonly<Record<string, unknown>>> {
  const item = leavingOf(id);
  if (!(await item.read())) return {};
  const others = (await deletes.read()).filter((one) => !isOf(id)(one));
  return { ...item.stored(null), ...deletes.stored(others) };
}

/** Brings a connection that is being left nearer to its end; says when it next has something to do (ms). */
export async function goOnLeaving(ledger: Ledger, connection: Connection): Promise<number | null> {
  const { id } = connection;
  const leaving = await leavingOf(id).read();
  if (!leaving) return null;
  if (leaving.stage === 'list') return await listWhatToDelete(ledger, connection, leaving);
  const left = (await deletes.read()).filter(isOf(id));
  if (left.length === 0 && leaving.more) {
    await ledger.leaving(id, (old) => old && { ...old, stage: 'list', more: false });
    return Math.max(Date.now(), credible(leaving.due, Date.now(), LONGEST_WAIT));
  }
  if (left.length === 0) {
    await disconnect(ledger, id);
    return null;
  }
  const refused = left.filter(({ failed }) => failed !== null);
  if (!leaving.patient || refused.length === 0) return null;
  const due = Date.now() + backoff(Math.max(...refused.map(({ attempts }) => attempts)) + 1);
  await ledger.deletes((all) =>
    all.map((one) => (isOf(id)(one) && one.failed !== null ? retried(one, due) : one)),
  );
  return due;
}

/** Asks the server what there is: also memories of courses that this browser has no record of. */
async function listWhatToDelete(
  ledger: Ledger,
  connection: Connection,
  leaving: Leaving,
): Promise<number | null> {
  const { id } = connection;
  if (leaving.failed !== null) return null;
  const now = Date.now();
  const { notBefore } = await healthOf(id).read();
  const due = Math.max(
    credible(leaving.due, now, LONGEST_WAIT),
    credible(notBefore, now, LONGEST_RETRY_AFTER),
  );
  if (due > now) return due;
  const wire = await wireOf(connection, ledger);
  const known = await knownMemories(id);
  const answer = wire && (await stayAwake(() => allMemories(wire, known)).catch(heldIn));
  // The next time tells what ended it: it is disconnected, or goes on.
  if (answer instanceof Held) return Date.now();
  // Nothing in a list that is not whole: there may be more all the same.
  if (answer?.ok && (answer.body.whole || answer.body.rows.length > 0)) {
    return await putUp(ledger, id, answer.body);
  }
  const fault = answer && !answer.ok ? answer.fault : null;
  const again = answer && (leaving.patient || !fault || classify(fault) === 'retry');
  const words = fault?.kind === 'status' ? fault.words : '';
  const asked = fault ? askedToWait(fault) : 0;
  const attempts = leaving.attempts + 1;
  const next = Date.now() + Math.max(backoff(attempts), asked);
  await ledger.leaving(
    id,
    (old) => old && { ...old, attempts, due: next, failed: again ? null : words },
  );
  return again ? next : null;
}

/** Puts all of it up for deletion; it can be taken back for as long as other deletes can. */
async function putUp(
  ledger: Ledger,
  id: string,
  { rows, whole }: Memories,
): Promise<number | null> {
  return await ledger.alone(async () => {
    const leaving = await leavingOf(id).read();
    // Taken back while the server was asked.
    if (!leaving) return null;
    const due = Math.max(Date.now(), leaving.since + UNDO_TIME);
    const all = await deletes.read();
    const mine = new Map(all.filter(isOf(id)).map((one) => [one.courseKey, one]));
    const fresh = { connectionId: id, due, attempts: 0, failed: null };
    for (const { courseKey, memory: ours } of rows) {
      const { edx = null, stops = false } = mine.get(courseKey) ?? {};
      mine.set(courseKey, { ...fresh, courseKey, edx, ours, stops });
    }
    const next = [...all.filter((one) => !isOf(id)(one)), ...mine.values()];
    const more = !whole || new Set(rows.map(({ courseKey }) => courseKey)).size < rows.length;
    const total = leaving.total + mine.size;
    // A server that does not list all of it is asked again in a while, and not without end at once.
    const attempts = whole ? leaving.attempts : leaving.attempts + 1;
    const again = whole ? leaving.due : Date.now() + backoff(attempts);
    const told = { ...leaving, stage: 'delete', total, more, attempts, due: again } as const;
    await put({ ...deletes.stored(next), ...leavingOf(id).stored(told) });
    return mine.size > 0 ? due : Date.now();
  });
}
