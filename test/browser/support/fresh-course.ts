import { plainCourses, type Course } from '../../../dev/fake-openedx/courses.ts';

let taken = 0;

/** Returns a course that this function has not returned before, in the same test file. */
export function freshCourse(): Course {
  const course = plainCourses[taken];
  taken += 1;
  if (!course) throw new Error('There are more tests than courses.');
  return course;
}

/** Makes all courses fresh again. Each test file begins so, because its API is new. */
export function resetFreshCourses(): void {
  taken = 0;
}
