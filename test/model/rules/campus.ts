import { DEMO_KEY, DEMO_ORG, NIGHT_KEY, OTHER_KEY, OTHER_ORG } from '../../../dev/fake-ibl/api.ts';
import type { BlockedReason, Report } from '../../../lib/edx/place.ts';
import { memoryName } from '../../../lib/ibl/memories/memory-name.ts';

/* The learners of the model, and the three courses on three sites where they study. */

export const COURSES = [
  'course-v1:edX+DemoX+Demo_Course',
  'course-v1:ibl+Night+2026',
  'edX/DemoX/2014',
] as const;
export const UNITS = ['a', 'b', 'c', 'd'] as const;
/** Names a unit whose page is an exam, a preview or a staff page. This name must never be sent. */
export const secretUnit = (n: number) => `secret-${n}-`;
/** Returns the subsection of a unit. Each secret unit has its own; all other units of a course share one. */
export const lessonOf = ({ unit }: Visit) => (unit.startsWith('secret') ? unit : 'one');

export const USERS = [
  { org: DEMO_ORG, username: 'ada', key: DEMO_KEY },
  { org: DEMO_ORG, username: 'grace', key: OTHER_KEY },
  { org: OTHER_ORG, username: 'ada', key: NIGHT_KEY },
] as const;
/** The user at the second school. */
export const NIGHT = 2;

export const connectAs = (user: number, id: string | null) => {
  const { org, username, key } = USERS[user] ?? USERS[0];
  return { type: 'connection/connect', id, address: '', org, username, key } as const;
};

const SITES = [
  'https://learning.edx.org',
  'https://apps.learn.iblai.app',
  'https://courses.edx.org',
] as const;
/** Returns the site (origin) of a course. Each course has its own. */
export const siteOf = (course: number): string => SITES[course] ?? SITES[0];

/** A learner at a unit of a course. */
export interface Visit {
  readonly course: number;
  readonly unit: string;
  /** Whether the page reports all titles. If not, it reports only the unit's title yet. */
  readonly full: boolean;
}

/** Returns the key of a unit as an entry spells it. */
export function unitKey({ course, unit }: Visit): string {
  const key = COURSES[course] ?? COURSES[0];
  return course === 2
    ? `i4x://edX/DemoX/vertical/${unit}`
    : `${key.replace('course-v1', 'block-v1')}+type@vertical+block@${unit}`;
}

function address(visit: Visit): string {
  const key = COURSES[visit.course] ?? COURSES[0];
  if (visit.course === 2) {
    return `${siteOf(2)}/courses/${key}/courseware/week/${lessonOf(visit)}/`;
  }
  const site = siteOf(visit.course);
  const lesson = `${key.replace('course-v1', 'block-v1')}+type@sequential+block@${lessonOf(visit)}`;
  return `${site}/course/${key}/${lesson}/${unitKey(visit)}`;
}

export interface Page {
  readonly url: string;
  readonly report: Report;
}

export function pageOf(visit: Visit): Page {
  const url = address(visit);
  const titles = {
    unitTitle: `Unit ${visit.unit}`,
    ...(visit.full ? { courseTitle: `Course ${visit.course}`, sectionTitle: 'Week 1' } : {}),
  };
  const keys =
    visit.course === 2
      ? { unitKey: unitKey(visit), subsectionKey: `i4x://edX/DemoX/sequential/${lessonOf(visit)}` }
      : {};
  return { url, report: { kind: 'place', at: url, titles, ...keys } };
}

/** Returns a page at the same address that Waypoint must not read. */
export function refusedPage(visit: Visit, reason: BlockedReason): Page {
  return { url: address(visit), report: { kind: 'blocked', reason } };
}

const AT = /^Studying (?:"[^"]*"|a course) \(key "([^"]+)"\)\. Now at: (.*?) \(key "([^"]+)"\)\./;

/** Returns the visit that an entry describes, or null if Waypoint did not write the text. */
export function visitIn(text: string): Visit | null {
  const [, courseKey, path = '', key = ''] = AT.exec(text) ?? [];
  const course = COURSES.findIndex((one) => one === courseKey);
  const unit = /(?:block@|vertical\/)([\w-]+)$/.exec(key)?.[1];
  if (course < 0 || unit === undefined) return null;
  return { course, unit, full: path.includes('Week 1') };
}

export const same = (a: Visit, b: Visit) =>
  a.course === b.course && a.unit === b.unit && a.full === b.full;

/** Returns the course of each memory name. */
export async function courseNames(): Promise<ReadonlyMap<string, number>> {
  const names = await Promise.all(COURSES.map((key) => memoryName(key)));
  return new Map(names.map((name, i) => [name, i]));
}
