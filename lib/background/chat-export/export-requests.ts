import { askedToWait, classify, isStatus } from '../../ibl/client/classify-fault.ts';
import { beginExport, readExport } from '../../ibl/chat-export.ts';
import type { Answer, Fault } from '../../ibl/client/types.ts';
import {
  exportOf,
  readExportFile,
  removeExportFile,
  writeExportFile,
  type ExportEnd,
} from '../../store/items/chat-exports.ts';
import type { Connection } from '../../store/items/connections.ts';
import { readKey } from '../../store/items/api-keys.ts';
import { connectionOf } from '../../domain/connections.ts';
import { heldBack } from '../../domain/retry-timing.ts';
import { withClient } from '../state/api-client.ts';
import { pauseAfter, replace, waitFor, type Step } from './export-state.ts';
import type { StateWriter } from '../state/state-writer.ts';

/* The two requests of an export, and what follows each answer. */

/**
 * After this time (ms), or this many requests, Waypoint stops asking, and the learner can look
 * again later.
 */
const PATIENCE = 3 * 60_000;
const MOST_ASKED = 30;
/**
 * An export ends after this many 5xx in a row, this many 404 in a row, or this many worker stops
 * during its start.
 */
const MOST_ERRORS = 5;
const MOST_MISSING = 3;
const MOST_TRIES = 3;

/** Returns the name of the job that Cancel ends. */
export const jobOf = (id: string) => `export ${id}`;

/** Asks the server to start the export. */
export async function begin(
  writer: StateWriter,
  connection: Connection,
  state: Step<'asking'>,
): Promise<void> {
  const { id } = connection;
  const trying = { ...state, tries: state.tries + 1 };
  const end = (why: ExportEnd) =>
    replace(writer, id, trying, { step: 'ended', task: null, at: Date.now(), why });
  if (!(await replace(writer, id, state, trying))) return;
  if (trying.tries > MOST_TRIES) return void (await end({ kind: 'timeout' }));
  const answer = await withClient(connection, writer, beginExport, jobOf(id));
  if (!answer) return await unlessConnected(id, end);
  if (!answer.ok) {
    await heed(writer, id, answer.fault);
    return void (await end(endOf(answer.fault)));
  }
  await replace(writer, id, trying, waitFor(answer.body, Date.now()));
}

/** Asks the server for the file, and stores what came of it. */
export async function look(
  writer: StateWriter,
  connection: Connection,
  state: Step<'waiting'>,
): Promise<void> {
  const { id } = connection;
  const asked = state.asked + 1;
  const asking = { ...state, asked, next: Date.now() + pauseAfter(asked) };
  const end = (why: ExportEnd) =>
    replace(writer, id, asking, { step: 'ended', task: state.task, at: Date.now(), why });
  if (!(await replace(writer, id, state, asking))) return;
  const answer = await withClient(
    connection,
    writer,
    (client) => readExport(client, state.task),
    jobOf(id),
  );
  if (!answer) return await unlessConnected(id, end);
  if (answer.ok && answer.body.kind === 'failed') {
    return void (await end({ kind: 'failed', state: answer.body.state.slice(0, 40) }));
  }
  if (answer.ok && answer.body.kind === 'file') {
    const { bytes, type } = answer.body.file;
    return await keep(writer, id, asking, new Blob([bytes], { type }));
  }
  const next = counted(asking, answer);
  const wait = answer.ok ? 0 : await heed(writer, id, answer.fault);
  if (!answer.ok && isOver(next, answer)) return void (await end(endOf(answer.fault)));
  const isLate = Date.now() + wait - state.since >= PATIENCE || asked >= MOST_ASKED;
  if (!isLate) return void (await replace(writer, id, asking, next));
  await end(answer.ok ? { kind: 'not-ready' } : endOf(answer.fault));
}

/**
 * Ends an export whose request was cancelled, if its connection has no key now. With a key, the
 * export goes on. An export that the learner cancelled has ended already.
 */
async function unlessConnected(
  id: string,
  end: (why: ExportEnd) => Promise<boolean>,
): Promise<void> {
  const now = await connectionOf(id);
  const key = now?.connected === true ? await readKey(id) : null;
  if (key === null) await end({ kind: 'not-connected' });
}

/**
 * Stores a server's Retry-After, which holds for every request to that server. Returns how long it
 * is (ms).
 */
async function heed(writer: StateWriter, id: string, fault: Fault): Promise<number> {
  const wait = askedToWait(fault);
  if (wait > 0) await writer.health(id, (old) => heldBack(old, wait, Date.now()));
  return wait;
}

/**
 * Stores the file, and then the state: a worker that is stopped in between fetches the file once
 * more.
 */
async function keep(
  writer: StateWriter,
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
    ? await replace(writer, id, asking, { step: 'ready', task, at, size: file.size, taken: null })
    : await replace(writer, id, asking, { step: 'ended', task, at, why: { kind: 'no-room' } });
  const left = done ? null : await exportOf(id).read();
  // The learner cancelled the export meanwhile.
  if (!done && left?.step !== 'ready' && (await readExportFile(id))) await removeExportFile(id);
}

/** Counts the errors in a row. Any other answer ends the row. */
function counted(state: Step<'waiting'>, answer: Answer<unknown>): Step<'waiting'> {
  const isError = !answer.ok && isServerError(answer.fault);
  return {
    ...state,
    errors: isError ? state.errors + 1 : 0,
    missing: isStatus(answer, 404) ? state.missing + 1 : 0,
  };
}

/** Whether it is pointless to ask again. */
function isOver({ errors, missing }: Step<'waiting'>, answer: Answer<unknown>): boolean {
  if (answer.ok) return false;
  const { fault } = answer;
  if (isServerError(fault)) return errors >= MOST_ERRORS;
  if (isStatus(answer, 404)) return missing >= MOST_MISSING;
  // `not-ibl` includes a file that is too long, which would be too long the next time, too.
  return classify(fault) !== 'retry' || fault.kind === 'not-ibl';
}

const isServerError = (fault: Fault) => fault.kind === 'status' && fault.status >= 500;

function endOf(fault: Fault): ExportEnd {
  if (fault.kind === 'status') {
    return { kind: 'status', status: fault.status, words: fault.words };
  }
  if (fault.kind === 'intermediary') return { kind: fault.kind, status: fault.status };
  return { kind: fault.kind === 'not-ours' ? 'not-ibl' : fault.kind };
}
