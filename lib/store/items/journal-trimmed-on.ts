import * as z from 'zod/mini';
import { defineItem } from '../core/item.ts';

/**
 * The day (UTC, such as 2026-11-23) on which Waypoint last looked for journal days that are too
 * old.
 */
export const trimmedOn = defineItem<string>({
  key: 'trimmed-on',
  area: 'session',
  version: 1,
  schema: z.string(),
  fallback: () => '',
});
