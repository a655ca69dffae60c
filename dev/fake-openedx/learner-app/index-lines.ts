import { courses, demonstration, examination, unitAt } from '../courses.ts';
import {
  GARDEN_LEARNER_APP,
  OLDER_LEARNER_APP,
  learnerStubUrl,
  learnerTabUrl,
  learnerUnitUrl,
  learnerUrl,
} from './addresses.ts';

type Line = readonly [href: string, name: string];

const course = demonstration;
const EXAM = 2;
const page = `course-content/${course.key}/course`;
const { subsection, unit } = unitAt(course, 4);
const elsewhere = unitAt(examination, 0).unit.key;
const tab = (name: string, title: string): Line => [learnerTabUrl(course, name), title];
const asked = (key: string, name: string): Line => [learnerUrl(page, [`unit_id=${key}`]), name];
const title = course.title;

/** The pages of ibl.ai's learner app, for the first page of the demo. */
export const LEARNER_APP_GROUPS: readonly (readonly [string, readonly Line[]])[] = [
  [
    'ibl.ai’s learner app',
    [
      [learnerUrl('discover'), `All ${courses.length} courses, in the learner app`],
      [learnerUnitUrl(course, 4), `A unit of ${title}`],
      [learnerUnitUrl(course, 4, { release: 'later' }), 'The same under the later header'],
      [learnerUnitUrl(course, 4, { narrow: 1 }), 'The same in a narrow window'],
      [learnerTabUrl(course), 'No unit in the address'],
      [
        learnerTabUrl(course, 'course', { drift: 1 }),
        'No unit in the address, and the names move on',
      ],
      [
        learnerUnitUrl(course, 4, { names: 40, debounce: 600, token: 2000 }),
        'A unit that moves slowly',
      ],
      tab('agent', 'The mentor’s tab'),
      ...['progress', 'dates', 'discussion', 'bookmarks', 'instructors'].map((name) =>
        tab(name, `The tab ${name}`),
      ),
      [learnerUrl(`courses/${course.key}`), 'What a course is about'],
      [learnerStubUrl(page, [`unit_id=${unit.key}`]), 'An address that leads on to a unit'],
      [learnerUnitUrl(course, 4, {}, OLDER_LEARNER_APP), 'The older host'],
      [learnerUnitUrl(course, 4, {}, GARDEN_LEARNER_APP), 'A school’s own host'],
    ],
  ],
  [
    'The learner app: exams, staff, and what goes wrong',
    [
      [learnerUnitUrl(examination, EXAM), 'A timed exam, in the learner app'],
      [learnerUnitUrl(examination, EXAM, { 'exam-runs': 1 }), 'The same exam, begun at once'],
      [learnerUnitUrl(examination, EXAM, { lazy: 2000 }), 'An exam that is drawn late'],
      [
        learnerUnitUrl(examination, EXAM, { 'no-exam-state': 1 }),
        'An exam that the app does not see',
      ],
      [learnerUnitUrl(course, 4, { staff: 1 }), 'Staff'],
      [learnerUnitUrl(course, 4, { staff: 1, narrow: 1 }), 'Staff, in a narrow window'],
      [learnerUnitUrl(course, 4, { staff: 1, release: 'later' }), 'Staff, under the later header'],
      [learnerTabUrl(course, 'instructor', { staff: 1 }), 'The tab of the course’s team'],
      asked(unit.key.replace(/[^@]+$/, 'nothing'), 'A unit that the course does not have'),
      asked(elsewhere, 'A unit of another course'),
      asked(subsection.key, 'A subsection in the place of a unit'),
      asked(encodeURIComponent(unit.key), 'An encoded unit'),
      [learnerUrl(page, [`unit_id=${unit.key}`, `unit_id=${elsewhere}`]), 'Two units'],
      [learnerTabUrl({ ...course, key: 'course-v1:No+Such+Course' }), 'An unknown course'],
      [learnerUrl('error/403'), 'No access'],
    ],
  ],
];
