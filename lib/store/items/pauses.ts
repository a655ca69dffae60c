import * as z from 'zod/mini';
import { short } from '../../shared/schema.ts';
import { defineItem } from '../core/item.ts';
import { pauseEnd } from './pause-end.ts';

const schema = z.object({
  /** Sites (origins) on which Waypoint reads nothing until the learner resumes or the pause ends. */
  sites: z.array(z.object({ origin: short(300), end: pauseEnd })),
  /** Courses from which Waypoint records and sends nothing until then. */
  courses: z.array(z.object({ courseKey: z.string(), title: z.string(), end: pauseEnd })),
});
export type Pauses = z.infer<typeof schema>;

const version1 = z.object({
  sites: z.array(z.string()),
  courses: z.array(z.object({ courseKey: z.string(), title: z.string() })),
});

/**
 * The single sites and courses that the learner paused. The pause of everything is in the settings.
 * A stored pause may be over: `readPauses` in lib/domain returns those that hold. Critical, because
 * a default would start to read again what the learner paused.
 */
export const pauses = defineItem<Pauses>({
  key: 'pauses',
  version: 2,
  schema,
  migrations: {
    2: (old) => {
      const { sites, courses } = version1.parse(old);
      return {
        sites: sites.map((origin) => ({ origin, end: null })),
        courses: courses.map(({ courseKey, title }) => ({ courseKey, title, end: null })),
      };
    },
  },
  critical: true,
  fallback: () => ({ sites: [], courses: [] }),
});

/** Returns the pause of a course on its own, if there is one. */
export const pauseOfCourse = ({ courses }: Pauses, course: string) =>
  courses.find(({ courseKey }) => courseKey === course);

/** Returns the pause of a site (origin) on its own, if there is one. */
export const pauseOfSite = ({ sites }: Pauses, site: string) =>
  sites.find(({ origin }) => origin === site);
