import type { Course } from '../tree.ts';
import { el } from './dom.ts';
import { fullName, signedIn } from './people.ts';
import { lms, siteLook } from './settings.ts';

/** Returns the menu of the account. MIT's has the full name, and nothing that marks it as private. */
function account(): HTMLElement {
  const name = signedIn();
  if (name === null) return el('a', { class: 'btn', href: `${lms}/login` }, 'Sign in');
  const text =
    siteLook.header === 'mit'
      ? el('button', { type: 'button' }, el('span', { class: 'user-menu-name' }, fullName(name)))
      : el('span', { 'data-hj-suppress': true }, name);
  return el('div', { class: 'user-dropdown' }, text);
}

/** Returns the header of the Learning MFE. Its names are empty if there is no such course. */
export function learningHeader(course: Course | undefined): HTMLElement {
  const title = el('span', { class: 'course-title', dir: 'auto' }, course?.title ?? '');
  const number = el(
    'span',
    { class: 'course-number' },
    course ? `${course.org} ${course.number}` : '',
  );
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
      ...(siteLook.header === 'mit' ? [title] : [number, title]),
    ),
    account(),
  );
}

/** Returns the header of the single shell: no course, and the account once per width of a window. */
export function shellHeader(): HTMLElement {
  const name = signedIn();
  const toggle = (className: string): HTMLElement =>
    el(
      'div',
      { class: className },
      el(
        'button',
        { id: 'user-nav-dropdown', type: 'button' },
        name === null ? '' : fullName(name),
      ),
    );
  return el(
    'header',
    { class: 'border-bottom' },
    el(
      'nav',
      {},
      el('a', { class: 'sr-only', href: '#main-content' }, 'Skip to main content'),
      ...(name === null
        ? [el('a', { class: 'btn', href: `${lms}/login` }, 'Sign in')]
        : [toggle('d-none d-lg-block'), toggle('d-lg-none')]),
    ),
  );
}
