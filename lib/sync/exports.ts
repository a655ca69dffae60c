import { beginExport, readExport } from '../ibl/export.ts';
import type { Answer, Fault } from '../ibl/http.ts';
import { LONGEST_RETRY_AFTER } from '../ibl/retry-after.ts';
import type { EXPORT_WISHES } from '../messages/screens.ts';
import {
  exportOf,
  readExportFile,
  removeExportFile,
  writeExportFile,
  type ExportEnd,
  type ExportState,
} from '../store/chat-exports.ts';
import { healthOf, type Connection } from '../store/connections.ts';
import { isErasing } from '../store/erasure.ts';
import { stayAwake } from './awake.ts';
import { connectionOf, wireOf } from './connection.ts';
import type { Ledger } from './ledger.ts';
import { credible } from './schedule.ts';

/* The export of the chat history, carried on by whichever worker there is. All it knows is stored. */

/** Seconds between two questions, the first ones; then the last for ever. */
const PAUSES = [2, 3, 5, 8, 13, 15];
/** After so long, or so many questions, the learner is told to look again later. */
const PATIENCE = 3 * 60_000;
const MOST_ASKED = 30;
/** So many 5xx in a row end it, so many 404, and so many stops of the worker at its begin. */
const MOST_ERRORS = 5;
const MOST_MISSING = 3;
const MOST_TRIES = 3;
/** A file that was saved is kept a little, for the other form of it. */
const KEPT = 60 * 60_000;

export type ExportWish = (typeof EXPORT_WISHES)[number];

/** What the learner wants of an export; what is on its way is carried on by `carryOnExport`. */
export async function wishExport(ledger: Ledger, id: string, wish: ExportWish): Promise<void> {
  if (!(await connectionOf(id))) return;
  const now = Date.now();
  await ledger.alone(async () => {
    const item = exportOf(id);
    const old = await item.read();
    const task = old && 'task' in old ? old.task : null;
    const isOnItsWay = old?.step === 'asking' || old?.step === 'waiting';
    if (wish === 'start' && !isOnItsWay) {
      await removeExportFile(id);
      await item.write({ step: 'asking', since: now, tries: 0 });
    } else if (wish === 'look-again' && old?.step === 'ended' && task !== null) {
      await item.write(waitFor(task, now));
    } else if (wish === 'cancel' && isOnItsWay) {
      await item.write({ step: 'ended', task, at: now, why: { kind: 'cancelled' } });
    } else if (wish === 'taken' && old?.step === 'ready') {
      await item.write({ ...old, taken: now });
    } else if (wish === 'forget' && old && !isOnItsWay) {
      await removeExportFile(id);
      await item.remove();
    }
  });
}

/** Does what is due of a connection's export, and says when there is something to do again (ms), or null. */
export async function carryOnExport(ledger: Ledger, id: string): Promise<number | null> {
  const now = Date.now();
  const connection = await connectionOf(id);
  const state = await exportOf(id).read();
  if (!connection || !state || state.step === 'ended') return null;
  if (state.step === 'ready') return await tidy(ledger, connection.id, state, now);
  // While everything is being deleted nothing is asked of the server beside that.
  if (await isErasing()) return now + ERASE_CHECK;
  const due = await dueAt(connection.id, state);
  if (due > now) return due;
  await stayAwake(() =>
    state.step === 'asking' ? begin(ledger, connection, state) : look(ledger, connection, state),
  );
  const after = await exportOf(connection.id).read();
  return after?.step === 'waiting' ? await dueAt(connection.id, after) : null;
}

/** When the server is asked next (ms): never before its own Retry-After is over. */
async function dueAt(id: string, state: Step<'asking' | 'waiting'>): Promise<number> {
  const now = Date.now();
  const { notBefore } = await healthOf(id).read();
  const next = state.step === 'waiting' ? credible(state.next, now, pauseAfter(Infinity)) : now;
  return Math.max(next, credible(notBefore, now, LONGEST_RETRY_AFTER));
}

const ERASE_CHECK = 5_000;

type Step<S extends ExportState['step']> = Extract<ExportState, { step: S }>;

/** Takes away what was saved a while ago. */
async function tidy(
  ledger: Ledger,
  id: string,
  state: Step<'ready'>,
  now: number,
): Promise<number | null> {
  if (state.taken === null) return null;
  // Further ahead than it can be: the clock was moved back.
  if (state.taken <= now && state.taken + KEPT > now) return state.taken + KEPT;
  await wishExport(ledger, id, 'forget');
  return null;
}

/** What tells two states apart that one followed from the other. */
function mark(state: ExportState | null): string {
  if (state?.step === 'asking') return `asking ${state.since} ${state.tries}`;
  return state?.step === 'waiting' ? `${state.task} ${state.since} ${state.asked}` : '';
}

/** Puts another state in the place of one, unless the learner changed their mind meanwhile. */
async function replace(
  ledger: Ledger,
  id: string,
  old: ExportState,
  next: ExportState,
): Promise<boolean> {
  return await ledger.alone(async () => {
    const item = exportOf(id);
    if (mark(await item.read()) !== mark(old)) return false;
    await item.write(next);
    return true;
  });
}

