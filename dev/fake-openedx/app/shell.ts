import type { Course } from '../tree.ts';
import { TABS, type Tab } from './address.ts';
import { el } from './dom.ts';
import { examBar } from './exam-bar.ts';
import { hasShellBar, isStaff, masquerade, signedIn } from './people.ts';
import { lms, outer } from './settings.ts';

/** Returns the part of the page that changes with every move. */
export function mainContent(): HTMLElement {
  const main = document.querySelector<HTMLElement>('#main-content');
  if (!main) throw new Error('The page has not been drawn yet.');
  return main;
}

function account(): HTMLElement {
  const name = signedIn();
  if (name === null) return el('a', { class: 'btn', href: `${lms}/login` }, 'Sign in');
  return el('div', { class: 'user-dropdown' }, el('span', { 'data-hj-suppress': true }, name));
}

function header(course: Course | undefined): HTMLElement {
  return el(
    'header',
    { class: 'learning-header' },
    el(
      'a',
      { class: 'logo', href: `${lms}/dashboard`, 'aria-label': 'Demo site, dashboard' },
      el('span', { 'aria-hidden': 'true' }, 'Demo'),
    ),
    el(
      'div',
      { class: 'course-title-lockup' },
      el('span', { class: 'course-number' }, course ? `${course.org} ${course.number}` : ''),
      el('span', { class: 'course-title', dir: 'auto' }, course?.title ?? ''),
    ),
    account(),
  );
}

/** Returns the course tabs. They are plain links, so each loads its page from the start. */
function tabs(course: Course, active: Tab | 'course'): HTMLElement {
  const tab = (name: string, page: string, isActive: boolean): HTMLElement =>
    el(
      'a',
      {
        class: isActive ? 'nav-link active' : 'nav-link',
        href: outer(`/course/${course.key}${page}`),
        'aria-current': isActive ? 'page' : undefined,
      },
      name,
    );
  const others = (['progress', 'dates', 'discussion', 'live'] as const).map((name) =>
    tab(TABS[name], `/${name}`, active === name),
  );
  const first = tab('Course', '/home', active === 'home' || active === 'course');
  return el(
    'div',
    { id: 'courseTabsNavigation' },
    el('nav', { 'aria-label': 'Course' }, first, ...others),
  );
}

function instructorToolbar(): HTMLElement {
  return el(
    'div',
    hasShellBar()
      ? { role: 'region', 'aria-label': 'Masquerade bar' }
      : { class: 'instructor-toolbar', 'data-testid': 'instructor-toolbar' },
    el('span', {}, 'View this course as: '),
    el('button', { id: 'masquerade-widget-toggle', type: 'button' }, masquerade() ?? 'Staff'),
  );
}

/** Draws everything around the main content. `course` is undefined if there is no such course. */
export function drawShell(course: Course | undefined, active: Tab | 'course'): void {
  const root = document.querySelector('#root');
  root?.replaceChildren(
    ...(course && isStaff() ? [instructorToolbar()] : []),
    header(course),
    ...(course ? [tabs(course, active), examBar(course)] : []),
    el('main', { id: 'main-content', tabindex: '-1' }),
    el(
      'footer',
      {},
      el('a', { href: '/' }, 'All demo courses'),
      el('span', {}, 'A practice site that moves like Open edX. Nothing here is real.'),
    ),
  );
}
