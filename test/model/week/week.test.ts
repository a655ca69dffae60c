import { expect, test } from 'vitest';
import { replayAll, saved, total, weekTable } from './week.ts';

/* Replays one day of each study pattern. `npm run week` replays the whole week. */

test('Waypoint reaches the same places with far fewer requests and bytes than a client that sends every change', async () => {
  const weeks = await replayAll(1);
  for (const { pattern, ours, everyChange } of weeks) {
    expect(ours.last, pattern).toEqual(everyChange.last);
    expect(ours.last.length, pattern).toBeGreaterThan(0);
  }
  // Waypoint writes the same place again after five minutes, because another device may have written since.
  for (const [what, least] of [
    ['requests', 80],
    ['bytes', 78],
  ] as const) {
    const { ours, everyChange } = total(weeks, what);
    expect(saved(ours, everyChange), weekTable(weeks)).toBeGreaterThanOrEqual(least);
  }
});
