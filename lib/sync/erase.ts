import { deleteCourseMemory, listNamedMemories } from '../ibl/course-memory.ts';
import { deleteEdxMemory, listEdxMemory } from '../ibl/edx-memory.ts';
import type { Answer, Fault, Wire } from '../ibl/http.ts';
import type { ERASE_NEXT } from '../messages/screens.ts';
import { connections, type Connection } from '../store/connections.ts';
import {
  erasures,
  isErasing,
  type Erasure,
  type ErasePart,
  type EraseReason,
} from '../store/erasure.ts';
import { stayAwake } from './awake.ts';
import { wireOf } from './connection.ts';
import { eraseHere, forgetErased } from './erase-here.ts';
import type { Ledger } from './ledger.ts';
import { verdictOf } from './record.ts';

/* The delete of everything. While it runs nothing is sent to any school; where it stands is stored, so
 * that another worker goes on with it. */

export interface EraseWish {
  /** What Waypoint wrote, on every server that is connected. */
  readonly waypoint: boolean;
  /** What the schools' servers wrote. */
  readonly school: boolean;
  /** All that is kept in this browser. */
  readonly here: boolean;
}

const BEGUN: Omit<Erasure, keyof EraseWish | 'since'> = {
  step: 'server',
  finished: [],
  gone: [],
  failed: [],
  found: 0,
  hereDone: null,
};

export async function startErase(ledger: Ledger, wish: EraseWish): Promise<void> {
  const { waypoint, school, here } = wish;
  await change(ledger, (old) =>
    old && old.step !== 'over' ? old : { ...BEGUN, waypoint, school, here, since: Date.now() },
  );
}

/** After its end: what could not be deleted once more, the rest in spite of it, or enough. */
export async function goOnErasing(
  ledger: Ledger,
  what: (typeof ERASE_NEXT)[number],
): Promise<void> {
  await change(ledger, (old) => {
    if (old?.step !== 'over') return old;
    if (what === 'close') return null;
    if (what === 'here-anyway') return { ...old, here: true, step: 'here' };
    const left = new Set(old.failed.map(({ account, part }) => partId(account, part)));
    const finished = old.finished.filter((id) => !left.has(id));
    return { ...old, step: 'server', finished, failed: [], found: old.gone.length };
  });
}

async function change(
  ledger: Ledger,
  step: (old: Erasure | null) => Erasure | null,
): Promise<Erasure | null> {
  return await ledger.alone(async () => {
    const old = await erasures.read();
    const next = step(old);
    if (next === null) await erasures.remove();
    else if (next !== old) await erasures.write(next);
    return next;
  });
}

/**
 * Deletes what was asked for, to its end. Nothing when nothing was.
 * @param rested done when nothing is on its way any more to any school
 */
export async function carryOutErase(ledger: Ledger, rested: () => Promise<void>): Promise<void> {
  if (await isErasing()) await stayAwake(() => eraseAll(ledger, rested));
}

async function eraseAll(ledger: Ledger, rested: () => Promise<void>): Promise<void> {
  await rested();
  let now = await erasures.read();
  if (now?.step === 'server') {
    await eraseServers(ledger, now);
    now = await change(
      ledger,
      (old) => old && { ...old, step: old.here && old.failed.length === 0 ? 'here' : 'over' },
    );
  }
  if (now?.step !== 'here') return;
  await eraseHere(ledger, rested);
  await change(ledger, (old) => old && { ...old, step: 'over', hereDone: Date.now() });
}

type OfAccount = Erasure['failed'][number]['account'];
const partId = ({ id }: Pick<OfAccount, 'id'>, part: ErasePart) => `${id} ${part}`;
const NOBODY: OfAccount = { id: '', org: '', username: '' };

async function eraseServers(ledger: Ledger, wish: Erasure): Promise<void> {
  const parts = [wish.waypoint && 'waypoint', wish.school && 'school'] as const;
  // Connections that cannot be read are no reason to keep what is here.
  const all = await connections.read().catch(() => null);
  for (const part of parts) {
    if (!part) continue;
    if (!all)
      await failed(ledger, { account: NOBODY, part, what: null }, { kind: 'not-connected' });
    for (const connection of all ?? []) await erasePart(ledger, wish, connection, part);
  }
}

/** A row that can be asked for, and how. */
interface Target {
  readonly id: string | number;
  readonly courseKey: string;
  remove(): Promise<Answer<unknown>>;
}
interface Listed {
  readonly targets: readonly Target[];
  /** Rows for which no request can be made. */
  readonly hopeless: readonly { readonly what: string; readonly reason: EraseReason }[];
}

