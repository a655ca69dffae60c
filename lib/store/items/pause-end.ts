import * as z from 'zod/mini';
import type { PauseEnd } from '../../shared/pause-end.ts';

/** When a pause ends by itself; null if only the learner ends it. */
export const pauseEnd: z.ZodMiniType<PauseEnd | null> = z.nullable(
  z.object({ setAt: z.number(), until: z.number() }),
);
