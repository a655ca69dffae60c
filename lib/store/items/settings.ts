import * as z from 'zod/mini';
import { JOURNAL_LIMITS } from '../../shared/journal-retention.ts';
import { word } from '../../shared/schema.ts';
import { defineItem } from '../core/item.ts';

const unfollowedCourse = z.object({
  courseKey: z.string(),
  title: z.string(),
  /**
   * When Waypoint discards what it still keeps to send from the course (ms). Until then, the learner
   * can undo the unfollow. Null if Waypoint keeps nothing.
   */
  discardAt: z.nullable(z.number()),
});
export type UnfollowedCourse = z.infer<typeof unfollowedCourse>;

const schema = z.object({
  /** While true, Waypoint reads, records and sends nothing. */
  paused: z.boolean(),
  /** Courses that the learner unfollowed: Waypoint records and sends nothing from them. */
  never: z.array(unfollowedCourse),
  /** How long to keep the journal; null if the learner has not chosen (see `journalLimit`). */
  journal: z.nullable(word(...JOURNAL_LIMITS)),
});

export type Settings = z.infer<typeof schema>;

export const settings = defineItem<Settings>({
  key: 'settings',
  version: 1,
  schema,
  critical: true,
  fallback: () => ({ paused: false, never: [], journal: null }),
});
