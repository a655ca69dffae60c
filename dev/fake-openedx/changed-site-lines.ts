import {
  GARDEN,
  HEDGE,
  MEADOW,
  MIT,
  ORCHARD,
  SHELL,
  courseUrl,
  demonstration,
  unitAt,
  unitUrl,
  type Site,
} from './courses.ts';

type Line = readonly [href: string, name: string];

const unit = (site: Site): string => unitUrl(demonstration, unitAt(demonstration, 4).unit, site);
const staff = `instructor-dashboard/${demonstration.key}/course_info`;

/** The pages of changed front ends, for the first page of the demo. */
export const CHANGED_SITE_GROUPS: readonly (readonly [string, readonly Line[]])[] = [
  [
    'Sites that changed their pages (Waypoint follows none of them by itself)',
    [
      [unit(MIT), 'MIT: another header, breadcrumbs, no list beside the unit'],
      [`${MIT.learning}/apps/${staff}`, 'MIT: a page of staff on the new shell'],
      [unit(ORCHARD), 'A path of two parts, and course tabs without an id'],
      [unit(GARDEN), 'A site whose name holds a bar'],
      [unit(MEADOW), 'Breadcrumbs that also name course and unit'],
      [unit(HEDGE), 'Breadcrumbs that name other pages'],
    ],
  ],
  [
    'The single shell (its course pages are a guess)',
    [
      [`${SHELL.learning}/learner-dashboard`, 'A learner’s page without a course'],
      [courseUrl(demonstration, 'home', SHELL), 'A course under the course bar'],
      [unit(SHELL), 'A unit, whose title comes late'],
      [`${unit(SHELL)}?staff=1`, 'A unit under the masquerade bar'],
      [`${unit(SHELL)}?staff=0`, 'A unit without that bar again'],
      [`${SHELL.learning}/${staff}`, 'A page of staff'],
    ],
  ],
];
