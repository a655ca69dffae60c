import { plainCourses, type Course } from '../../../dev/fake-openedx/courses.ts';

let taken = 0;

/** Returns a course that this function has not returned before, since the session opened. */
export function freshCourse(): Course {
  const course = plainCourses[taken];
  taken += 1;
  if (!course) throw new Error('There are more tests than courses.');
  return course;
}

/** A new session has a new API, so it may take all courses again. */
export function resetFreshCourses(): void {
  taken = 0;
}
