import {
  plainCourses,
  unitAt,
  unitUrl,
  type Course,
  type Site,
  type UnitPlace,
} from '../../../../dev/fake-openedx/courses.ts';
import type { Says } from '../expected-status.ts';

/** A page that is loaded cold, and what Waypoint should say about it. */
export interface Row {
  readonly page: string;
  readonly url: string;
  readonly says: Says;
}

export const row = (page: string, url: string, says: Says): Row => ({ page, url, says });

const courses = plainCourses.values();

/** Returns a unit of a course that no other row saves. */
export function fresh(n: number): UnitPlace {
  const { value } = courses.next();
  if (!value) throw new Error('There are more rows than courses.');
  return unitAt(value, n);
}

/** Returns the address of the n-th unit of a course. */
export const at = (course: Course, n: number, site?: Site): string =>
  unitUrl(course, unitAt(course, n).unit, site);

export const NONE: Says = { kind: 'none' };
export const off = (reason: Extract<Says, { kind: 'blocked' }>['reason']): Says => ({
  kind: 'blocked',
  reason,
});
export const shown = (course: Course): Says => ({
  kind: 'shown',
  courseKey: course.key,
  titles: { courseTitle: course.title },
});
