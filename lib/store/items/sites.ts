import * as z from 'zod/mini';
import { defineItem } from '../core/item.ts';
import { short, word, yes } from '../../shared/schema.ts';

/** Scheme, host and port, as `URL.origin` has it. */
const origin = short(300);

const site = z.object({
  origin,
  /** When the learner first chose anything about the site (ms). */
  addedAt: z.number(),
  /**
   * What the learner chose. `from-file`: a settings file has the site as followed, and Waypoint
   * does not read it until the learner allows it here. `removed`: off, and not in the list,
   * although the learner's organization proposes it. Whether the browser lets Waypoint read a site
   * is not stored: Waypoint asks the browser each time.
   */
  state: word('followed', 'off', 'from-file', 'removed'),
  /** Set until Waypoint has deleted everything that this browser stored from the site. */
  forget: z.exactOptional(yes),
});
export type Site = z.infer<typeof site>;

/**
 * Sites that the learner added, and sites of the manifest about which the learner chose something.
 * A site of the manifest that is not in the list is followed. Critical, because a default would
 * turn on again what the learner turned off.
 */
export const sites = defineItem<Site[]>({
  key: 'sites',
  version: 1,
  schema: z.array(site),
  critical: true,
  fallback: () => [],
});

const siteRequest = z.object({
  origin,
  /** When the learner asked to follow the site (ms). */
  at: z.number(),
});

/**
 * The site for which the browser is asking the learner for access. Waypoint follows it as soon as
 * the browser grants access. The item counts for two minutes only, because the browser does not
 * report that its question was closed.
 */
export const requestedSite = defineItem<z.infer<typeof siteRequest> | null>({
  key: 'requested-site',
  area: 'session',
  version: 1,
  schema: z.nullable(siteRequest),
  fallback: () => null,
});
