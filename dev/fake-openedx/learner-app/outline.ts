import { button, el } from '../app/dom.ts';
import type { Course } from '../tree.ts';
import { neighbour } from './blocks.ts';

/** The list of units beside the page. No button says which unit it is for, except by its name. */
export interface Outline {
  readonly element: HTMLElement;
  highlight(key: string | undefined): void;
}

export function outline(course: Course, select: (key: string) => void): Outline {
  const buttons = new Map<string, HTMLElement>();
  const sections = course.sections.map(({ title, subsections }) =>
    el(
      'li',
      {},
      el('strong', { dir: 'auto' }, title),
      ...subsections.map((subsection) =>
        el(
          'div',
          {},
          el('span', { class: 'soft', dir: 'auto' }, subsection.title),
          ...subsection.units.map(({ key, title: name }) => {
            const unit = button({ class: 'lesson', dir: 'auto' }, name, () => select(key));
            buttons.set(key, unit);
            return unit;
          }),
        ),
      ),
    ),
  );
  return {
    element: el(
      'aside',
      { 'data-testid': 'course-outline-sidebar' },
      el('ul', { class: 'plain-list' }, ...sections),
    ),
    highlight(key) {
      for (const [one, unit] of buttons) unit.classList.toggle('text-amber-600', one === key);
    },
  };
}

/** Returns the buttons that lead to the unit before and after the current one. */
export function lessonNavigator(
  course: Course,
  current: () => string | undefined,
  select: (key: string) => void,
): HTMLElement {
  const step = (label: string, text: string, by: 1 | -1): HTMLElement =>
    button({ 'aria-label': label, class: 'step' }, text, () => {
      const key = neighbour(course, current() ?? '', by);
      if (key !== undefined) select(key);
    });
  return el(
    'div',
    { class: 'steps' },
    step('Previous lesson', '‹', -1),
    step('Next lesson', '›', 1),
  );
}
