import * as z from 'zod/mini';
import { defineItem } from '../core/item.ts';
import { short, word } from '../../shared/schema.ts';

/** Scheme, host and port, as `URL.origin` has it. */
const origin = short(300);

const site = z.object({
  origin,
  /** When the learner first chose anything about it (ms). */
  addedAt: z.number(),
  /**
   * What the learner chose; `from-file`: a settings file has it as followed, and nothing is read there
   * until the learner says so here; `removed`: off, and not in the list, though their organization
   * proposes it. Whether the browser lets a site be read is asked of it each time.
   */
  state: word('followed', 'off', 'from-file', 'removed'),
  /** Set until nothing is left in this browser of what was noted there. */
  forget: z.exactOptional(z.literal(true)),
});
export type Site = z.infer<typeof site>;

/**
 * Sites that the learner added, and those of the manifest about which they chose something. A site of
 * the manifest that is not here is followed. Critical: no default may turn on again what was turned off.
 */
export const sites = defineItem<Site[]>({
  key: 'sites',
  version: 1,
  schema: z.array(site),
  critical: true,
  fallback: () => [],
});

const wanted = z.object({
  origin,
  /** When the learner asked for it (ms). */
  at: z.number(),
});

/**
 * The site for which the browser is asking the learner just now. It is followed as soon as the browser
 * says yes; for two minutes, as a question that was closed is not told of.
 */
export const wantedSite = defineItem<z.infer<typeof wanted> | null>({
  key: 'wanted-site',
  area: 'session',
  version: 1,
  schema: z.nullable(wanted),
  fallback: () => null,
});
