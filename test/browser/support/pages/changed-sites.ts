import {
  GARDEN,
  HEDGE,
  MEADOW,
  MIT,
  ORCHARD,
  SHELL,
  courseUrl,
  demonstration,
  locked,
  unitUrl,
  unusual,
  unitAt,
  type Site,
  type UnitPlace,
} from '../../../../dev/fake-openedx/courses.ts';
import { saved, savedBarely, type Says } from '../expected-status.ts';
import { NONE, at, fresh, off, row, shown, type Row } from './row.ts';

/** Returns a row for a unit of a new course. */
function unit(page: string, site: Site, says: (place: UnitPlace) => Says = saved): Row {
  const place = fresh(4);
  return row(page, unitUrl(place.course, place.unit, site), says(place));
}

/** The single shell does not show the course's name. */
const savedInShell = (place: UnitPlace): Says => ({
  kind: 'saved',
  place,
  titles: {
    sectionTitle: place.section.title,
    subsectionTitle: place.subsection.title,
    unitTitle: place.unit.title,
  },
});

const course = demonstration;
const dashboard = `instructor-dashboard/${course.key}/course_info`;
const shownInShell: Says = { kind: 'shown', courseKey: course.key, titles: {} };

/**
 * Pages of sites that changed the Learning MFE. The single shell has no course pages yet: those are
 * a guess.
 */
export const CHANGED_PAGES: readonly Row[] = [
  unit('MIT: unit', MIT),
  row('MIT: progress', courseUrl(course, 'progress', MIT), shown(course)),
  row('MIT: page of staff', `${MIT.learning}/apps/${dashboard}`, off('staff')),
  unit('Path of two parts, tabs without an id: unit', ORCHARD),
  row(
    'Path of two parts, tabs without an id: outline',
    courseUrl(course, 'home', ORCHARD),
    shown(course),
  ),
  row('Path of two parts, tabs without an id: locked', at(locked, 0, ORCHARD), NONE),
  unit('Site whose name holds a bar: unit', GARDEN),
  row(
    'Site whose name holds a bar: unit whose names hold bars',
    at(unusual, 1, GARDEN),
    savedBarely(unitAt(unusual, 1)),
  ),
  unit('Site with breadcrumbs of its own: unit', MEADOW),
  unit('Site whose breadcrumbs name other pages: unit', HEDGE, savedBarely),
  unit(
    'Single shell (a guess): unit, under an account’s name that stands twice',
    SHELL,
    savedInShell,
  ),
  row('Single shell (a guess): outline', courseUrl(course, 'home', SHELL), shownInShell),
  row(
    'Single shell (a guess): unit seen by staff',
    `${at(course, 1, SHELL)}?staff=1`,
    off('staff'),
  ),
  row('Single shell: page without a course', `${SHELL.learning}/learner-dashboard`, NONE),
  row('Single shell: page of staff', `${SHELL.learning}/${dashboard}`, off('staff')),
];
