import * as z from 'zod/mini';
import { defineItem } from '../core/item.ts';

/** The day (UTC, as 2026-11-23) on which days of the journal that are too old were last looked for. */
export const trimmedOn = defineItem<string>({
  key: 'trimmed-on',
  area: 'session',
  version: 1,
  schema: z.string(),
  fallback: () => '',
});
