import * as z from 'zod/mini';
import { defineItem } from '../core/item.ts';

/**
 * Whether the learner has opened the popup since the first place was saved. Until then the icon
 * shows a sign.
 */
export const firstSaveSeen = defineItem<boolean>({
  key: 'first-save-seen',
  version: 1,
  schema: z.boolean(),
  fallback: () => false,
});
