import { demonstration } from './courses/demonstration.ts';
import { examination } from './courses/examination.ts';
import { legacyCourse, oldestCourse } from './courses/legacy.ts';
import { entrance, lateExam, proctored } from './courses/more-exams.ts';
import { plainCourses } from './courses/plain.ts';
import { juniper, maple, quince, releases, teak } from './courses/releases.ts';
import {
  broken,
  closed,
  coached,
  crashing,
  lateTitles,
  locked,
  nameless,
} from './courses/special.ts';
import { unusual } from './courses/unusual.ts';
import { EDX, LMS_ORIGIN, SITE_NAME } from './sites.ts';
import type { Course, Unit, UnitPlace } from './tree.ts';

export type { Course, UnitPlace } from './tree.ts';
export * from './sites.ts';

export const STUDIO_ORIGIN = 'https://studio.edx.org';

export {
  broken,
  closed,
  coached,
  crashing,
  demonstration,
  entrance,
  examination,
  lateExam,
  locked,
};
export {
  juniper,
  lateTitles,
  legacyCourse,
  maple,
  nameless,
  oldestCourse,
  plainCourses,
  proctored,
  quince,
};
export { releases, teak, unusual };

/** The courses of the Learning MFE. */
export const courses: readonly Course[] = [
  demonstration,
  unusual,
  nameless,
  coached,
  lateTitles,
  ...releases,
  examination,
  lateExam,
  proctored,
  entrance,
  broken,
  locked,
  crashing,
  closed,
  ...plainCourses,
];

/** The courses that the LMS shows itself. */
export const legacyCourses: readonly Course[] = [legacyCourse, oldestCourse];

export function findCourse(key: string): Course | undefined {
  return courses.find((course) => course.key === key);
}

/** Returns every unit of a course in reading order, with its subsection and section. */
export function unitPlaces(course: Course): UnitPlace[] {
  return course.sections.flatMap((section) =>
    section.subsections.flatMap((subsection) =>
      subsection.units.map((unit) => ({ course, section, subsection, unit })),
    ),
  );
}

/** Returns the n-th unit in reading order, from 0. Negative numbers count from the end. */
export function unitAt(course: Course, n: number): UnitPlace {
  const place = unitPlaces(course).at(n);
  if (!place) throw new RangeError(`${course.key} has no unit number ${n}.`);
  return place;
}

export function courseUrl(course: Course, page = '', site = EDX): string {
  return `${site.learning}${site.base}/course/${course.key}${page && `/${page}`}`;
}

/** Returns the address of the page that shows a unit. Here a unit belongs to one subsection. */
export function unitUrl(course: Course, unit: Unit, site = EDX): string {
  const place = unitPlaces(course).find((candidate) => candidate.unit.key === unit.key);
  if (!place) throw new RangeError(`${unit.key} is not in ${course.key}.`);
  return courseUrl(course, `${place.subsection.key}/${unit.key}`, site);
}

/** Returns the address of a page of a course that the LMS shows itself. */
export function legacyUrl(course: Course, page: string): string {
  return `${LMS_ORIGIN}/courses/${course.key}/${page}`;
}

/**
 * Returns an address of the old courseware: section and subsection by their block ids, the unit by
 * its position.
 */
export function coursewareUrl({ course, section, subsection, unit }: UnitPlace): string {
  const position = subsection.units.indexOf(unit) + 1;
  return legacyUrl(course, `courseware/${section.id}/${subsection.id}/${position}`);
}

/** Returns the title of a unit's page, which does not contain the unit's own title. */
export function unitDocumentTitle(
  { course, section, subsection }: Omit<UnitPlace, 'unit'>,
  siteName = SITE_NAME,
): string {
  return `${subsection.title} | ${section.title} | ${course.title} | ${siteName}`;
}
