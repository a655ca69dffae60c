import { deleteCourseMemory } from '../../ibl/memories/delete-memory.ts';
import { removeTwins } from '../../ibl/memories/find-memory.ts';
import { allOfCourse } from '../../ibl/memories/list-memories.ts';
import { deleteEdxMemory } from '../../ibl/memories/edx-memory.ts';
import { askedToWait, classify } from '../../ibl/client/classify-fault.ts';
import type { Answer, Fault, ApiClient } from '../../ibl/client/types.ts';
import { memoryListOf, replaceCopy } from '../../store/items/server-cache.ts';
import { healthOf, type Connection } from '../../store/items/connections.ts';
import { deletes, type PendingDelete } from '../../store/items/pending-deletes.ts';
import { readRecord, writeRecord } from '../../store/items/outbox-records.ts';
import { connectionOf } from '../../domain/connections.ts';
import { clientOf } from '../state/api-client.ts';
import { isOf, isSame } from './request-delete.ts';
import type { StateWriter } from '../state/state-writer.ts';
import { forget } from '../outbox/record-outcome.ts';
import { UNDO_TIME } from '../../domain/undo-time.ts';
import { backoff, heldBack, heldUntil, LONGEST_WAIT } from '../../domain/retry-timing.ts';
import { RequestCancelled, untilCancelled } from '../scheduler/under-way.ts';

/**
 * How many courses are deleted before places are sent, so that a delete of everything delays no
 * place.
 */
const AT_A_TIME = 5;

/** Returns the deletes of a connection that are still to run. */
async function openDeletes(connectionId: string): Promise<PendingDelete[]> {
  const all = await deletes.read();
  return all.filter((one) => isOf(connectionId)(one) && one.failed === null);
}

/**
 * Runs some of the deletes that are due at a connection. Returns when there is more to do (ms), or
 * null.
 */
export async function runDeletes(
  writer: StateWriter,
  connection: Connection,
): Promise<number | null> {
  if ((await openDeletes(connection.id)).length === 0) return null;
  const client = await clientOf(connection, writer);
  if (!client) return null;
  for (let carriedOut = 0; ; carriedOut += 1) {
    const now = Date.now();
    // A server's Retry-After holds for every request.
    const asked = heldUntil(await healthOf(connection.id).read(), now);
    // If a delete is due later than any delete is ever postponed, the clock was moved back. Its
    // undo time starts again.
    const isAhead = ({ due }: PendingDelete) => due > Math.max(now + LONGEST_WAIT, asked);
    await writer.deletes((all) =>
      all.some(isAhead)
        ? all.map((one) => (isAhead(one) ? { ...one, due: now + UNDO_TIME } : one))
        : all,
    );
    // Read the deletes again each time: the learner may have undone one while a request ran.
    const open = await openDeletes(connection.id);
    const [one] = open.toSorted((a, b) => a.due - b.due);
    if (!one) return null;
    if (Math.max(one.due, asked) > now || carriedOut === AT_A_TIME) return Math.max(one.due, asked);
    // The key changed, or all requests were cancelled: start again with what is stored by then.
    if (client.signal?.aborted) return now;
    // If the connection was disconnected meanwhile, the delete waits until it is connected again.
    if (!(await connectionOf(connection.id))?.connected) return null;
    await carryOut(writer, client, one);
  }
}

/** Deletes what the server stores about one course, and stores what came of it. */
async function carryOut(writer: StateWriter, client: ApiClient, one: PendingDelete): Promise<void> {
  const careful: ApiClient = { ...client, beforeRequest: () => mayStillDelete(one) };
  const answer = await untilCancelled(() => deleteBoth(writer, careful, one));
  if (answer instanceof RequestCancelled) return;
  if (answer.ok) await finish(writer, one);
  else if (classify(answer.fault) === 'retry') await postpone(writer, one, answer.fault);
  else await refuse(writer, one, answer.fault);
}

/**
 * Rejects with RequestCancelled if the delete was undone or postponed since it began, or if its
 * connection is disconnected now.
 */
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
    answer = await deleteOurs(client, one, one.ours);
    // Stored at once: if the rest is undone or postponed, the place must not count as saved there.
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

/** Deletes a course's memory, and the twins of it that a list showed and that are still there. */
async function deleteOurs(
  client: ApiClient,
  { connectionId, courseKey }: PendingDelete,
  id: string,
): Promise<Answer<unknown>> {
  const answer = await deleteCourseMemory(client, id, courseKey);
  const { twins } = await healthOf(connectionId).read();
  if (!answer.ok || twins === undefined) return answer;
  const list = await allOfCourse(client, courseKey);
  return list.ok ? ((await removeTwins(client, list.body.rows)) ?? answer) : list;
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
    if (one.ours === null) return await deletes.write(others);
    // What waited was about the memory that is gone, and only a newer place creates it again. The
    // record changes in one write with the end of the delete, so that a place that comes later is
    // not dropped with it.
    const record = await readRecord(connectionId, courseKey);
    await writeRecord(connectionId, courseKey, forget(record, one.due), deletes.stored(others));
  });
}

/**
 * Postpones all due deletes of the connection together after a fault that may pass, instead of each
 * in turn.
 */
async function postpone(writer: StateWriter, one: PendingDelete, fault: Fault): Promise<void> {
  const now = Date.now();
  const asked = askedToWait(fault);
  const held = await writer.health(one.connectionId, (old) => heldBack(old, asked, now));
  const due = Math.max(now + backoff(one.attempts + 1), asked > 0 ? held.notBefore : 0);
  const late = (other: PendingDelete) =>
    isOf(one.connectionId)(other) && other.failed === null && other.due <= now;
  await writer.deletes((all) =>
    all.map((other) => (late(other) ? { ...other, attempts: other.attempts + 1, due } : other)),
  );
}

/**
 * Stores the reason of a delete that the server rejected. The delete stays until the learner tries
 * again.
 */
async function refuse(writer: StateWriter, one: PendingDelete, fault: Fault): Promise<void> {
  const failed = fault.kind === 'status' ? `${fault.status} ${fault.words}`.trim() : '';
  await writer.deletes((all) =>
    all.map((other) => (isSame(one)(other) ? { ...other, failed } : other)),
  );
}
