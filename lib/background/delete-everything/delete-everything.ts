import { withLimit } from '../../shared/time-limit.ts';
import type { ERASE_NEXT, DeleteEverythingRequest } from '../../messages/requests.ts';
import { connections } from '../../store/items/connections.ts';
import { erasures, isErasing, type Erasure } from '../../store/items/delete-everything.ts';
import { stayAwake } from '../scheduler/keep-alive.ts';
import { eraseHere } from './delete-in-browser.ts';
import { eraseServers } from './delete-on-servers.ts';
import { change, ERASE, LONGEST, partId, withUnfinished } from './progress.ts';
import type { StateWriter } from '../state/state-writer.ts';

/*
 * Deletes everything. Meanwhile Waypoint sends nothing else to any server. The progress is
 * stored, so that another worker can go on with it.
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
  wish: DeleteEverythingRequest,
): Promise<void> {
  const { waypoint, school, here } = wish;
  const since = Date.now();
  const begun = { ...BEGUN, waypoint, school, here, since, until: since + LONGEST };
  const now = await change(writer, (old) => (old && old.step !== 'over' ? old : begun));
  // Requests under way would only delay the delete, and may have no end.
  if (now === begun) writer.underWay.endAll();
}

/**
 * Applies what the learner chose. While the servers' part runs: `stop`, or `here-anyway` to go on
 * with this browser's part. After its end: `again` for what could not be deleted, or `here-anyway`
 * in spite of it. `close` removes the stored progress.
 */
export async function goOnErasing(
  writer: StateWriter,
  what: (typeof ERASE_NEXT)[number],
): Promise<void> {
  const all = await connections.read().catch(() => null);
  const now = await change(writer, (old) => {
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
  if (now?.step !== 'server') writer.underWay.end(ERASE);
}

/**
 * Runs the delete of everything to its end, if the learner asked for it.
 * @param rested resolves when no request to any server is under way
 */
export async function carryOutErase(
  writer: StateWriter,
  rested: () => Promise<void>,
): Promise<void> {
  // All requests were aborted, so waiting for anything else that is slow has a limit.
  const soon = () => withLimit(rested, LONGEST_REST).catch(() => undefined);
  if (await isErasing()) await stayAwake(() => eraseAll(writer, soon));
}

const LONGEST_REST = 20_000;

async function eraseAll(writer: StateWriter, rested: () => Promise<void>): Promise<void> {
  await rested();
  // Taken before the progress is read, so that a later Stop ends it.
  const signal = writer.underWay.signal(ERASE);
  let now = await erasures.read();
  if (now?.step === 'server') {
    const { until } = now;
    const end = await eraseServers(writer, now, signal);
    // If the learner ended it, the next step is stored already.
    if (end === 'stopped') now = await erasures.read();
    else {
      const all = await connections.read().catch(() => null);
      now = await change(writer, (old) => {
        if (old?.step !== 'server' || old.until !== until) return old;
        const over = end === 'late' ? withUnfinished(old, all, { kind: 'too-long' }) : old;
        return { ...over, step: over.here && over.failed.length === 0 ? 'here' : 'over' };
      });
    }
  }
  if (now?.step !== 'here') return;
  await eraseHere(writer, rested);
  await change(writer, (old) => old && { ...old, step: 'over', hereDone: Date.now() });
}
