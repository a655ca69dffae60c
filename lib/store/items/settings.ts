import * as z from 'zod/mini';
import { JOURNAL_LIMITS } from '../../shared/journal-retention.ts';
import { word } from '../../shared/schema.ts';
import { defineItem } from '../core/item.ts';

const schema = z.object({
  /** While true nothing is read, noted or sent. */
  paused: z.boolean(),
  /** Courses that the learner does not want to be followed: nothing of them is noted or sent. */
  never: z.array(z.object({ courseKey: z.string(), title: z.string() })),
  /** How long the journal is kept; null while the learner has not chosen: see sync/policy. */
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
