import * as z from 'zod/mini';
import { defineItem } from './item.ts';

const account = z.object({
  /** At random, of this site alone: equal names on two sites have different hashes. */
  salt: z.string(),
  /** Of the account whose places are kept. The name itself is kept nowhere. */
  hash: z.string(),
  /** Of another account that was seen since: while it is there, the site is held. */
  other: z.nullable(z.string()),
});

/** Whose places are kept, by the origin of each site that shows an account's name. */
export const accounts = defineItem<Record<string, z.infer<typeof account>>>({
  key: 'accounts',
  version: 1,
  schema: z.catchall(z.object({}), account),
  fallback: () => ({}),
});

/** Sites of which nothing is noted or sent until the learner says who it is. */
export async function heldSites(): Promise<string[]> {
  return Object.entries(await accounts.read()).flatMap(([site, { other }]) =>
    other === null ? [] : [site],
  );
}
