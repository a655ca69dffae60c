import { button, el } from '../app/dom.ts';
import { courses } from '../courses.ts';
import type { Course } from '../tree.ts';
import { appLink } from './dom.ts';
import { root, showPage, showSpinner } from './page.ts';
import type { Route } from './route.ts';
import { push, replace } from './router.ts';
import { TIMES } from './settings.ts';

const ERRORS: Readonly<Record<string, string>> = {
  '402': 'Payment Required',
  '403': 'Unauthorized Resource',
  '404': 'Page Not Found',
};

const LISTS: Readonly<Record<string, string>> = {
  home: 'Home',
  discover: 'Explore Content',
  recommended: 'Recommended',
  programs: 'Program',
  pathways: 'Pathway',
  profile: 'Profile',
  notifications: 'Notifications',
};

/** Returns the path of the tenant: `/platform/<tenant>`. */
const tenant = (): string => location.pathname.split('/').slice(0, 3).join('/');

/** Shows a page without a course's tabs. */
export function showOther(route: Exclude<Route, { kind: 'course' }>): void {
  if (route.kind === 'stub') leadOn();
  else if (route.kind === 'error') showError(route.code);
  else if (route.kind === 'list') showList(route.name);
  else if (route.course) showAbout(route.course);
  else replace(`${tenant()}/error/404`);
}

/** Goes to the same page of the stored tenant, with query and hash. */
function leadOn(): void {
  showSpinner();
  const from = location.href;
  setTimeout(() => {
    const { pathname, search, hash } = location;
    if (location.href === from)
      replace(`/platform/${localStorage.getItem('tenant')}${pathname}${search}${hash}`);
  }, TIMES.stay);
}

function showError(code: string): void {
  root().replaceChildren(
    el(
      'main',
      { class: 'whole-page' },
      el('span', { class: 'error-code' }, code),
      el('h1', {}, ERRORS[code] ?? 'Internal Server Error'),
      appLink(`${tenant()}/home`, 'Home'),
    ),
  );
}

function showList(name: string): void {
  const items = courses.map(({ key, title }) =>
    el('li', { dir: 'auto' }, appLink(`${tenant()}/courses/${key}`, title)),
  );
  showPage(LISTS[name] ?? 'Welcome', el('main', {}, el('ul', { class: 'plain-list' }, ...items)));
}

/** Shows what a course is about. From here the course opens without a unit in the address. */
function showAbout(course: Course): void {
  const sections = course.sections.map(({ title }) => el('li', { dir: 'auto' }, title));
  showPage(
    null,
    el(
      'main',
      {},
      el('h1', { dir: 'auto' }, course.title),
      button({ class: 'primary' }, 'Access Course', () => {
        void push(`${tenant()}/course-content/${course.key}/course`);
      }),
      el('h2', {}, 'Syllabus'),
      el('ul', { class: 'plain-list' }, ...sections),
    ),
  );
}
