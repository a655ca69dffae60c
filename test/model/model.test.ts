import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkPromises, checkRules } from './check.ts';
import { DEFECTS } from './defects.ts';

/* A small part of `npm run faults`: the same histories each time, so that a failure points to the last
 * change. `npm run faults` tries other histories. */

const SEED = 3;

test('random histories break no rule, and the last place of each course arrives', async () => {
  const { broken, steps } = await checkRules({ steps: 3_000, patience: 6_000, seed: SEED });
  expect(broken, `Repeat it with: npm run faults -- --only rules --seed ${SEED}`).toBeNull();
  expect(steps).toBeGreaterThanOrEqual(200);
});

test('Waypoint keeps its promises, whatever servers, pages and browsers do', async () => {
  const { broken, steps } = await checkPromises({ steps: 1_500, patience: 6_000, seed: SEED });
  expect(broken, `Repeat it with: npm run faults -- --only promises --seed ${SEED}`).toBeNull();
  expect(steps).toBeGreaterThanOrEqual(200);
});

test.each(DEFECTS)('a test exists for the defect: $defect', ({ file, test: name }) => {
  const source = readFileSync(file, 'utf8');
  expect([`'${name}'`, `'${name}':`].some((text) => source.includes(text))).toBe(true);
});
