import * as z from 'zod/mini';
import { BLOCKED_REASONS } from '../../edx/place.ts';
import { defineItem } from '../core/item.ts';
import { oneOf, whole, word } from '../../shared/schema.ts';
import { placeSchema } from '../core/place-schema.ts';

const seen = oneOf(
  z.object({ kind: word('place'), place: placeSchema }),
  z.object({
    kind: word('blocked'),
    reason: word(...BLOCKED_REASONS),
    /**
     * Origin and path of the page. An exam whose page does not answer stays an exam for as long as
     * its tab is there.
     */
    at: z.string(),
  }),
  z.object({ kind: word('none') }),
);
/** What a tab showed when it was last seen. */
export type Seen = z.infer<typeof seen>;

const tabs = z.object({
  /** By tab id, oldest first. */
  tabs: z.array(z.object({ tabId: whole, seen })),
});

/** The last report of each open tab, for this browser session only. */
export const tabsSeen = defineItem<z.infer<typeof tabs>>({
  key: 'tabs',
  area: 'session',
  version: 1,
  schema: tabs,
  fallback: () => ({ tabs: [] }),
});

/** Whether a tab shows an exam. Waypoint sends nothing during an exam. */
export function isExam<T extends { readonly kind: string }>(
  shown: T,
): shown is T & { readonly kind: 'blocked'; readonly reason: 'exam' } {
  return shown.kind === 'blocked' && 'reason' in shown && shown.reason === 'exam';
}
