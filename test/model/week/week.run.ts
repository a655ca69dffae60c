import { mkdirSync, writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { replayAll, weekTable } from './week.ts';

/* Started by `npm run week`, which reads the result from the file. */

test('replays a week of study with both clients', { timeout: 0 }, async () => {
  const weeks = await replayAll(7);
  mkdirSync('.output', { recursive: true });
  writeFileSync('.output/week.json', JSON.stringify({ weeks, table: weekTable(weeks) }));
});
