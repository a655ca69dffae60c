import {
  addRefusals,
  merge,
  refusalOf,
  sameness,
  type Refusal,
} from '../../store/core/invalid-input-log.ts';
import { settings } from '../../store/items/settings.ts';

/** Shortest time (ms) between two writes: a page may send a thousand bad messages a second. */
const REST = 1_000;
/** How many different invalid inputs are counted between two writes. Waypoint drops any others. */
const MOST = 100;

/** Returns a function that counts invalid input, and writes the counts now and then. */
export function createRefusals() {
  const counted = new Map<string, Refusal>();
  let resting = false;

  async function write(): Promise<void> {
    const all = [...counted.values()];
    counted.clear();
    // While paused, Waypoint stores nothing about pages.
    const { paused } = await settings.read();
    const noted = all.filter(({ source }) => !paused || source.kind !== 'page');
    if (noted.length > 0) await addRefusals(noted);
  }

  async function writeAndRest(): Promise<void> {
    resting = true;
    // The list only informs the learner, so a failed write stops nothing.
    await write().catch(() => undefined);
    setTimeout(() => {
      resting = false;
      if (counted.size > 0) void writeAndRest();
    }, REST);
  }

  return (source: Refusal['source'], issue: Refusal['issue']): void => {
    const now = refusalOf(source, issue, Date.now());
    const same = sameness(now);
    if (counted.size >= MOST && !counted.has(same)) return;
    counted.set(same, merge(counted.get(same), now));
    if (!resting) void writeAndRest();
  };
}
