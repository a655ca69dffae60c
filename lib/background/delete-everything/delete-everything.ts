import { withLimit } from '../../shared/time-limit.ts';
import type { ERASE_NEXT, DeleteEverythingRequest } from '../../messages/requests.ts';
import { isUnderWay, type Erasure } from '../../store/items/delete-everything.ts';
import { keepAlive } from '../scheduler/keep-alive.ts';
import { eraseHere } from './delete-in-browser.ts';
import { deleteOnServers } from './delete-on-servers.ts';
import { eraseProgress, LONGEST, partId, withUnfinished } from './progress.ts';
import type { StateWriter } from '../state/state-writer.ts';

/*
 * Deletes everything. Meanwhile Waypoint sends nothing else to any server. With one connection
 * (`only`), deletes what Waypoint stored there and then disconnects it; the other connections go
 * on. A row there that only has a name of Waypoint's is not Waypoint's, so it keeps no connection.
 * The progress is stored, so that another worker can go on with it.
 */

const BEGUN: Omit<Erasure, keyof DeleteEverythingRequest | 'since' | 'until'> = {
  step: 'server',
  finished: [],
  gone: [],
  failed: [],
  found: 0,
  hereDone: null,
};

export async function startErase(
  writer: StateWriter,
  request: DeleteEverythingRequest,
  only: string | null = null,
): Promise<void> {
  const { waypoint, school, here } = request;
  const since = Date.now();
  const begun = { ...BEGUN, waypoint, school, here, since, until: since + LONGEST };
  const { change } = eraseProgress(writer, only);
  const now = await change((old) => (old && old.step !== 'over' ? old : begun));
  if (now !== begun) return;
  // Requests under way would only delay the delete, and may have no end.
  if (only === null) writer.underWay.endAll();
  else writer.underWay.end(only);
}

/**
 * Applies what the learner chose. While the servers' part runs: `stop`, or `here-anyway` to go on
 * with this browser's part. After its end: `again` for what could not be deleted, or `here-anyway`
 * in spite of it. `close` removes the stored progress.
 */
export async function goOnErasing(
  writer: StateWriter,
  what: (typeof ERASE_NEXT)[number],
  only: string | null = null,
): Promise<void> {
  const progress = eraseProgress(writer, only);
  const all = await progress.connections();
  const now = await progress.change((old) => {
    // The part in this browser takes a moment, and is not left half done.
    if (!old || old.step === 'here') return old;
    if (what === 'close') return null;
    // What this browser keeps is deleted only if the learner ticked it.
    if (what === 'here-anyway' && !old.here) return old;
    if (old.step === 'server') {
      if (what === 'again') return old;
      const stopped = withUnfinished(old, all, { kind: 'stopped' });
      return what === 'stop' ? { ...stopped, step: 'over' } : { ...stopped, step: 'here' };
    }
    if (what === 'stop') return old;
    if (what === 'here-anyway') return { ...old, step: 'here' };
    const left = new Set(old.failed.map(({ account, part }) => partId(account, part)));
    const finished = old.finished.filter((id) => !left.has(id));
    const until = Date.now() + LONGEST;
    return { ...old, step: 'server', finished, failed: [], found: old.gone.length, until };
  });
  if (now?.step !== 'server') writer.underWay.end(progress.job);
}

/**
 * Runs the delete of everything to its end, if the learner asked for it.
 * @param rested resolves when no request to any server is under way
 */
export async function runDeleteEverything(
  writer: StateWriter,
  rested: () => Promise<void>,
): Promise<void> {
  // All requests were aborted, so waiting for anything else that is slow has a limit.
  const soon = () => withLimit(rested, LONGEST_REST).catch(() => undefined);
  await runErase(writer, null, { rested: soon, here: () => eraseHere(writer, soon) });
}

const LONGEST_REST = 20_000;

/**
 * Runs a delete to its end, if the learner asked for it.
 * @param rested resolves when nothing else that disturbs the delete is under way; not needed in the
 * job queue of the connection, which runs nothing else meanwhile
 * @param here does the part in this browser
 */
export async function runErase(
  writer: StateWriter,
  only: string | null,
  { rested, here }: { rested?: () => Promise<void>; here: () => Promise<void> },
): Promise<void> {
  const progress = eraseProgress(writer, only);
  if (!isUnderWay(await progress.read())) return;
  await keepAlive(async () => {
    await rested?.();
    // Taken before the progress is read, so that a later Stop ends it.
    const signal = writer.underWay.signal(progress.job);
    let now = await progress.read();
    if (now?.step === 'server') {
      const { until } = now;
      const end = await deleteOnServers({ writer, progress }, now, signal);
      // If the learner ended it, the next step is stored already.
      if (end === 'stopped') now = await progress.read();
      else {
        const all = await progress.connections();
        now = await progress.change((old) => {
          if (old?.step !== 'server' || old.until !== until) return old;
          const over = end === 'late' ? withUnfinished(old, all, { kind: 'too-long' }) : old;
          const isDone = over.failed.every(({ reason }) => only !== null && reason.kind === 'odd');
          return { ...over, step: over.here && isDone ? 'here' : 'over' };
        });
      }
    }
    if (now?.step !== 'here') return;
    await here();
    await progress.change((old) => old && { ...old, step: 'over', hereDone: Date.now() });
  });
}
