import {
  closed,
  demonstration,
  examination,
  proctored,
  unitAt,
} from '../../../../dev/fake-openedx/courses.ts';
import {
  learnerStubUrl,
  learnerTabUrl,
  learnerUnitUrl,
  learnerUrl,
  type Knobs,
} from '../../../../dev/fake-openedx/learner-app/addresses.ts';
import type { Says } from '../expected-status.ts';
import { NONE, off, row, type Row } from './row.ts';

const LATER: Knobs = { release: 'later' };
const STAFF: Knobs = { staff: 1 };
/** Longer than any test waits. */
const FOR_EVER = 10 * 60_000;

const page = (name: string, url: string, says: Says): Row => row(`Learner app: ${name}`, url, says);

const course = demonstration;
const video = unitAt(course, 4).unit;
const coursePage = `course-content/${course.key}/course`;
const EXAM = 2;
const EXAMS: readonly Row[] = [
  page('timed exam, before its start', learnerUnitUrl(examination, EXAM), off('exam')),
  page(
    'timed exam, before its start, under the later header',
    learnerUnitUrl(examination, EXAM, LATER),
    off('exam'),
  ),
  page(
    'timed exam that is drawn late',
    learnerUnitUrl(examination, EXAM, { lazy: 2_000 }),
    off('exam'),
  ),
  page('timed exam that runs', learnerUnitUrl(examination, EXAM, { 'exam-runs': 1 }), off('exam')),
  page('proctored exam', learnerUnitUrl(proctored, 0), off('exam')),
];

const TEAM: readonly Row[] = [
  page('unit seen by staff', learnerUnitUrl(course, 4, STAFF), off('staff')),
  page(
    'unit seen by staff in a narrow window',
    learnerUnitUrl(course, 4, { ...STAFF, narrow: 1 }),
    off('staff'),
  ),
  page(
    'unit seen by staff, under the later header',
    learnerUnitUrl(course, 4, { ...STAFF, ...LATER }),
    off('staff'),
  ),
  page('progress seen by staff', learnerTabUrl(course, 'progress', STAFF), off('staff')),
  ...['instructor', 'analytics', 'configuration'].map((tab) =>
    page(`${tab}, for staff`, learnerTabUrl(course, tab, STAFF), off('staff')),
  ),
  page(
    'gradebook, for staff',
    learnerTabUrl(course, 'gradebook', { ...STAFF, ...LATER }),
    off('staff'),
  ),
];

const OTHERS: readonly Row[] = [
  page('what a course is about', learnerUrl(`courses/${course.key}`), NONE),
  ...['home', 'discover', 'programs/1', 'profile/credentials'].map((list) =>
    page(`\`/${list}\``, learnerUrl(list), NONE),
  ),
  page('error', learnerUrl('error/404'), NONE),
  page(
    'course that does not exist',
    learnerTabUrl({ ...course, key: 'course-v1:No+Such+One' }),
    NONE,
  ),
  page('no access', learnerTabUrl(closed), NONE),
  page('page of staff, opened by a learner', learnerTabUrl(course, 'instructor'), NONE),
  page(
    'course’s address without the school, which stays',
    learnerStubUrl(`courses/${course.key}`, [], { stay: FOR_EVER }),
    NONE,
  ),
  page(
    'unit’s address without the school, which stays',
    learnerStubUrl(coursePage, [`unit_id=${video.key}`], { stay: FOR_EVER }),
    NONE,
  ),
];

/** Pages of ibl.ai's learner app that are no place: exams, pages seen by staff, and all others. */
export const LEARNER_APP_REST: readonly Row[] = [...EXAMS, ...TEAM, ...OTHERS];
