import { deleteCourseMemory } from '../ibl/course-memory.ts';
import { deleteEdxMemory } from '../ibl/edx-memory.ts';
import type { Answer, Fault, Wire } from '../ibl/http.ts';
import { memoryListOf, type MemoryRow } from '../store/cache.ts';
import { healthOf } from '../store/connections.ts';
import { deletes, type PendingDelete } from '../store/deletes.ts';
import { stayAwake } from './awake.ts';
import { currentConnection, wireOf } from './connection.ts';
import { Held, heldIn } from './held.ts';
import type { Ledger } from './ledger.ts';
import { forget, verdictOf } from './record.ts';
import { backoff } from './schedule.ts';

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
  if (!connection) return null;
  const mine = (await deletes.read()).filter(
    (one) => one.connectionId === connection.id && one.failed === null,
  );
  const wire = mine.length > 0 ? await wireOf(connection, ledger) : null;
  if (!wire) return null;
  const health = healthOf(connection.id);
  for (const one of mine) {
    // The server asked for a pause with Retry-After: it holds for everything.
    if (Math.max(one.due, (await health.read()).notBefore) > Date.now()) continue;
    const careful: Wire = { ...wire, ready: () => mayStillDelete(one) };
    const answer = await stayAwake(() => deleteBoth(careful, one)).catch(heldIn);
    if (answer instanceof Held) continue;
    await (answer.ok ? finish(ledger, one) : postpone(ledger, one, answer.fault));
  }
  const dues = (await deletes.read()).flatMap((one) => (one.failed === null ? [one.due] : []));
  return dues.length > 0 ? Math.max(Math.min(...dues), (await health.read()).notBefore) : null;
}

/** Rejects with Held when it was taken back, or put off, since it was begun. */
async function mayStillDelete(one: PendingDelete): Promise<void> {
  const now = (await deletes.read()).find((other) => isOf(other, one));
  if (now?.due !== one.due || now.failed !== null) throw new Held(false);
}

async function deleteBoth(wire: Wire, one: PendingDelete): Promise<Answer<unknown>> {
  let answer: Answer<unknown> = { ok: true, status: 200, body: null };
  if (one.ours !== null) answer = await deleteCourseMemory(wire, one.ours, one.courseKey);
  if (answer.ok && one.edx !== null) answer = await deleteEdxMemory(wire, one.edx, one.courseKey);
  return answer;
}

async function finish(ledger: Ledger, one: PendingDelete): Promise<void> {
  // What waited was about the memory that is gone: only a newer place makes it anew.
  await ledger.record(one.connectionId, one.courseKey, forget);
  await ledger.alone(async () => {
    const item = memoryListOf(one.connectionId);
    const list = await item.read();
    if (!list) return;
    const rows = list.rows.flatMap((row): MemoryRow[] => {
      if (row.courseKey !== one.courseKey) return [row];
      // What has no id could not be deleted, and is still there.
      return row.edx && row.edx.id === null ? [{ ...row, ours: null }] : [];
    });
    await item.write({ ...list, rows });
  });
  await ledger.deletes((all) => all.filter((other) => !isOf(other, one)));
}

async function postpone(ledger: Ledger, one: PendingDelete, fault: Fault): Promise<void> {
  const attempts = one.attempts + 1;
  const again = verdictOf(fault) === 'again';
  const now = Date.now();
  const asked = fault.kind === 'status' ? fault.retryAfter : null;
  if (again && asked !== null) {
    const notBefore = now + asked;
    await ledger.health(one.connectionId, (old) => ({ ...old, notBefore }));
  }
  const changed: PendingDelete = again
    ? { ...one, attempts, due: now + Math.max(backoff(attempts), asked ?? 0) }
    : { ...one, failed: fault.kind === 'status' ? `${fault.status} ${fault.words}`.trim() : '' };
  await ledger.deletes((all) => all.map((other) => (isOf(other, one) ? changed : other)));
}
