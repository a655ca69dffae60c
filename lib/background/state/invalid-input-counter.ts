import {
  addRefusals,
  merge,
  refusalOf,
  sameness,
  type Refusal,
} from '../../store/core/invalid-input-log.ts';
import { settings } from '../../store/items/settings.ts';

/** Not written more often: a page may send a thousand bad messages a second. */
const REST = 1_000;
/** Different ones that are counted between two writes; more are not noted. */
const MOST = 100;

/** Counts what was refused, and writes it down now and then. */
export function createRefusals() {
  const counted = new Map<string, Refusal>();
  let resting = false;

  async function write(): Promise<void> {
    const all = [...counted.values()];
    counted.clear();
    // While paused nothing of a page is noted.
    const { paused } = await settings.read();
    const noted = all.filter(({ source }) => !paused || source.kind !== 'page');
    if (noted.length > 0) await addRefusals(noted);
  }

  async function writeAndRest(): Promise<void> {
    resting = true;
    // A list for the learner: that it cannot be written is no reason to stop anything.
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
