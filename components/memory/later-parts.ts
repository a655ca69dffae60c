/* Parts of the Memory tab that few popups show, in one chunk, because one alone would be tiny. */
export { CourseDetails } from './course-details.tsx';
export { DeleteDialog } from './delete-dialog.tsx';
export { DeleteFailed } from './delete-failed.tsx';
export { TickedCourses } from './ticked-courses.tsx';
export { UnfollowedCourses } from './unfollowed-courses.tsx';
