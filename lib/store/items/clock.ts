import * as z from 'zod/mini';
import { defineItem } from '../core/item.ts';

/** As 2026-11-23, UTC. */
const day = z.string();

const clock = z.object({
  /** The day on which the clock was looked at last. */
  day,
  /** Whether that can be believed. */
  sure: z.boolean(),
  /** Days of the journal that were ahead of it, and on which day that was seen first. */
  ahead: z.catchall(z.object({}), day),
});
export type Clock = z.infer<typeof clock>;

/** What is known of this computer's clock, before anything is deleted by it. */
export const clockSeen = defineItem<Clock | null>({
  key: 'clock',
  version: 1,
  schema: z.nullable(clock),
  fallback: () => null,
});
