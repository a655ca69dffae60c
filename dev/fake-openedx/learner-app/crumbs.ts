import { el } from '../app/dom.ts';
import type { Course } from '../tree.ts';
import type { Block } from './blocks.ts';
import { icon, setText } from './dom.ts';
import { isLater } from './settings.ts';

/** The names of what is shown, which change in place. */
export interface Crumbs {
  readonly element: HTMLElement;
  name(block: Block | null): void;
}

const namesAbove = (block: Block | null): string[] =>
  block?.parents ? [block.parents.section.title, block.parents.subsection.title] : [];

/** Returns the breadcrumbs of this release. */
export const crumbs = (course: Course): Crumbs =>
  isLater ? laterCrumbs(course) : plainCrumbs(course);

/** Until v0.72: a plain row. Section and subsection are in it only once the unit is found. */
function plainCrumbs(course: Course): Crumbs {
  const element = el('div', { class: 'crumbs' });
  let links: HTMLElement[] = [];
  const last = el('span', { dir: 'auto' });
  const draw = (names: readonly string[]): void => {
    links = names.map((name) => el('a', { href: '#', dir: 'auto' }, name));
    element.replaceChildren(...links.flatMap((link) => [link, icon()]), last);
  };
  draw([course.title]);
  return {
    element,
    name(block) {
      const names = [course.title, ...namesAbove(block)];
      if (names.length === links.length)
        for (const [i, link] of links.entries()) setText(link, names[i] ?? '');
      else draw(names);
      setText(last, block?.title ?? '');
    },
  };
}

/** Later: a `nav`, and the course's name as a heading until a unit is found. */
function laterCrumbs(course: Course): Crumbs {
  const element = el('div', {});
  const heading = el('h1', { dir: 'auto' }, course.title);
  const current = el('span', { 'aria-current': 'location', dir: 'auto' });
  const nav = el('nav', {
    'aria-label': 'Current unit',
    'data-testid': 'course-unit-breadcrumb',
    class: 'crumbs',
  });
  let above: HTMLElement[] = [];
  const ancestor = (name: string): HTMLElement =>
    el(
      'span',
      { 'data-testid': 'course-unit-breadcrumb-ancestor' },
      el('span', { dir: 'auto' }, name),
      icon(),
    );
  element.append(heading);
  return {
    element,
    name(block) {
      if (!block) {
        element.replaceChildren(heading);
        return;
      }
      const names = namesAbove(block);
      // The app makes a new element for each new name.
      above = names.map((name, i) => {
        const old = above[i];
        return old?.textContent === name ? old : ancestor(name);
      });
      setText(current, block.title);
      for (const old of Array.from(nav.children))
        if (old !== current && !above.includes(old as HTMLElement)) old.remove();
      for (const [i, one] of above.entries())
        if (nav.children[i] !== one) nav.insertBefore(one, nav.children[i] ?? null);
      if (current.parentElement !== nav) nav.append(current);
      if (nav.parentElement !== element) element.replaceChildren(nav);
    },
  };
}
