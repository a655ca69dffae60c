import { deleteCourseMemory } from '../ibl/course-memory.ts';
import { deleteEdxMemory } from '../ibl/edx-memory.ts';
import type { Answer, Fault, Wire } from '../ibl/http.ts';
import { memoryListOf } from '../store/cache.ts';
import { healthOf } from '../store/connections.ts';
import { deletes, type PendingDelete } from '../store/deletes.ts';
import { readRecords } from '../store/records.ts';
import { stayAwake } from './awake.ts';
import { currentConnection, wireOf } from './connection.ts';
import { followAgain, isStudied, stopFollowing, type NamedCourse } from './followed.ts';
import type { Ledger } from './ledger.ts';
import { forget, verdictOf } from './record.ts';
import { backoff } from './schedule.ts';

/** For this long a delete can be undone; it is never carried out earlier. */
export const UNDO_TIME = 10_000;
/** So many courses, then places are sent: a delete of all holds no place up. */
const AT_A_TIME = 5;

export interface DeleteWish {
  readonly courses: readonly NamedCourse[];
  /** What Waypoint wrote. */
  readonly waypoint: boolean;
  /** What the school's server wrote. */
  readonly school: boolean;
  /** From now on those of them that were studied in this browser are not followed any more. */
  readonly stop: boolean;
}

/** Puts what is wished up for deletion, as far as it is listed and can be deleted. */
export async function addDeletes(ledger: Ledger, wish: DeleteWish): Promise<void> {
  const connection = await currentConnection();
  if (!connection) return;
  const list = await memoryListOf(connection.id).read();
  const rows = new Map(list?.rows.map((row) => [row.courseKey, row]));
  const records = await readRecords(connection.id);
  const stopped = wish.stop
    ? wish.courses.filter(({ courseKey }) => isStudied(records.get(courseKey)))
    : [];
  const stops = new Set((await stopFollowing(ledger, stopped)).map(({ courseKey }) => courseKey));
  const due = Date.now() + UNDO_TIME;
  await ledger.deletes((all) => {
    const old = new Map(all.filter(isOf(connection.id)).map((one) => [one.courseKey, one]));
    const added = wish.courses.flatMap(({ courseKey }): PendingDelete[] => {
      const row = rows.get(courseKey);
      const one = {
        edx: wish.school ? (row?.edx?.id ?? null) : null,
        ours: wish.waypoint ? (row?.ours?.id ?? null) : null,
        stops: stops.has(courseKey) || old.get(courseKey)?.stops === true,
      };
      if (one.edx === null && one.ours === null && !one.stops) return [];
      return [{ connectionId: connection.id, courseKey, ...one, due, attempts: 0, failed: null }];
    });
    const again = new Set(added.map(({ courseKey }) => courseKey));
    const others = all.filter((one) => !isOf(connection.id)(one) || !again.has(one.courseKey));
    return [...others, ...added];
  });
}

const isOf = (connectionId: string) => (one: PendingDelete) => one.connectionId === connectionId;

const isSame = (a: PendingDelete) => (b: PendingDelete) =>
  a.connectionId === b.connectionId && a.courseKey === b.courseKey;

/** Takes deletes back. False when one of them was carried out already. */
export function undoDeletes(ledger: Ledger, courses: readonly string[]): Promise<boolean> {
  return ledger.deleting(async () => {
    const connection = await currentConnection();
    if (!connection) return false;
    const wanted = new Set(courses);
    const mine = (one: PendingDelete) => isOf(connection.id)(one) && wanted.has(one.courseKey);
    let back: PendingDelete[] = [];
    await ledger.deletes((all) => {
      back = all.filter(mine);
      return all.filter((one) => !mine(one));
    });
    const stopped = back.filter(({ stops }) => stops).map(({ courseKey }) => courseKey);
    await followAgain(ledger, stopped);
    return back.length === wanted.size;
  });
}

