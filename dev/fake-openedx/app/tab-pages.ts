import { unitPlaces } from '../courses.ts';
import type { Course } from '../tree.ts';
import type { Tab } from './address.ts';
import { appLink, el } from './dom.ts';
import { completedCount, isComplete, resumeOf } from './memory.ts';
import { outer } from './settings.ts';
import { mainContent } from './shell.ts';

function heading(text: string): HTMLElement {
  return el('div', { role: 'heading', 'aria-level': '1', class: 'page-title', dir: 'auto' }, text);
}

function outline(course: Course): HTMLElement[] {
  const sections = course.sections.map((section) =>
    el(
      'li',
      {},
      el('span', { class: 'section-name', dir: 'auto' }, section.title),
      el(
        'ol',
        {},
        ...section.subsections.map((subsection) => {
          const done = subsection.units.every((unit) => isComplete(course.key, unit.key));
          return el(
            'li',
            {},
            el('span', { class: done ? 'mark done' : 'mark', 'aria-hidden': 'true' }),
            appLink(`/course/${course.key}/${subsection.key}`, '', subsection.title),
          );
        }),
      ),
    ),
  );
  const begun = resumeOf(course.key) !== undefined;
  return [
    heading(course.title),
    el(
      'section',
      { class: 'card', 'data-testid': 'start-resume-card' },
      el('strong', {}, begun ? 'Pick up where you left off' : 'Begin your course today'),
      // A plain link, because the real page loads from the start here.
      el(
        'a',
        { class: 'btn primary', href: outer(`/course/${course.key}`) },
        begun ? 'Resume course' : 'Start course',
      ),
    ),
    el('iframe', {
      class: 'welcome',
      title: 'Welcome message',
      srcdoc:
        '<!doctype html><meta name="color-scheme" content="light dark"><style>body { margin: 0; font: 16px/1.5 system-ui; color: light-dark(#22303a, #e4eaec) }</style><p style="margin: 0">Welcome! Take your time.</p>',
    }),
    el('ol', { id: 'courseHome-outline' }, ...sections),
  ];
}

function progress(course: Course): HTMLElement[] {
  const total = unitPlaces(course).length;
  const done = Math.min(completedCount(course.key), total);
  return [
    heading('Your progress'),
    el(
      'section',
      { class: 'card' },
      el('strong', {}, 'Course completion'),
      el('span', {}, `${done} of ${total} units`),
      el('progress', {
        max: String(total),
        value: String(done),
        'aria-label': 'Course completion',
      }),
    ),
    el('p', {}, 'A unit counts as read once its page has been shown to the end.'),
  ];
}

function dates(course: Course): HTMLElement[] {
  const weeks = course.sections.map(({ title }, index) =>
    el('li', {}, el('strong', {}, `Week ${index + 1}`), el('span', { dir: 'auto' }, title)),
  );
  return [heading('Important dates'), el('ol', { class: 'dates' }, ...weeks)];
}

/** Returns the forum, which is another app in a frame. */
function discussion(course: Course): HTMLElement[] {
  return [
    heading('Discussion'),
    el('iframe', {
      class: 'other-app',
      title: 'discussion',
      src: `/discussions/${course.key}/posts`,
    }),
  ];
}

/** Returns a live room, which is another provider's page in a frame. */
function live(): HTMLElement[] {
  const room = '<!doctype html><p>Nobody is speaking now.</p>';
  return [heading('Live'), el('iframe', { class: 'other-app', title: 'Live', srcdoc: room })];
}

export function showTab(course: Course, tab: Tab): void {
  const pages = { home: outline, progress, dates, discussion, live };
  mainContent().replaceChildren(el('div', { class: 'tab-page' }, ...pages[tab](course)));
}

export function showEnd(course: Course): void {
  mainContent().replaceChildren(
    el(
      'div',
      { class: 'tab-page' },
      heading("You've reached the end of the course!"),
      el('p', {}, 'There is nothing left to do here, except to go back to what you liked.'),
      el(
        'a',
        { class: 'btn', href: outer(`/course/${course.key}/home`) },
        'View the course outline',
      ),
    ),
  );
}
