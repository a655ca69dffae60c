import type { Course } from '../tree.ts';
import { TABS, type Tab } from './address.ts';
import { el } from './dom.ts';
import { examBar } from './exam-bar.ts';
import { learningHeader, shellHeader } from './header.ts';
import { hasShellBar, isStaff, masquerade } from './people.ts';
import { outer, siteLook } from './settings.ts';

/** Returns the part of the page that changes with every move. */
export function mainContent(): HTMLElement {
  const main = document.querySelector<HTMLElement>('#main-content');
  if (!main) throw new Error('The page has not been drawn yet.');
  return main;
}

/** Returns the links of the course's tabs. Each loads its page from the start. */
function tabLinks(course: Course, active: Tab | 'course'): HTMLElement[] {
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
  return [tab('Course', '/home', active === 'home' || active === 'course'), ...others];
}

function tabs(course: Course, active: Tab | 'course'): HTMLElement {
  const id = siteLook.tabs === 'class-only' ? undefined : 'courseTabsNavigation';
  return el(
    'div',
    { id, class: 'course-tabs-navigation' },
    el('nav', { 'aria-label': 'Course' }, ...tabLinks(course, active)),
  );
}

function instructorToolbar(): HTMLElement {
  return el(
    'div',
    hasShellBar() || siteLook.shell
      ? { role: 'region', 'aria-label': 'Masquerade bar' }
      : { class: 'instructor-toolbar', 'data-testid': 'instructor-toolbar' },
    el('span', {}, 'View this course as: '),
    el('button', { id: 'masquerade-widget-toggle', type: 'button' }, masquerade() ?? 'Staff'),
  );
}

const footer = (): HTMLElement =>
  el(
    'footer',
    {},
    el('a', { href: '/' }, 'All demo courses'),
    el('span', {}, 'A practice site that moves like Open edX. Nothing here is real.'),
  );

const root = (): Element | null => document.querySelector('#root');

/** Draws the single shell, in which the place of the content is there before the course is. */
function drawSingleShell(...bars: readonly HTMLElement[]): void {
  const content = el('div', { id: 'main-content' });
  root()?.replaceChildren(el('div', {}, el('div', {}, shellHeader()), ...bars, content), footer());
}

/** Draws what stands on the page before the app knows of any course: nothing, or the shell. */
export function drawStart(): void {
  if (siteLook.shell) drawSingleShell(el('span', { class: 'lead mt-3' }));
}

/** Draws everything around the main content. `course` is undefined if there is no such course. */
export function drawShell(course: Course | undefined, active: Tab | 'course'): void {
  const bar = course && isStaff() ? [instructorToolbar()] : [];
  if (siteLook.shell) {
    const nav = course && [
      el(
        'nav',
        { class: 'course-tabs-navigation', 'aria-label': 'Course Navigation Bar' },
        el('div', { id: 'course-nav' }, ...tabLinks(course, active)),
      ),
      examBar(course),
    ];
    drawSingleShell(...bar, ...(nav ?? []));
    return;
  }
  root()?.replaceChildren(
    ...bar,
    learningHeader(course),
    ...(course ? [tabs(course, active), examBar(course)] : []),
    el('main', { id: 'main-content', tabindex: '-1' }),
    footer(),
  );
}
