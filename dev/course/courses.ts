import { demonstration } from './courses/demonstration.ts';
import { examination } from './courses/examination.ts';
import { plainCourses } from './courses/plain.ts';
import { unusual } from './courses/unusual.ts';
import type { Course, Unit, UnitPlace } from './tree.ts';

export type { Course, UnitPlace } from './tree.ts';

export const LEARNING_ORIGIN = 'https://learning.edx.org';
export const LMS_ORIGIN = 'https://courses.edx.org';
export const STUDIO_ORIGIN = 'https://studio.edx.org';
export const SITE_NAME = 'edX';

export { demonstration, examination, plainCourses, unusual };

export const courses: readonly Course[] = [demonstration, unusual, examination, ...plainCourses];

export function findCourse(key: string): Course | undefined {
  return courses.find((course) => course.key === key);
}

/** Every unit of a course in reading order, with the subsection and section it stands in. */
export function unitPlaces(course: Course): UnitPlace[] {
  return course.sections.flatMap((section) =>
    section.subsections.flatMap((subsection) =>
      subsection.units.map((unit) => ({ course, section, subsection, unit })),
    ),
  );
}

/** The n-th unit of a course, counted from 0 in reading order; negative numbers count from the end. */
export function unitAt(course: Course, n: number): UnitPlace {
  const place = unitPlaces(course).at(n);
  if (!place) throw new RangeError(`${course.key} has no unit number ${n}.`);
  return place;
}

export function courseUrl(course: Course, page = ''): string {
  return `${LEARNING_ORIGIN}/course/${course.key}${page && `/${page}`}`;
}

/** The address of the page that shows a unit. A unit belongs to one subsection here. */
export function unitUrl(course: Course, unit: Unit): string {
  const place = unitPlaces(course).find((candidate) => candidate.unit.key === unit.key);
  if (!place) throw new RangeError(`${unit.key} is not in ${course.key}.`);
  return courseUrl(course, `${place.subsection.key}/${unit.key}`);
}

/** What the page of a unit has as its title: the unit's own name is not in it. */
export function unitDocumentTitle({ course, section, subsection }: UnitPlace): string {
  return `${subsection.title} | ${section.title} | ${course.title} | ${SITE_NAME}`;
}
