import { globSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const FROZEN = z.object({
  area: z.enum(['local', 'session']),
  key: z.string(),
  versions: z.array(z.object({ v: z.number(), stored: z.unknown(), today: z.unknown() })),
});
/** What each version stored beyond the end of the browser: see test/store/versions.test.ts. */
const frozen = globSync('test/store/frozen/*/*.json')
  .map((path) => FROZEN.parse(JSON.parse(readFileSync(path, 'utf8'))))
  .filter(({ area }) => area === 'local');
/** One round for each version that any item has. */
export const ROUNDS = Array.from(
  { length: Math.max(...frozen.map(({ versions }) => versions.length)) },
  (_, i) => ({ n: i + 1 }),
);

/** Returns each stored item as its n-th version stored it, or its newest one before. */
export const examplesOf = (n: number) =>
  frozen.flatMap(({ key, versions }) => {
    const [newest, example] = [versions.at(-1), versions[n - 1] ?? versions.at(-1)];
    if (!newest || !example) return [];
    const { v, stored: data, today } = example;
    return [{ key, was: { v, data }, is: { v: newest.v, data: today } }];
  });
