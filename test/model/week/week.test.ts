import { expect, test } from 'vitest';
import { replayAll, saved, total, weekTable } from './week.ts';

/* One day of each habit; `npm run week` does the whole week. */

test('a day costs far fewer requests and bytes than sending every change, and ends at the same places', async () => {
  const weeks = await replayAll(1);
  for (const { pattern, ours, everyChange } of weeks) {
    expect(ours.last, pattern).toEqual(everyChange.last);
    expect(ours.last.length, pattern).toBeGreaterThan(0);
  }
  // The same place is written again after five minutes, as another device may have written since.
  for (const [what, least] of [
    ['requests', 80],
    ['bytes', 78],
  ] as const) {
    const { ours, everyChange } = total(weeks, what);
    expect(saved(ours, everyChange), weekTable(weeks)).toBeGreaterThanOrEqual(least);
  }
}, 240_000);
