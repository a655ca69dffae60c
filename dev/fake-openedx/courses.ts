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
import type { Course, Unit, UnitPlace } from './tree.ts';

export type { Course, UnitPlace } from './tree.ts';

/** Where the Learning MFE is, under which path, and its LMS. */
export interface Site {
  readonly learning: string;
  readonly base: string;
  readonly lms: string;
}

export const LEARNING_ORIGIN = 'https://learning.edx.org';
export const LMS_ORIGIN = 'https://courses.edx.org';
export const EDX: Site = { learning: LEARNING_ORIGIN, base: '', lms: LMS_ORIGIN };
/** Another site, with the same courses. */
export const IBL: Site = {
  learning: 'https://apps.learn.iblai.app',
  base: '/learning',
  lms: 'https://learn.iblai.app',
};
/** A school's own site, of which no extension knows. */
export const CAMPUS: Site = {
  learning: 'https://apps.campus.example',
  base: '/learning',
  lms: 'https://campus.example',
};
/** Open edX on a developer's computer: plain http, and ports. */
export const TUTOR: Site = {
  learning: 'http://apps.tutor.localhost:2000',
  base: '/learning',
  lms: 'http://tutor.localhost:8000',
};

/** The site of a host of the Learning MFE or of an LMS, on whatever port. */
export function siteAt(origin: string): Site {
  const { hostname } = new URL(origin);
  const isAt = (part: string) => new URL(part).hostname === hostname;
  const found = [IBL, CAMPUS, TUTOR].find(({ learning, lms }) => isAt(learning) || isAt(lms));
  return found ?? EDX;
}

export const STUDIO_ORIGIN = 'https://studio.edx.org';
export const SITE_NAME = 'edX';

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

/** Those of the Learning MFE. */
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

/** Those that the LMS shows itself. */
export const legacyCourses: readonly Course[] = [legacyCourse, oldestCourse];

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

export function courseUrl(course: Course, page = '', site = EDX): string {
  return `${site.learning}${site.base}/course/${course.key}${page && `/${page}`}`;
}

/** The address of the page that shows a unit. A unit belongs to one subsection here. */
export function unitUrl(course: Course, unit: Unit, site = EDX): string {
  const place = unitPlaces(course).find((candidate) => candidate.unit.key === unit.key);
  if (!place) throw new RangeError(`${unit.key} is not in ${course.key}.`);
  return courseUrl(course, `${place.subsection.key}/${unit.key}`, site);
}

/** A page of a course that the LMS shows itself. */
export function legacyUrl(course: Course, page: string): string {
  return `${LMS_ORIGIN}/courses/${course.key}/${page}`;
}

/** The old courseware: chapter and section by their block ids, the unit by its position. */
export function coursewareUrl({ course, section, subsection, unit }: UnitPlace): string {
  const position = subsection.units.indexOf(unit) + 1;
  return legacyUrl(course, `courseware/${section.id}/${subsection.id}/${position}`);
}

/** What the page of a unit has as its title: the unit's own name is not in it. */
export function unitDocumentTitle({
  course,
  section,
  subsection,
}: Omit<UnitPlace, 'unit'>): string {
  return `${subsection.title} | ${section.title} | ${course.title} | ${SITE_NAME}`;
}
