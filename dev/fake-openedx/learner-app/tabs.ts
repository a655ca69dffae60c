import { button, el } from '../app/dom.ts';
import { appLink, setAttribute } from './dom.ts';
import type { Block } from './blocks.ts';
import { STAFF_TABS, TABS, type CourseRoute } from './route.ts';
import { isLater, isNarrow, isStaff, studio } from './settings.ts';

/** A part of the page that changes in place. */
export interface CourseTabs {
  readonly element: HTMLElement;
  /** Shows another tab as the current one. */
  activate(route: CourseRoute): void;
  /** Lets the link of the Course tab name the unit. */
  name(route: CourseRoute, block: Block | null): void;
}

/** The tabs that have room in a narrow window; the others are in a menu, which is closed. */
const ROOM = 1;

type Entry = readonly [tab: string, link: HTMLAnchorElement];

const entry = ({ base }: CourseRoute, tab: string, name: string): Entry => [
  tab,
  appLink(`${base}/${tab}`, name),
];

function staffTabs(route: CourseRoute): Entry[] {
  const all = Object.entries(STAFF_TABS)
    .filter(([tab]) => isLater || tab !== 'gradebook')
    .map(([tab, name]) => entry(route, tab, name));
  const href = `${studio}/course/${route.key}`;
  return [...all, ['authoring', el('a', { href, target: '_blank' }, 'Authoring')]];
}

/** Returns a button that opens a menu of links. The links are in the page only while it is open. */
function menu(testId: string, label: string, text: string, entries: readonly Entry[]): HTMLElement {
  const trigger = button({ 'data-testid': testId, 'aria-label': label, class: 'tab' }, text, () => {
    const open = document.querySelector('[role="menu"]');
    open?.remove();
    if (!open)
      document.body.append(
        el('div', { role: 'menu', class: 'menu' }, ...entries.map(([, link]) => link)),
      );
  });
  return trigger;
}

/** Draws the tabs of a course, on every page of the course. */
export function courseTabs(route: CourseRoute): CourseTabs {
  const learner = Object.entries(TABS).map(([tab, name]) => entry(route, tab, name));
  const staff = isStaff ? staffTabs(route) : [];
  // In v0.72 the tabs of staff are in the same row.
  const row = isLater ? learner : [...learner, ...staff];
  const shown = isNarrow ? row.slice(0, ROOM) : row;
  const rest = row.slice(shown.length);
  const labels = row.map(([, { textContent }]) => el('span', {}, textContent));
  const element = el(
    'div',
    { 'data-testid': 'course-content-tabs' },
    // Measures how wide the tabs are.
    el('div', { 'aria-hidden': 'true' }, ...labels),
    el(
      isLater ? 'nav' : 'div',
      isLater ? { 'aria-label': 'Course sections' } : {},
      ...shown.map(([, link]) => link),
      rest.length > 0 && menu('course-tabs-overflow-trigger', 'More course tabs', 'More', rest),
    ),
    isLater &&
      staff.length > 0 &&
      menu('course-tabs-staff-trigger', 'Staff tools', 'Staff tools', staff),
  );
  const all = [...learner, ...staff];
  return {
    element,
    activate({ tab: current }) {
      document.querySelector('[role="menu"]')?.remove();
      for (const [tab, link] of all)
        setAttribute(link, 'aria-current', tab === current ? 'page' : null);
    },
    name({ base }, block) {
      const link = all.find(([tab]) => tab === 'course')?.[1];
      if (link) setAttribute(link, 'href', `${base}/course${block ? `?unit_id=${block.key}` : ''}`);
    },
  };
}
