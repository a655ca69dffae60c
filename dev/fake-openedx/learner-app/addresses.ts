import { DEMO_ORG } from '../../fake-ibl/demo-accounts.ts';
import { unitAt, type Course } from '../courses.ts';

/** Hosts of ibl.ai's learner app: its own, one of its older names, and a school's own. */
export const LEARNER_APP = 'https://lms.ibl.ai';
export const OLDER_LEARNER_APP = 'https://skillsai.iblai.app';
export const GARDEN_LEARNER_APP = 'https://learn-app.garden.example';

/** The page of a tenant that holds everything else. */
const TENANT = `/platform/${DEMO_ORG}`;

/**
 * What a page of the demo's learner app does differently. Part of the address with which the page is
 * loaded; a move inside the app leaves it out of the address and keeps to it.
 */
export interface Knobs {
  /** `later`: the header that the app got after v0.72. */
  readonly release?: 'later';
  /** The visitor is the course's staff. */
  readonly staff?: 1;
  /** The window has room for the first tab only: all others are in a closed menu. */
  readonly narrow?: 1;
  /** How long link and breadcrumbs come after the address (ms). Normally in the same task. */
  readonly names?: number;
  /** How long the app waits before it removes the old frame (ms). */
  readonly debounce?: number;
  /** How long the frame's token takes (ms). */
  readonly token?: number;
  /** How long the code that draws an exam takes, the first time (ms). */
  readonly lazy?: number;
  /** How long a page that only leads on stays (ms). */
  readonly stay?: number;
  /** How long after the frame's load the app has its outline again (ms). */
  readonly again?: number;
  /** After the frame has loaded, the course is to be resumed at the next unit. */
  readonly drift?: 1;
  /** An exam that has not begun begins at once. */
  readonly 'exam-runs'?: 1;
  /** The state of the exam cannot be fetched, so the app treats it as an ordinary unit. */
  readonly 'no-exam-state'?: 1;
}

/** Returns a query from its parts, which stand in it as they are. */
function query(parts: readonly string[], knobs: Knobs): string {
  const all = [...parts, ...Object.entries(knobs).map(([name, value]) => `${name}=${value}`)];
  return all.length === 0 ? '' : `?${all.join('&')}`;
}

/** Returns the address of a page of the app, below its tenant. `parts` are parts of the query. */
export function learnerUrl(
  page: string,
  parts: readonly string[] = [],
  knobs: Knobs = {},
  origin = LEARNER_APP,
): string {
  return `${origin}${TENANT}/${page}${query(parts, knobs)}`;
}

/** Returns the same address without the tenant: such a page only leads on. */
export const learnerStubUrl = (page: string, parts: readonly string[] = [], knobs: Knobs = {}) =>
  learnerUrl(page, parts, knobs).replace(TENANT, '');

/** Returns the address of a tab of a course, without a unit. */
export const learnerTabUrl = (course: Course, tab = 'course', knobs: Knobs = {}): string =>
  learnerUrl(`course-content/${course.key}/${tab}`, [], knobs);

/** Returns the address that shows the n-th unit of a course. */
export const learnerUnitUrl = (
  course: Course,
  n: number,
  knobs: Knobs = {},
  origin = LEARNER_APP,
): string =>
  learnerUrl(
    `course-content/${course.key}/course`,
    [`unit_id=${unitAt(course, n).unit.key}`],
    knobs,
    origin,
  );
