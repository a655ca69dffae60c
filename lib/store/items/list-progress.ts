import * as z from 'zod/mini';
import { defineItem } from '../core/item.ts';

/**
 * How much of the memory list has been read (0 to 1), while Waypoint reads a list of several pages;
 * otherwise null.
 */
export const listProgress = defineItem<number | null>({
  key: 'list-reading',
  area: 'session',
  version: 1,
  schema: z.nullable(z.number()),
  fallback: () => null,
});
