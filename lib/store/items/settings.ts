import * as z from 'zod/mini';
import { JOURNAL_LIMITS } from '../../shared/journal-retention.ts';
import { word } from '../../shared/schema.ts';
import { defineItem } from '../core/item.ts';
import { pauseEnd } from './pause-end.ts';

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

const others = {
  /** Courses that the learner unfollowed: Waypoint records and sends nothing from them. */
  never: z.array(unfollowedCourse),
  /** How long to keep the journal; null if the learner has not chosen (see `journalLimit`). */
  journal: z.nullable(word(...JOURNAL_LIMITS)),
};
const schema = z.object({
  /**
   * The pause of everything, or null: Waypoint reads, records and sends nothing. A stored pause may
   * be over: ask `isEverythingPaused` in lib/domain.
   */
  pause: z.nullable(z.object({ end: pauseEnd })),
  ...others,
});

const version1 = z.object({ paused: z.boolean(), ...others });
export type Settings = z.infer<typeof schema>;

export const settings = defineItem<Settings>({
  key: 'settings',
  version: 2,
  schema,
  migrations: {
    2: (old) => {
      const { paused, ...rest } = version1.parse(old);
      return { ...rest, pause: paused ? { end: null } : null };
    },
  },
  critical: true,
  fallback: () => ({ pause: null, never: [], journal: null }),
});
