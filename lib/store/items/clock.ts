import * as z from 'zod/mini';
import { defineItem } from '../core/item.ts';

/** A UTC day such as 2026-11-23. */
const day = z.string();

const clock = z.object({
  /** The day that the clock showed when Waypoint last looked. */
  day,
  /** Whether Waypoint trusts that day. */
  sure: z.boolean(),
  /** Journal days that were ahead of the clock, each with the day on which that was first seen. */
  ahead: z.catchall(z.object({}), day),
});
export type Clock = z.infer<typeof clock>;

/**
 * What Waypoint knows about this computer's clock. Waypoint checks it before the clock decides what
 * to delete.
 */
export const clockSeen = defineItem<Clock | null>({
  key: 'clock',
  version: 1,
  schema: z.nullable(clock),
  fallback: () => null,
});