/** Lists, deletes what is listed, and lists again: until there is nothing left that can be deleted. */
async function erasePart(
  ledger: Ledger,
  { finished, since }: Erasure,
  connection: Connection,
  part: ErasePart,
): Promise<void> {
  const { id, org, username } = connection;
  const account = { id, org, username };
  const done = partId(account, part);
  if (finished.includes(done)) return;
  const fail = (what: string | null, reason: EraseReason) =>
    failed(ledger, { account, part, what }, reason);
  const wire = await wireOf(connection, ledger);
  if (!wire) return await fail(null, { kind: 'not-connected' });
  const passed = new Set<Target['id']>();
  const went = new Set<Target['id']>();
  let inARow = 0;
  for (let round = 0; ; round += 1) {
    const list = await persist(() => listOf(wire, part));
    if (!list.ok) return await fail(null, reasonOf(list.fault));
    const { hopeless } = list.body;
    const targets = list.body.targets.filter((one) => !passed.has(one.id));
    if (round === 0) for (const { what, reason } of hopeless) await fail(what, reason);
    if (targets.length === 0) {
      const there = list.body.targets.filter((one) => went.has(one.id));
      for (const { courseKey } of there) await stays(ledger, { account, part, what: courseKey });
      break;
    }
    await change(ledger, (old) => old && { ...old, found: old.found + targets.length });
    for (const target of targets) {
      passed.add(target.id);
      const answer = await persist(() => target.remove());
      if (answer.ok) {
        inARow = 0;
        went.add(target.id);
        await gone(ledger, { account, part, what: target.courseKey });
        continue;
      }
      await fail(target.courseKey, reasonOf(answer.fault));
      inARow += 1;
      // The rest would end the same way, each after as long a wait.
      if (isOfAll(answer.fault) || inARow === MOST_IN_A_ROW) {
        return await fail(null, reasonOf(answer.fault));
      }
    }
  }
  await forgetErased(ledger, id, part, since);
  await change(ledger, (old) => old && { ...old, finished: [...old.finished, done] });
}

const MOST_IN_A_ROW = 3;

async function listOf(wire: Wire, part: ErasePart): Promise<Answer<Listed>> {
  if (part === 'waypoint') {
    const answer = await listNamedMemories(wire);
    if (!answer.ok) return answer;
    const { rows, odd } = answer.body;
    const targets = rows.map(({ memory, courseKey }) => ({
      id: memory,
      courseKey,
      remove: () => deleteCourseMemory(wire, memory, courseKey),
    }));
    const hopeless = odd.map((what) => ({ what, reason: { kind: 'odd' } as const }));
    return { ...answer, body: { targets, hopeless } };
  }
  const answer = await listEdxMemory(wire);
  if (!answer.ok) return answer;
  const targets: Target[] = [];
  const hopeless: Listed['hopeless'][number][] = [];
  for (const { id, course_id: courseKey } of answer.body.rows) {
    if (typeof id !== 'number') hopeless.push({ what: courseKey, reason: { kind: 'no-id' } });
    else targets.push({ id, courseKey, remove: () => deleteEdxMemory(wire, id, courseKey) });
  }
  return { ...answer, body: { targets, hopeless } };
}

/** Between the tries of a request that may work the next time (ms). */
const PAUSES = [2_000, 8_000];
/** A server that wants more is not waited for: the learner tries again. */
const LONGEST_ASKED = 30_000;

async function persist<T>(ask: () => Promise<Answer<T>>): Promise<Answer<T>> {
  for (const pause of PAUSES) {
    const answer = await ask();
    if (answer.ok || verdictOf(answer.fault) !== 'again') return answer;
    const asked = answer.fault.kind === 'status' ? (answer.fault.retryAfter ?? 0) : 0;
    if (asked > LONGEST_ASKED) return answer;
    await new Promise((done) => setTimeout(done, Math.max(pause, asked)));
  }
  return await ask();
}

/** Whether a fault has nothing to do with the one row. */
function isOfAll(fault: Fault): boolean {
  if (fault.kind === 'status') return [401, 403, 429].includes(fault.status);
  return fault.kind === 'no-network' || fault.kind === 'timeout';
}

function reasonOf(fault: Fault): EraseReason {
  if (fault.kind === 'status') {
    return { kind: 'status', status: fault.status, words: fault.words };
  }
  return { kind: fault.kind };
}

type Row = Erasure['gone'][number];

async function gone(ledger: Ledger, row: Row): Promise<void> {
  await change(ledger, (old) => old && { ...old, gone: [...old.gone, row] });
}

/** It is not gone after all. */
async function stays(ledger: Ledger, row: Row): Promise<void> {
  const same = (one: Row) =>
    partId(one.account, one.part) === partId(row.account, row.part) && one.what === row.what;
  await change(ledger, (old) => old && { ...old, gone: old.gone.filter((one) => !same(one)) });
  await failed(ledger, row, { kind: 'stays' });
}

async function failed(ledger: Ledger, row: Row, reason: EraseReason): Promise<void> {
  await change(ledger, (old) => old && { ...old, failed: [...old.failed, { ...row, reason }] });
}
