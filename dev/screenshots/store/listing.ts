import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const Words = z.object({
  language: z.string(),
  name: z.string(),
  pictures: z.record(z.string(), z.string()),
  tiles: z.object({ small: z.string(), large: z.string() }),
});
export type Words = z.infer<typeof Words>;

/**
 * Returns what the pictures for the stores say in a language.
 * @param language the name of its file in docs/stores/listing
 */
export function wordsIn(language: string): Words {
  const file = `docs/stores/listing/${language}.yml`;
  if (!existsSync(file)) throw new Error(`There is no ${file}.`);
  return Words.parse(parse(readFileSync(file, 'utf8')));
}