const waitFor = (task: string, now: number): Step<'waiting'> => ({
  step: 'waiting',
  task,
  since: now,
  next: now + pauseAfter(0),
  asked: 0,
  errors: 0,
  missing: 0,
});

const pauseAfter = (asked: number) => 1000 * (PAUSES[asked] ?? PAUSES.at(-1) ?? 0);

async function begin(ledger: Ledger, connection: Connection, state: Step<'asking'>): Promise<void> {
  const { id } = connection;
  const trying = { ...state, tries: state.tries + 1 };
  const end = (why: ExportEnd) =>
    replace(ledger, id, trying, { step: 'ended', task: null, at: Date.now(), why });
  if (!(await replace(ledger, id, state, trying))) return;
  const wire = await wireOf(connection, ledger);
  if (!wire) return void (await end({ kind: 'not-connected' }));
  if (trying.tries > MOST_TRIES) return void (await end({ kind: 'timeout' }));
  const answer = await beginExport(wire);
  if (!answer.ok) {
    await heed(ledger, id, answer.fault);
    return void (await end(endOf(answer.fault)));
  }
  await replace(ledger, id, trying, waitFor(answer.body, Date.now()));
}

async function look(ledger: Ledger, connection: Connection, state: Step<'waiting'>): Promise<void> {
  const { id } = connection;
  const asked = state.asked + 1;
  const asking = { ...state, asked, next: Date.now() + pauseAfter(asked) };
  const end = (why: ExportEnd) =>
    replace(ledger, id, asking, { step: 'ended', task: state.task, at: Date.now(), why });
  if (!(await replace(ledger, id, state, asking))) return;
  const wire = await wireOf(connection, ledger);
  if (!wire) return void (await end({ kind: 'not-connected' }));
  const answer = await readExport(wire, state.task);
  if (answer.ok && answer.body.kind === 'failed') {
    return void (await end({ kind: 'failed', state: answer.body.state.slice(0, 40) }));
  }
  if (answer.ok && answer.body.kind === 'file') {
    const { bytes, type } = answer.body.file;
    return await keep(ledger, id, asking, new Blob([bytes], { type }));
  }
  const next = counted(asking, answer);
  const wait = answer.ok ? 0 : await heed(ledger, id, answer.fault);
  if (!answer.ok && isOver(next, answer.fault)) return void (await end(endOf(answer.fault)));
  const isLate = Date.now() + wait - state.since >= PATIENCE || asked >= MOST_ASKED;
  if (!isLate) return void (await replace(ledger, id, asking, next));
  await end(answer.ok ? { kind: 'not-ready' } : endOf(answer.fault));
}

/** Errors in a row; whatever else comes ends the row. */
function counted(state: Step<'waiting'>, answer: Answer<unknown>): Step<'waiting'> {
  const status = !answer.ok && answer.fault.kind === 'status' ? answer.fault.status : 0;
  return {
    ...state,
    errors: status >= 500 ? state.errors + 1 : 0,
    missing: status === 404 ? state.missing + 1 : 0,
  };
}

/** Whether there is no use in asking on. */
function isOver({ errors, missing }: Step<'waiting'>, fault: Fault): boolean {
  if (fault.kind === 'no-network' || fault.kind === 'timeout') return false;
  if (fault.kind !== 'status') return true;
  const { status } = fault;
  if (status === 404) return missing >= MOST_MISSING;
  if (status >= 500) return errors >= MOST_ERRORS;
  return status !== 408 && status !== 429;
}

function endOf(fault: Fault): ExportEnd {
  if (fault.kind === 'status') {
    return { kind: 'status', status: fault.status, words: fault.words };
  }
  return { kind: fault.kind === 'not-ours' ? 'not-ibl' : fault.kind };
}

/** A server's Retry-After holds for everything that is asked of it. Says how long it is (ms). */
async function heed(ledger: Ledger, id: string, fault: Fault): Promise<number> {
  const wait = fault.kind === 'status' ? (fault.retryAfter ?? 0) : 0;
  if (wait > 0) await ledger.health(id, (old) => ({ ...old, notBefore: Date.now() + wait }));
  return wait;
}

/** The file first: a worker that is stopped in between fetches it once more. */
async function keep(
  ledger: Ledger,
  id: string,
  asking: Step<'waiting'>,
  file: Blob,
): Promise<void> {
  const at = Date.now();
  const { task } = asking;
  const isKept = await writeExportFile(id, file).then(
    () => true,
    () => false,
  );
  const done = isKept
    ? await replace(ledger, id, asking, { step: 'ready', task, at, size: file.size, taken: null })
    : await replace(ledger, id, asking, { step: 'ended', task, at, why: { kind: 'no-room' } });
  const left = done ? null : await exportOf(id).read();
  // Cancelled meanwhile.
  if (!done && left?.step !== 'ready' && (await readExportFile(id))) await removeExportFile(id);
}
