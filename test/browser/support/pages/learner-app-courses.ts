import {
  demonstration,
  examination,
  unitAt,
  type UnitPlace,
} from '../../../../dev/fake-openedx/courses.ts';
import {
  GARDEN_LEARNER_APP,
  OLDER_LEARNER_APP,
  learnerStubUrl,
  learnerTabUrl,
  learnerUrl,
  type Knobs,
} from '../../../../dev/fake-openedx/learner-app/addresses.ts';
import { savedInApp, type Says } from '../expected-status.ts';
import { fresh, row, shown, type Row } from './row.ts';

const LATER: Knobs = { release: 'later' };

const page = (name: string, url: string, says: Says): Row => row(`Learner app: ${name}`, url, says);

/** Returns a row for a unit of a new course. */
function unit(name: string, url: (place: UnitPlace) => string, n = 4): Row {
  const place = fresh(n);
  return page(name, url(place), savedInApp(place));
}

const of = ({ course, unit: { key } }: UnitPlace, knobs?: Knobs, origin?: string): string =>
  learnerUrl(`course-content/${course.key}/course`, [`unit_id=${key}`], knobs, origin);

const UNITS: readonly Row[] = [
  unit('unit', of),
  unit('unit, under the later header', (place) => of(place, LATER)),
  unit('unit in a narrow window', (place) => of(place, { narrow: 1 })),
  unit('unit in a narrow window, under the later header', (place) =>
    of(place, { narrow: 1, ...LATER }),
  ),
  unit('unit with an encoded course', (place) =>
    of(place).replace(place.course.key, encodeURIComponent(place.course.key)),
  ),
  unit(
    'unit, and other parts in query and hash',
    (place) => `${of(place).replace('?', '?data=x&')}&token=y#unit_id=z`,
  ),
  unit('no unit in the address', ({ course }) => learnerTabUrl(course), 0),
  unit(
    'no unit in the address, under the later header',
    ({ course }) => learnerTabUrl(course, 'course', LATER),
    0,
  ),
  unit('address without the school, which leads on', ({ course, unit: { key } }) =>
    learnerStubUrl(`course-content/${course.key}/course`, [`unit_id=${key}`]),
  ),
  unit('unit, on a school’s own host', (place) => of(place, {}, GARDEN_LEARNER_APP)),
  unit('unit, on a school’s own host, under the later header', (place) =>
    of(place, LATER, GARDEN_LEARNER_APP),
  ),
  unit(
    'no unit in the address, on a school’s own host',
    ({ course }) =>
      learnerTabUrl(course).replace(new URL(learnerTabUrl(course)).origin, GARDEN_LEARNER_APP),
    0,
  ),
  unit('unit, on an older host', (place) => of(place, {}, OLDER_LEARNER_APP)),
];

const course = demonstration;
const { subsection, unit: video } = unitAt(course, 4);
const foreign = unitAt(examination, 0).unit.key;
const coursePage = `course-content/${course.key}/course`;
const asked = (name: string, ...parts: readonly string[]): Row =>
  page(name, learnerUrl(coursePage, parts), shown(course));

/** Addresses that ask for no unit of the course, or for none that the app finds. */
const NO_UNITS: readonly Row[] = [
  asked(
    'a unit that the course does not have',
    `unit_id=${video.key.replace(/[^@]+$/, 'nothing')}`,
  ),
  asked('a unit of another course', `unit_id=${foreign}`),
  asked('a subsection in the place of a unit', `unit_id=${subsection.key}`),
  asked('an encoded unit', `unit_id=${encodeURIComponent(video.key)}`),
  asked('two units', `unit_id=${video.key}`, `unit_id=${unitAt(course, 5).unit.key}`),
  asked(
    'another parameter that the app takes for the unit',
    `x_unit_id=${foreign}`,
    `unit_id=${video.key}`,
  ),
  asked('an empty unit', 'unit_id='),
];

const TABS: readonly Row[] = [
  page('mentor', learnerTabUrl(course, 'agent'), shown(course)),
  page('mentor, under the later header', learnerTabUrl(course, 'agent', LATER), shown(course)),
  page(
    'mentor, about a unit',
    learnerUrl(`course-content/${course.key}/agent`, [`unit_id=${video.key}`]),
    shown(course),
  ),
  ...['progress', 'dates', 'discussion', 'bookmarks', 'learning-info', 'instructors'].map((tab) =>
    page(tab, learnerTabUrl(course, tab), shown(course)),
  ),
];

/** Pages of a course in ibl.ai's learner app. */
export const LEARNER_APP_COURSES: readonly Row[] = [...UNITS, ...NO_UNITS, ...TABS];
