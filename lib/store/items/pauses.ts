import * as z from 'zod/mini';
import { short } from '../../shared/schema.ts';
import { defineItem } from '../core/item.ts';

const schema = z.object({
  /** Origins of sites on which nothing is read until the learner resumes. */
  sites: z.array(short(300)),
  /** Courses of which nothing is noted or sent until the learner resumes. */
  courses: z.array(z.object({ courseKey: z.string(), title: z.string() })),
});
export type Pauses = z.infer<typeof schema>;

/**
 * What the learner paused beside the rest: single sites and courses. The pause of everything is in the
 * settings. Critical: no default may read again where it was paused.
 */
export const pauses = defineItem<Pauses>({
  key: 'pauses',
  version: 1,
  schema,
  critical: true,
  fallback: () => ({ sites: [], courses: [] }),
});

/** Whether a course is paused by itself. */
export const isPaused = ({ courses }: Pauses, course: string): boolean =>
  courses.some(({ courseKey }) => courseKey === course);
