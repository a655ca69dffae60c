import * as z from 'zod/mini';
import { BLOCKED_REASONS } from '../edx/place.ts';
import { defineItem } from './item.ts';
import { placeSchema } from './place.ts';

const seen = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('place'), place: placeSchema }),
  z.object({ kind: z.literal('blocked'), reason: z.enum(BLOCKED_REASONS) }),
  z.object({ kind: z.literal('none') }),
]);
/** What a tab was last seen to show. */
export type Seen = z.infer<typeof seen>;

const tabs = z.object({
  /** By tab id, oldest first. */
  tabs: z.array(z.object({ tabId: z.int(), seen })),
});

/** The last report of each open tab: for this browser session only. */
export const tabsSeen = defineItem<z.infer<typeof tabs>>({
  key: 'tabs',
  area: 'session',
  version: 1,
  schema: tabs,
  fallback: () => ({ tabs: [] }),
});
