import * as z from 'zod/mini';
import { short, whole } from '../../shared/schema.ts';
import { defineItem } from '../core/item.ts';

/** How long a search lasts (ms). A learner may have to look for their password. */
export const LONGEST_SEARCH = 10 * 60_000;

const search = z.object({
  /** Origin of the page on which Waypoint looks for the learner's sign-in. */
  page: short(300),
  /** The tab in which Waypoint opened the page; null while the browser asks for access. */
  tabId: z.nullable(whole),
  /** When the search ends (ms since 1970). */
  until: z.number(),
  /** Whether Waypoint could read the page before, so that its access stays. */
  stays: z.boolean(),
});

/**
 * The search for a sign-in that the learner asked for; null if there is none. It is not kept for the
 * session alone: its end gives access back, also after the browser was closed in between.
 */
export const signInSearch = defineItem<z.infer<typeof search> | null>({
  key: 'sign-in-search',
  version: 1,
  schema: z.nullable(search),
  fallback: () => null,
});
