import { expect, test } from 'vitest';
import { check } from './check.ts';

/* A bounded part of what `npm run faults` does, with other histories each time. */

test('whatever happens, the rules hold, and the last place arrives', async () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const { broken, steps } = await check({ steps: 3_000, patience: 12_000, seed });
  expect(broken, `Repeat it with: npm run faults -- --seed ${seed}`).toBeNull();
  expect(steps).toBeGreaterThanOrEqual(200);
}, 120_000);
