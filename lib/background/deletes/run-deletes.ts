import { deleteCourseMemory } from '../../ibl/memories/course-memory.ts';
import { deleteEdxMemory } from '../../ibl/memories/edx-memory.ts';
import { askedToWait, classify } from '../../ibl/client/classify-fault.ts';
import type { Answer, Fault, ApiClient } from '../../ibl/client/types.ts';
import { LONGEST_RETRY_AFTER } from '../../ibl/client/retry-after.ts';
import { memoryListOf, replaceCopy } from '../../store/items/server-cache.ts';
import { healthOf, type Connection } from '../../store/items/connections.ts';
import { deletes, type PendingDelete } from '../../store/items/pending-deletes.ts';
import { readRecord, writeRecord } from '../../store/items/outbox-records.ts';
import { stayAwake } from '../scheduler/keep-alive.ts';
import { connectionOf } from '../../domain/connections.ts';
import { clientOf } from '../state/api-client.ts';
import { isOf, isSame, UNDO_TIME } from './request-delete.ts';
import type { StateWriter } from '../state/state-writer.ts';
import { forget } from '../outbox/outbox-record.ts';
import { backoff, credible, LONGEST_WAIT } from '../../domain/retry-timing.ts';
import { RequestCancelled, cancelledIn } from '../scheduler/under-way.ts';

/** So many courses, then places are sent: a delete of all holds no place up. */
const AT_A_TIME = 5;

/** Deletes of a connection that are still to be carried out. */
async function openDeletes(connectionId: string): Promise<PendingDelete[]> {
  const all = await deletes.read();
  return all.filter((one) => isOf(connectionId)(one) && one.failed === null);
}

/** Carries out some of what is due at a connection and says when it next has something to do (ms), or null. */
export async function carryOutDeletes(
  writer: StateWriter,
  connection: Connection,
): Promise<number | null> {
  if ((await openDeletes(connection.id)).length === 0) return null;
  const client = await clientOf(connection, writer);
  if (!client) return null;
  for (let carriedOut = 0; ; carriedOut += 1) {
    const now = Date.now();
    // The server asked for a pause with Retry-After: it holds for everything.
    const { notBefore } = await healthOf(connection.id).read();
    const asked = credible(notBefore, now, LONGEST_RETRY_AFTER);
    // Further ahead than a delete is ever put off: the clock was moved back. It can be undone anew.
    const isAhead = ({ due }: PendingDelete) => due > Math.max(now + LONGEST_WAIT, asked);
    await writer.deletes((all) =>
      all.some(isAhead)
        ? all.map((one) => (isAhead(one) ? { ...one, due: now + UNDO_TIME } : one))
        : all,
    );
    // Read anew each time: another one may have been undone while a request ran.
    const open = await openDeletes(connection.id);
    const [one] = open.toSorted((a, b) => a.due - b.due);
    if (!one) return null;
    if (Math.max(one.due, asked) > now || carriedOut === AT_A_TIME) return Math.max(one.due, asked);
    // Another key, or all requests were ended: begin again, with what is stored by then.
    if (client.signal?.aborted) return now;
    // Disconnected meanwhile, it waits for the next time.
    if (!(await connectionOf(connection.id))?.connected) return null;
    await carryOut(writer, client, one);
  }
}

/** Deletes what is stored about one course. */
async function carryOut(writer: StateWriter, client: ApiClient, one: PendingDelete): Promise<void> {
  const careful: ApiClient = { ...client, beforeRequest: () => mayStillDelete(one) };
  const answer = await stayAwake(() => deleteBoth(writer, careful, one)).catch(cancelledIn);
  if (answer instanceof RequestCancelled) return;
  if (answer.ok) await finish(writer, one);
  else if (classify(answer.fault) === 'retry') await postpone(writer, one, answer.fault);
  else await refuse(writer, one, answer.fault);
}

/** Rejects with RequestCancelled when it was taken back or put off since it was begun, or its connection has no key now. */
async function mayStillDelete(one: PendingDelete): Promise<void> {
  const now = (await deletes.read()).find(isSame(one));
  const connection = await connectionOf(one.connectionId);
  if (now?.due !== one.due || now.failed !== null || !connection?.connected)
    throw new RequestCancelled(false);
}

async function deleteBoth(
  writer: StateWriter,
  client: ApiClient,
  one: PendingDelete,
): Promise<Answer<unknown>> {
  let answer: Answer<unknown> = { ok: true, status: 200, body: null, serverNow: null };
  if (one.ours !== null) {
    answer = await deleteCourseMemory(client, one.ours, one.courseKey);
    // At once: should the rest be taken back or put off, the place must not count as saved there.
    if (answer.ok) {
      await writer.record(one.connectionId, one.courseKey, (old) => ({
        ...forget(old, one.due),
        created: null,
      }));
    }
  }
  if (answer.ok && one.edx !== null) answer = await deleteEdxMemory(client, one.edx, one.courseKey);
  return answer;
}

async function finish(writer: StateWriter, one: PendingDelete): Promise<void> {
  const { connectionId, courseKey } = one;
  await writer.alone(async () => {
    const item = memoryListOf(connectionId);
    const list = await item.read();
    const rows = list?.rows.flatMap((row) => {
      if (row.courseKey !== courseKey) return [row];
      const left = {
        ...row,
        edx: one.edx === null ? row.edx : null,
        ours: one.ours === null ? row.ours : null,
      };
      return left.edx || left.ours ? [left] : [];
    });
    if (list && rows) await replaceCopy(item, { ...list, rows });
    const others = (await deletes.read()).filter((other) => !isSame(one)(other));
    if (one.ours === null && !one.stops) return await deletes.write(others);
    // What waited was about the memory that is gone: only a newer place makes it anew. In one write
    // with the end of the delete, so that a place that comes later is not forgotten with it.
    const record = await readRecord(connectionId, courseKey);
    await writeRecord(connectionId, courseKey, forget(record, one.due), deletes.stored(others));
  });
}

/** The server does not answer just now: all that is due waits, and not each of it in turn. */
async function postpone(writer: StateWriter, one: PendingDelete, fault: Fault): Promise<void> {
  const now = Date.now();
  const asked = askedToWait(fault);
  const due = now + Math.max(backoff(one.attempts + 1), asked);
  const late = (other: PendingDelete) =>
    isOf(one.connectionId)(other) && other.failed === null && other.due <= now;
  await writer.deletes((all) =>
    all.map((other) => (late(other) ? { ...other, attempts: other.attempts + 1, due } : other)),
  );
  if (asked === 0) return;
  await writer.health(one.connectionId, (old) => ({ ...old, notBefore: now + asked }));
}

/** The server says no: it stays where it is, with the reason, until the learner asks again. */
async function refuse(writer: StateWriter, one: PendingDelete, fault: Fault): Promise<void> {
  const failed = fault.kind === 'status' ? `${fault.status} ${fault.words}`.trim() : '';
  await writer.deletes((all) =>
    all.map((other) => (isSame(one)(other) ? { ...other, failed } : other)),
  );
}
