import type { Place } from '../../lib/edx/place.ts';
import type { Connection } from '../../lib/store/items/connections.ts';
import type { CourseRecord } from '../../lib/store/items/outbox-record.ts';

/* What schools, sites, courses and units are called on the screens. */

/** What a connection is called where there are several: its school, and the user where two are alike. */
export function schoolName(all: readonly Connection[], { org, username }: Connection): string {
  const alike = all.filter((one) => one.org === org).length;
  return alike > 1 ? `${org} (${username})` : org;
}

/** A site as its learner knows it: the host with its port; with the scheme where it is not secure. */
export function siteName(origin: string): string {
  return origin.startsWith('https://') ? new URL(origin).host : origin;
}

/** The part of a course key that a person can read: `course-v1:edX+DemoX+2024` is `edX DemoX 2024`. */
export function courseName(courseKey: string): string {
  return courseKey.replace(/^[a-z0-9-]+:/, '').replaceAll(/[+/]/g, ' ');
}

/** A unit by its title, else by the last part of its key. */
export function unitName({ unitTitle, unitKey }: Pick<Place, 'unitTitle' | 'unitKey'>) {
  return unitTitle ?? unitKey?.split(/[@/]/).at(-1);
}

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