/** Deletes of a connection that are still to be carried out. */
async function openDeletes(connectionId: string): Promise<PendingDelete[]> {
  const all = await deletes.read();
  return all.filter((one) => isOf(connectionId)(one) && one.failed === null);
}

/** Carries out some of what is due and says when it next has something to do (ms), or null. */
export async function carryOutDeletes(ledger: Ledger): Promise<number | null> {
  const connection = await currentConnection();
  if (!connection) return null;
  const open = await openDeletes(connection.id);
  const wire = open.length > 0 ? await wireOf(connection, ledger) : null;
  if (!wire) return null;
  const { notBefore } = await healthOf(connection.id).read();
  if (notBefore <= Date.now()) {
    for (const one of open.filter(isDue).slice(0, AT_A_TIME)) {
      await ledger.deleting(() => carryOut(ledger, wire, one));
    }
  }
  const dues = (await openDeletes(connection.id)).map(({ due }) => due);
  return dues.length > 0 ? Math.max(Math.min(...dues), notBefore) : null;
}

const isDue = ({ due }: PendingDelete) => due <= Date.now();

/** Deletes what is stored about one course. */
async function carryOut(ledger: Ledger, wire: Wire, known: PendingDelete): Promise<void> {
  // It may have been taken back or put off while another was carried out.
  const one = (await openDeletes(known.connectionId)).find(isSame(known));
  if (!one || !isDue(one)) return;
  const answer = await stayAwake(() => deleteBoth(wire, one));
  if (answer.ok) await finish(ledger, one);
  else if (verdictOf(answer.fault) === 'again') await postpone(ledger, one, answer.fault);
  else await refuse(ledger, one, answer.fault);
}

async function deleteBoth(wire: Wire, one: PendingDelete): Promise<Answer<unknown>> {
  let answer: Answer<unknown> = { ok: true, status: 200, body: null };
  if (one.ours !== null) answer = await deleteCourseMemory(wire, one.ours, one.courseKey);
  if (answer.ok && one.edx !== null) answer = await deleteEdxMemory(wire, one.edx, one.courseKey);
  return answer;
}

async function finish(ledger: Ledger, one: PendingDelete): Promise<void> {
  // What waited was about the memory that is gone: only a newer place makes it anew.
  if (one.ours !== null || one.stops) {
    await ledger.record(one.connectionId, one.courseKey, forget);
  }
  await ledger.alone(async () => {
    const item = memoryListOf(one.connectionId);
    const list = await item.read();
    if (!list) return;
    const rows = list.rows.flatMap((row) => {
      if (row.courseKey !== one.courseKey) return [row];
      const left = {
        ...row,
        edx: one.edx === null ? row.edx : null,
        ours: one.ours === null ? row.ours : null,
      };
      return left.edx || left.ours ? [left] : [];
    });
    await item.write({ ...list, rows });
  });
  await ledger.deletes((all) => all.filter((other) => !isSame(one)(other)));
}

/** The server does not answer just now: all that is due waits, and not each of it in turn. */
async function postpone(ledger: Ledger, one: PendingDelete, fault: Fault): Promise<void> {
  const now = Date.now();
  const asked = fault.kind === 'status' ? (fault.retryAfter ?? 0) : 0;
  const due = now + Math.max(backoff(one.attempts + 1), asked);
  const late = (other: PendingDelete) =>
    isOf(one.connectionId)(other) && other.failed === null && other.due <= now;
  await ledger.deletes((all) =>
    all.map((other) => (late(other) ? { ...other, attempts: other.attempts + 1, due } : other)),
  );
  if (asked === 0) return;
  await ledger.health(one.connectionId, (old) => ({ ...old, notBefore: now + asked }));
}

/** The server says no: it stays where it is, with the reason, until the learner asks again. */
async function refuse(ledger: Ledger, one: PendingDelete, fault: Fault): Promise<void> {
  const failed = fault.kind === 'status' ? `${fault.status} ${fault.words}`.trim() : '';
  await ledger.deletes((all) =>
    all.map((other) => (isSame(one)(other) ? { ...other, failed } : other)),
  );
}
