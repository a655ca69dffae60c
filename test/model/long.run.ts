import { mkdirSync, writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { checkPromises, checkRules, type Effort } from './check.ts';

/* What `npm run faults` starts; its result is left where that reads it. */

test('histories at random', { timeout: 0 }, async () => {
  const { kind, ...effort } = JSON.parse(process.env['FAULTS'] ?? '{}') as Effort & {
    kind: 'rules' | 'promises';
  };
  const result = await (kind === 'promises' ? checkPromises(effort) : checkRules(effort));
  mkdirSync('.output', { recursive: true });
  writeFileSync('.output/faults.json', JSON.stringify(result));
});
