import * as z from 'zod/mini';
import { short } from '../../shared/schema.ts';
import { defineItem } from '../core/item.ts';

const schema = z.object({
  /** Origins of sites on which Waypoint reads nothing until the learner resumes. */
  sites: z.array(short(300)),
  /** Courses from which Waypoint records and sends nothing until the learner resumes. */
  courses: z.array(z.object({ courseKey: z.string(), title: z.string() })),
});
export type Pauses = z.infer<typeof schema>;

/**
 * The single sites and courses that the learner paused. The pause of everything is in the settings.
 * Critical, because a default would start to read again what the learner paused.
 */
export const pauses = defineItem<Pauses>({
  key: 'pauses',
  version: 1,
  schema,
  critical: true,
  fallback: () => ({ sites: [], courses: [] }),
});

/** Whether the learner paused this course on its own. */
export const isPaused = ({ courses }: Pauses, course: string): boolean =>
  courses.some(({ courseKey }) => courseKey === course);
