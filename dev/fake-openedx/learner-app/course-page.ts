import { button, el } from '../app/dom.ts';
import { resumeOf, setResume } from '../app/memory.ts';
import type { Course } from '../tree.ts';
import { blockAt, neighbour, type Block } from './blocks.ts';
import { crumbs as drawCrumbs } from './crumbs.ts';
import { courseFrame, type CourseFrame } from './frame.ts';
import { lessonNavigator, outline as drawOutline } from './outline.ts';
import { showPage } from './page.ts';
import type { CourseRoute } from './route.ts';
import { push } from './router.ts';
import { TIMES, after, drifts, isLater } from './settings.ts';
import { courseTabs } from './tabs.ts';

/** The pages of one course, which stay while the learner goes from tab to tab and unit to unit. */
export interface CoursePages {
  /** Follows the address, which has just changed. */
  follow(route: CourseRoute): void;
  close(): void;
}

/** Draws the pages of a course. Its outline comes a little later, and with it what is shown. */
export function drawCourse(course: Course, route: CourseRoute): CoursePages {
  let here = route;
  let hasOutline = false;
  let isClosed = false;
  let current: Block | null = null;
  const select = (key: string): void =>
    after(TIMES.click, () => {
      list.highlight(key);
      const tab = here.tab === 'agent' ? 'agent' : 'course';
      void push(`${here.base}/${tab}?unit_id=${key}`);
    });
  const tabs = courseTabs(route);
  const crumbs = drawCrumbs(course);
  const list = drawOutline(course, select);
  const steps = lessonNavigator(course, () => current?.key, select);
  const place = el('div', {});

  /** Lets link, breadcrumbs and outline name what the address means now. */
  const name = (): void => {
    current = blockAt(course, location.search, resumeOf(course.key));
    tabs.name(here, current);
    crumbs.name(current);
    list.highlight(current?.key);
  };
  const loaded = (block: Block): void => {
    const next = drifts ? neighbour(course, block.key, 1) : block.key;
    if (next !== undefined && block.parents) setResume(course.key, next);
    setTimeout(() => !isClosed && name(), TIMES.again);
  };
  let frame: CourseFrame | null = null;
  const drawTab = (): void => {
    frame?.close();
    frame = hasFrame(here) ? courseFrame(course, here, loaded) : null;
    tabs.activate(here);
    place.replaceChildren(...contents(here, frame));
  };

  const above = isLater
    ? [
        el(
          'header',
          { 'data-testid': 'course-content-header' },
          crumbs.element,
          steps,
          tabs.element,
        ),
      ]
    : [tabs.element, crumbs.element, steps];
  showPage(
    course.title,
    el('div', { class: 'beside' }, el('main', {}, ...above, place), list.element),
  );
  tabs.name(here, null);
  drawTab();
  setTimeout(() => {
    hasOutline = true;
    if (isClosed) return;
    name();
    frame?.load();
  }, TIMES.outline);

  return {
    follow(next) {
      const isOther = next.tab !== here.tab;
      here = next;
      if (isOther) drawTab();
      if (!hasOutline) return;
      after(TIMES.names, () => !isClosed && name());
      frame?.load();
    },
    close() {
      isClosed = true;
      frame?.close();
      document.querySelector('[role="menu"]')?.remove();
    },
  };
}

const TEXT_ONLY: ReadonlySet<string> = new Set([
  'learning-info',
  'instructors',
  'configuration',
  'analytics',
]);
const hasFrame = ({ tab }: CourseRoute): boolean => !TEXT_ONLY.has(tab);

/** Returns what is below the tabs. The mentor's chat hides the unit, which loads all the same. */
function contents({ tab }: CourseRoute, frame: CourseFrame | null): HTMLElement[] {
  if (!frame) return [el('p', {}, 'There is nothing here yet.')];
  if (tab !== 'agent') return [frame.element];
  return [
    el(
      'div',
      { class: 'chat' },
      el('p', {}, 'Ask me about this unit.'),
      button({}, 'Send', () => {}),
    ),
    el('div', { style: 'visibility:hidden' }, frame.element),
  ];
}
