import { CHANGED_SITES } from '../../../dev/fake-openedx/courses.ts';
import {
  GARDEN_LEARNER_APP,
  OLDER_LEARNER_APP,
} from '../../../dev/fake-openedx/learner-app/addresses.ts';
import { CHANGED_PAGES } from './pages/changed-sites.ts';
import { LEARNER_APP_REST } from './pages/learner-app-rest.ts';
import { LEARNER_APP_COURSES } from './pages/learner-app-courses.ts';
import { OPEN_EDX_PAGES } from './pages/open-edx.ts';
import type { Row } from './pages/row.ts';

export const PAGES: readonly Row[] = [
  ...OPEN_EDX_PAGES,
  ...LEARNER_APP_COURSES,
  ...LEARNER_APP_REST,
  ...CHANGED_PAGES,
];

/** The sites of these pages that a learner has to add first. */
export const ADDED_ORIGINS: readonly string[] = [
  ...CHANGED_SITES.map(({ learning }) => learning),
  GARDEN_LEARNER_APP,
  OLDER_LEARNER_APP,
];

const isAdded = ({ url }: Row): boolean => ADDED_ORIGINS.includes(new URL(url).origin);

export const PAGES_ON_ADDED_SITES = PAGES.filter(isAdded);
export const PAGES_ON_OTHER_SITES = PAGES.filter((row) => !isAdded(row));
