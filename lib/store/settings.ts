import * as z from 'zod/mini';
import { defineItem } from './item.ts';

const schema = z.object({
  /** While true nothing is read, noted or sent. */
  paused: z.boolean(),
  /** Courses that the learner does not want to be followed: nothing of them is noted or sent. */
  never: z.array(z.object({ courseKey: z.string(), title: z.string() })),
});

export type Settings = z.infer<typeof schema>;

export const settings = defineItem<Settings>({
  key: 'settings',
  version: 2,
  schema,
  vital: true,
  migrations: { 2: (old) => ({ ...Object(old), never: [] }) },
  fallback: () => ({ paused: false, never: [] }),
});
