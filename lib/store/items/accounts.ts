import * as z from 'zod/mini';
import { defineItem } from '../core/item.ts';

const account = z.object({
  /**
   * Whether the site ever showed a name. If it never did, Waypoint cannot tell two people apart.
   */
  named: z.boolean(),
  /** Fingerprints of the learner's own accounts, oldest first. Waypoint keeps no name. */
  ours: z.array(z.string()),
  /**
   * The fingerprint of another account that was seen since, or null. While it is set, Waypoint
   * records and sends nothing from the site.
   */
  other: z.nullable(z.string()),
});
export type SiteAccounts = z.infer<typeof account>;

/** The accounts of each site on which Waypoint saw a place, by the site's origin. */
export const accounts = defineItem<Record<string, SiteAccounts>>({
  key: 'accounts',
  version: 1,
  schema: z.catchall(z.object({}), account),
  fallback: () => ({}),
});

/**
 * Returns the sites from which Waypoint records and sends nothing until the learner says who is
 * signed in there.
 */
export async function blockedSites(): Promise<string[]> {
  return Object.entries(await accounts.read()).flatMap(([site, { other }]) =>
    other === null ? [] : [site],
  );
}
