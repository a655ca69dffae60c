import { mkdirSync, writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { replayAll, weekTable } from './week.ts';

/* What `npm run week` starts; its result is left where that reads it. */

test('a week of study', { timeout: 0 }, async () => {
  const weeks = await replayAll(7);
  mkdirSync('.output', { recursive: true });
  writeFileSync('.output/week.json', JSON.stringify({ weeks, table: weekTable(weeks) }));
});
