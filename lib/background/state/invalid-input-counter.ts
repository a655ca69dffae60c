import {
  addInvalidInputs,
  merge,
  refusalOf,
  sameness,
  type InvalidInput,
} from '../../store/core/invalid-input-log.ts';
import { isEverythingPaused } from '../../domain/pauses.ts';

/** Shortest time (ms) between two writes: a page may send a thousand bad messages a second. */
const REST = 1_000;
/** How many different invalid inputs are counted between two writes. Waypoint drops the others. */
const MOST = 100;

/** Returns a function that counts invalid input, and writes the counts now and then. */
export function createInvalidInputCounter() {
  const counts = new Map<string, InvalidInput>();
  let resting = false;

  async function write(): Promise<void> {
    const all = [...counts.values()];
    counts.clear();
    // While paused, Waypoint stores nothing about pages.
    const paused = await isEverythingPaused();
    const stored = all.filter(({ source }) => !paused || source.kind !== 'page');
    if (stored.length > 0) await addInvalidInputs(stored);
  }

  async function writeAndRest(): Promise<void> {
    resting = true;
    // The list only informs the learner, so a failed write stops nothing.
    await write().catch(() => undefined);
    setTimeout(() => {
      resting = false;
      if (counts.size > 0) void writeAndRest();
    }, REST);
  }

  return (source: InvalidInput['source'], issue: InvalidInput['issue']): void => {
    const now = refusalOf(source, issue, Date.now());
    const same = sameness(now);
    if (counts.size >= MOST && !counts.has(same)) return;
    counts.set(same, merge(counts.get(same), now));
    if (!resting) void writeAndRest();
  };
}
