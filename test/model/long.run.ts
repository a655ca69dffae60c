import { mkdirSync, writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { checkPromises, checkRules, type Effort } from './check.ts';

/* Started by `npm run faults`, which reads the result from the file. */

test('tries random histories and writes the result to a file', { timeout: 0 }, async () => {
  const { kind, ...effort } = JSON.parse(process.env['FAULTS'] ?? '{}') as Effort & {
    kind: 'rules' | 'promises';
  };
  const result = await (kind === 'promises' ? checkPromises(effort) : checkRules(effort));
  mkdirSync('.output', { recursive: true });
  writeFileSync('.output/faults.json', JSON.stringify(result));
});
