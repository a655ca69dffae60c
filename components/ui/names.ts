import { i18n } from '#i18n';
import type { Place } from '../../lib/edx/place.ts';
import type { Connection } from '../../lib/store/items/connections.ts';
import type { CourseRecord } from '../../lib/store/items/outbox-record.ts';

/* The names of schools, sites, courses and units on the screens. */

type School = Pick<Connection, 'org' | 'name' | 'username'>;

/** Returns the name of a school: its own if its server has said one, otherwise its platform key. */
export const schoolLabel = ({ name, org }: Pick<School, 'name' | 'org'>): string => name ?? org;

/** Returns the name of one of several connections: its school, with what differs if not unique. */
export function schoolName(all: readonly School[], one: School): string {
  const name = schoolLabel(one);
  const alike = all.filter((other) => schoolLabel(other) === name);
  if (alike.length < 2) return name;
  const differs = alike.every(({ org }) => org === one.org) ? one.username : one.org;
  return i18n.t('common.toldApart', [name, differs]);
}

/** Returns a site as the learner knows it: the host with its port; the scheme if not HTTPS. */
export function siteName(origin: string): string {
  return origin.startsWith('https://') ? new URL(origin).host : origin;
}

/** Returns the readable part of a course key: `course-v1:edX+DemoX+2024` is `edX DemoX 2024`. */
export function courseName(courseKey: string): string {
  return courseKey.replace(/^[a-z0-9-]+:/, '').replaceAll(/[+/]/g, ' ');
}

/** Returns a unit's title, otherwise the last part of its key; undefined without both. */
export function unitName({ unitTitle, unitKey }: Pick<Place, 'unitTitle' | 'unitKey'>) {
  return unitTitle ?? unitKey?.split(/[@/]/).at(-1);
}

/** Matches the beginning of a text that Waypoint wrote. A title in it holds no quotation mark. */
const TITLE = /^Studying "([^"]+)" \(/;

/** Returns the course's title from this browser or the text, otherwise a short form of its key. */
export function courseTitleOf(
  courseKey: string,
  record: CourseRecord | undefined,
  text: string | null,
): string {
  const known = record?.pending.at(-1)?.place.courseTitle;
  const written = [record?.lastSent?.text, text].map((one) => TITLE.exec(one ?? '')?.[1]);
  return known ?? written.find((title) => title !== undefined) ?? courseName(courseKey);
}
