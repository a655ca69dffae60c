import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkPromises, checkRules } from './check.ts';
import { DEFECTS } from './defects.ts';

/* A bounded part of what `npm run faults` does: the same histories each time, so that a change is judged
 * by what it changed. `npm run faults` tries others. */

const SEED = 3;

test('whatever happens, the rules hold, and the last place arrives', async () => {
  const { broken, steps } = await checkRules({ steps: 3_000, patience: 12_000, seed: SEED });
  expect(broken, `Repeat it with: npm run faults -- --only rules --seed ${SEED}`).toBeNull();
  expect(steps).toBeGreaterThanOrEqual(200);
}, 120_000);

test('whatever servers, pages and browsers do, the promises hold', async () => {
  const { broken, steps } = await checkPromises({ steps: 1_500, patience: 12_000, seed: SEED });
  expect(broken, `Repeat it with: npm run faults -- --only promises --seed ${SEED}`).toBeNull();
  expect(steps).toBeGreaterThanOrEqual(200);
}, 120_000);

test.each(DEFECTS)('a test holds: $defect', ({ file, test: name }) => {
  const source = readFileSync(file, 'utf8');
  expect([`'${name}'`, `'${name}':`].some((text) => source.includes(text))).toBe(true);
});
