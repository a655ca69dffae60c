import type { EXPORT_REQUESTS } from '../../messages/requests.ts';
import { exportOf, removeExportFile } from '../../store/items/chat-exports.ts';
import { healthOf } from '../../store/items/connections.ts';
import { isErasing } from '../../store/items/delete-everything.ts';
import { connectionOf } from '../../domain/connections.ts';
import { begin, jobOf, look } from './export-requests.ts';
import { pauseAfter, waitFor, type Step } from './export-state.ts';
import type { StateWriter } from '../state/state-writer.ts';
import { credible, heldUntil } from '../../domain/retry-timing.ts';

/* Exports the chat history. Its whole state is stored, so that any worker can go on with it. */

/**
 * How long (ms) a file is kept after the learner saved it, so that they can also save its other
 * form.
 */
const KEPT = 60 * 60_000;

export type ExportRequest = (typeof EXPORT_REQUESTS)[number];

/** Stores what the learner wants of an export. `carryOnExport` then does the requests. */
export async function requestExport(
  writer: StateWriter,
  id: string,
  request: ExportRequest,
): Promise<void> {
  if (!(await connectionOf(id))) return;
  const now = Date.now();
  await writer.alone(async () => {
    const item = exportOf(id);
    const old = await item.read();
    const task = old && 'task' in old ? old.task : null;
    const isOnItsWay = old?.step === 'asking' || old?.step === 'waiting';
    if (request === 'start' && !isOnItsWay) {
      await removeExportFile(id);
      await item.write({ step: 'asking', since: now, tries: 0 });
    } else if (request === 'look-again' && old?.step === 'ended' && task !== null) {
      await item.write(waitFor(task, now));
    } else if (request === 'cancel' && isOnItsWay) {
      await item.write({ step: 'ended', task, at: now, why: { kind: 'cancelled' } });
      writer.underWay.end(jobOf(id));
    } else if (request === 'taken' && old?.step === 'ready') {
      await item.write({ ...old, taken: now });
    } else if (request === 'forget' && old && !isOnItsWay) {
      await removeExportFile(id);
      await item.remove();
    }
  });
}

/** Does what is due for a connection's export. Returns when there is more to do (ms), or null. */
export async function carryOnExport(writer: StateWriter, id: string): Promise<number | null> {
  const now = Date.now();
  const connection = await connectionOf(id);
  const state = await exportOf(id).read();
  if (!connection || !state || state.step === 'ended') return null;
  if (state.step === 'ready') return await tidy(writer, connection.id, state, now);
  // While everything is being deleted, Waypoint sends no other request.
  if (await isErasing()) return now + ERASE_CHECK;
  const due = await dueAt(connection.id, state);
  // Compared with the clock of this moment: reading took time, and what is due at once must not be
  // put off by that.
  if (due > Date.now()) return due;
  await (state.step === 'asking'
    ? begin(writer, connection, state)
    : look(writer, connection, state));
  const after = await exportOf(connection.id).read();
  // If a request was cancelled but the export was not, the export is still on its way and runs
  // again.
  const isOnItsWay = after?.step === 'asking' || after?.step === 'waiting';
  return isOnItsWay ? await dueAt(connection.id, after) : null;
}

/** Returns when to ask the server next (ms), never before its own Retry-After is over. */
async function dueAt(id: string, state: Step<'asking' | 'waiting'>): Promise<number> {
  const now = Date.now();
  const health = await healthOf(id).read();
  const next = state.step === 'waiting' ? credible(state.next, now, pauseAfter(Infinity)) : now;
  return Math.max(next, heldUntil(health, now));
}

const ERASE_CHECK = 5_000;

/** Removes a file that the learner saved a while ago. Returns when to do so (ms), or null. */
async function tidy(
  writer: StateWriter,
  id: string,
  state: Step<'ready'>,
  now: number,
): Promise<number | null> {
  if (state.taken === null) return null;
  // A time in the future means that the clock was moved back. The file is removed then, too.
  if (state.taken <= now && state.taken + KEPT > now) return state.taken + KEPT;
  await requestExport(writer, id, 'forget');
  return null;
}
