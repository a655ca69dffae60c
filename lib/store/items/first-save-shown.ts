import * as z from 'zod/mini';
import { defineItem } from '../core/item.ts';

/** Whether Waypoint has shown the learner the first place that arrived. */
export const firstSaveShown = defineItem<boolean>({
  key: 'first-save-shown',
  version: 1,
  schema: z.boolean(),
  fallback: () => false,
});
