import * as z from 'zod/mini';
import { defineItem } from '../core/item.ts';

/** How much of the memory list is read (0 to 1), while it has more than one page to read; else null. */
export const listReading = defineItem<number | null>({
  key: 'list-reading',
  area: 'session',
  version: 1,
  schema: z.nullable(z.number()),
  fallback: () => null,
});
