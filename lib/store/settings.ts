import * as z from 'zod/mini';
import { defineItem } from './item.ts';

const schema = z.object({
  /** While true nothing is read, noted or sent. */
  paused: z.boolean(),
});

export type Settings = z.infer<typeof schema>;

export const settings = defineItem<Settings>({
  key: 'settings',
  version: 1,
  schema,
  vital: true,
  fallback: () => ({ paused: false }),
});
