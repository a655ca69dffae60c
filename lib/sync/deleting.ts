import { deleteCourseMemory } from '../ibl/course-memory.ts';
import { deleteEdxMemory } from '../ibl/edx-memory.ts';
import type { Answer, Fault, Wire } from '../ibl/http.ts';
import { LONGEST_RETRY_AFTER } from '../ibl/retry-after.ts';
import { memoryListOf, type MemoryRow } from '../store/cache.ts';
import { healthOf, type Connection } from '../store/connections.ts';
import { deletes, type PendingDelete } from '../store/deletes.ts';
import { readRecord, writeRecord } from '../store/records.ts';
import { stayAwake } from './awake.ts';
import { currentConnection, wireOf } from './connection.ts';
import { Held, heldIn } from './held.ts';
import type { Ledger } from './ledger.ts';
import { forget, verdictOf } from './record.ts';
import { backoff, credible, LONGEST_WAIT } from './schedule.ts';

/** For this long a delete can be undone; it is never carried out earlier. */
export const UNDO_TIME = 10_000;

/** Puts all that is listed for a course up for deletion. */
export async function addDelete(ledger: Ledger, courseKey: string): Promise<void> {
  const connection = await currentConnection();
  if (!connection) return;
  const list = await memoryListOf(connection.id).read();
  const row = list?.rows.find((one) => one.courseKey === courseKey);
  const edx = row?.edx?.id ?? null;
  const ours = row?.ours?.id ?? null;
  if (edx === null && ours === null) return;
  const added: PendingDelete = {
    connectionId: connection.id,
    courseKey,
    edx,
    ours,
    due: Date.now() + UNDO_TIME,
    attempts: 0,
    failed: null,
  };
  await ledger.deletes((all) => [...all.filter((one) => !isOf(one, added)), added]);
}

const isOf = (a: PendingDelete, b: Pick<PendingDelete, 'connectionId' | 'courseKey'>) =>
  a.connectionId === b.connectionId && a.courseKey === b.courseKey;

export async function undoDelete(ledger: Ledger, courseKey: string): Promise<void> {
  const connection = await currentConnection();
  if (!connection) return;
  const taken = { connectionId: connection.id, courseKey };
  await ledger.deletes((all) => all.filter((one) => !isOf(one, taken)));
}

/** Carries out what is due and says when the next one is (ms), or null. */
export async function carryOutDeletes(ledger: Ledger): Promise<number | null> {
  const connection = await currentConnection();
  if (!connection || (await openDeletes(connection)).length === 0) return null;
  const wire = await wireOf(connection, ledger);
  if (!wire) return null;
  for (;;) {
    const now = Date.now();
    // The server asked for a pause with Retry-After: it holds for everything.
    const { notBefore } = await healthOf(connection.id).read();
    const asked = credible(notBefore, now, LONGEST_RETRY_AFTER);
    // Further ahead than a delete is ever put off: the clock was moved back. It can be undone anew.
    const isAhead = ({ due }: PendingDelete) => due > Math.max(now + LONGEST_WAIT, asked);
    await ledger.deletes((all) =>
      all.some(isAhead)
        ? all.map((one) => (isAhead(one) ? { ...one, due: now + UNDO_TIME } : one))
        : all,
    );
    // Read anew each time: another one may have been undone while a request ran.
    const open = await openDeletes(connection);
    const [one] = open.toSorted((a, b) => a.due - b.due);
    if (!one) return null;
    if (Math.max(one.due, asked) > now) return Math.max(one.due, asked);
    const careful: Wire = { ...wire, ready: () => mayStillDelete(one) };
    const answer = await stayAwake(() => deleteBoth(careful, one)).catch(heldIn);
    if (answer instanceof Held) continue;
    await (answer.ok ? finish(ledger, one) : postpone(ledger, one, answer.fault));
  }
}

const openDeletes = async ({ id }: Connection) =>
  (await deletes.read()).filter((one) => one.connectionId === id && one.failed === null);

/** Rejects with Held when it was taken back, or put off, since it was begun. */
async function mayStillDelete(one: PendingDelete): Promise<void> {
  const now = (await deletes.read()).find((other) => isOf(other, one));
  if (now?.due !== one.due || now.failed !== null) throw new Held(false);
}

async function deleteBoth(wire: Wire, one: PendingDelete): Promise<Answer<unknown>> {
  let answer: Answer<unknown> = { ok: true, status: 200, body: null, serverNow: null };
  if (one.ours !== null) answer = await deleteCourseMemory(wire, one.ours, one.courseKey);
  if (answer.ok && one.edx !== null) answer = await deleteEdxMemory(wire, one.edx, one.courseKey);
  return answer;
}

async function finish(ledger: Ledger, one: PendingDelete): Promise<void> {
  const { connectionId, courseKey } = one;
  await ledger.alone(async () => {
    const item = memoryListOf(connectionId);
    const list = await item.read();
    const rows = list?.rows.flatMap((row): MemoryRow[] => {
      if (row.courseKey !== courseKey) return [row];
      // What has no id could not be deleted, and is still there.
      return row.edx && row.edx.id === null ? [{ ...row, ours: null }] : [];
    });
    if (list && rows) await item.write({ ...list, rows });
    // What waited was about the memory that is gone: only a newer place makes it anew. In one write
    // with the end of the delete, so that a place that comes later is not forgotten with it.
    const others = (await deletes.read()).filter((other) => !isOf(other, one));
    const record = await readRecord(connectionId, courseKey);
    await writeRecord(connectionId, courseKey, forget(record, one.due), deletes.stored(others));
  });
}

async function postpone(ledger: Ledger, one: PendingDelete, fault: Fault): Promise<void> {
  const attempts = one.attempts + 1;
  const again = verdictOf(fault) === 'again';
  const now = Date.now();
  const wait = fault.kind === 'status' ? fault.retryAfter : null;
  if (wait !== null) {
    const notBefore = now + wait;
    await ledger.health(one.connectionId, (old) => ({ ...old, notBefore }));
  }
  const changed: PendingDelete = again
    ? { ...one, attempts, due: now + Math.max(backoff(attempts), wait ?? 0) }
    : { ...one, failed: fault.kind === 'status' ? `${fault.status} ${fault.words}`.trim() : '' };
  await ledger.deletes((all) => all.map((other) => (isOf(other, one) ? changed : other)));
}
