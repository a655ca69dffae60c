import type { CourseRecord } from '../lib/store/course-record.ts';
import { courseName } from './place.tsx';

/** How a text that Waypoint wrote begins; a title in it holds no quotation mark. */
const TITLE = /^Studying "([^"]+)" \(/;

/** The course's title where this browser or the stored text knows it, else its key in short. */
export function courseTitleOf(
  courseKey: string,
  record: CourseRecord | undefined,
  text: string | null,
): string {
  const known = record?.waiting?.place.courseTitle;
  const written = [record?.lastSent?.text, text].map((one) => TITLE.exec(one ?? '')?.[1]);
  return known ?? written.find((title) => title !== undefined) ?? courseName(courseKey);
}
