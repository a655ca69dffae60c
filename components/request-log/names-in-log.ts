import type { LoggedRequest } from '../../lib/store/logs/request-log.ts';
import { courseName, unitName } from '../ui/names.ts';
import { textsIn } from './body-text.ts';

/* The names of courses and units in the requests of the log. */

/**
 * Matches how the text of a place begins: course title and key, the titles on the way to the unit,
 * the unit's title and key. No title holds a quotation mark.
 */
const PLACE =
  /^Studying (?:"([^"]*)"|a course) \((?:key ")?([^()\s"]+)"?\)\. Now at: (?:"[^"]*" > )*(?:"([^"]*)"|a unit)(?: \((?:key ")?([^()\s"]+)"?\))?/;

interface NamedPlace {
  readonly courseKey: string;
  readonly courseTitle: string | undefined;
  /** The unit's title, otherwise a short form of its key. */
  readonly unit: string | undefined;
}

/** Returns the place in the body of a request; null if there is none. */
export function placeIn(body: string | null): NamedPlace | null {
  const found = textsIn(body ?? '').map((text) => PLACE.exec(text));
  const [, courseTitle, courseKey, unitTitle, unitKey] = found.find((one) => one !== null) ?? [];
  if (courseKey === undefined) return null;
  const unit = unitTitle ?? (unitKey === undefined ? undefined : unitName({ unitKey }));
  return { courseKey, courseTitle, unit };
}

/** The name under which a memory is created, as it stands in the body of the request. */
const NAME = /"name":"(edx-context-[a-z0-9-]+)"/;

/** Names of courses, by course key and by the name of the course's memory. */
export type CourseNames = ReadonlyMap<string, string>;

/** Returns the course titles that the writes of a log tell. */
export function courseNamesIn(log: readonly LoggedRequest[]): CourseNames {
  const names = new Map<string, string>();
  for (const { body } of log) {
    const place = placeIn(body);
    if (!place) continue;
    const { courseKey, courseTitle = courseName(courseKey) } = place;
    const memory = NAME.exec(body ?? '')?.[1];
    // The log begins with the newest request, which has the newest title.
    for (const key of [courseKey, memory]) {
      if (key !== undefined && !names.has(key)) names.set(key, courseTitle);
    }
  }
  return names;
}

/** Returns a course's title, otherwise the readable part of its key. */
export const nameOfCourse = (names: CourseNames, courseKey: string): string =>
  names.get(courseKey) ?? courseName(courseKey);

/** Returns the title of the course that a memory is named after, otherwise what the name tells. */
export const nameOfMemory = (names: CourseNames, memoryName: string): string =>
  names.get(memoryName) ??
  memoryName
    .replace(/^edx-context-/, '')
    .replace(/-[0-9a-f]{10}$/, '')
    .replaceAll('-', ' ');
