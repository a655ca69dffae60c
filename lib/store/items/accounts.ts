import * as z from 'zod/mini';
import { defineItem } from '../core/item.ts';

const account = z.object({
  /** Whether the site ever showed a name. Where it never did, two people cannot be told apart. */
  named: z.boolean(),
  /** Fingerprints of the learner's own accounts, oldest first. No name is kept anywhere. */
  ours: z.array(z.string()),
  /** The fingerprint of another account that was seen since: while it is there, the site is held. */
  other: z.nullable(z.string()),
});
export type SiteAccounts = z.infer<typeof account>;

/** Whose places are kept, by the origin of each site on which a place was seen. */
export const accounts = defineItem<Record<string, SiteAccounts>>({
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
