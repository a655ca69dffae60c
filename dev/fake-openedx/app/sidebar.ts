import type { Section, UnitPlace } from '../tree.ts';
import { pathTo } from './address.ts';
import { appLink, button, el } from './dom.ts';
import { isComplete } from './memory.ts';

/** In narrow windows the real page has no sidebar at all. */
const WIDE = matchMedia('(min-width: 992px)');

function unitItem(place: UnitPlace, current: UnitPlace, preview: boolean): HTMLElement {
  const { course, unit } = place;
  const done = isComplete(course.key, unit.key);
  const here = unit.key === current.unit.key;
  const link = appLink(
    pathTo(place, preview),
    here ? 'unit-link here' : 'unit-link',
    el('span', { class: done ? 'mark done' : 'mark', 'aria-hidden': 'true' }),
    el('span', { class: 'align-middle', dir: 'auto' }, unit.title),
    el('span', { class: 'sr-only' }, done ? ', Completed unit' : ', Incomplete unit'),
  );
  if (here) link.setAttribute('aria-current', 'page');
  return el('li', {}, link);
}

/** Returns one section with its subsections and units, and the button "All sections". */
function sectionView(section: Section, current: UnitPlace, preview: boolean): HTMLElement[] {
  const { course } = current;
  const list = section.subsections.map((subsection) =>
    el(
      'li',
      {},
      el('span', { class: 'subsection-name', dir: 'auto' }, subsection.title),
      el(
        'ol',
        {},
        ...subsection.units.map((unit) =>
          unitItem({ course, section, subsection, unit }, current, preview),
        ),
      ),
    ),
  );
  return [
    el(
      'div',
      { class: 'outline-sidebar-top' },
      button({ class: 'quiet', 'aria-label': 'All sections' }, '‹', () =>
        drawSections(current, preview),
      ),
      el('span', { class: 'outline-sidebar-heading', dir: 'auto' }, section.title),
    ),
    el('ol', { id: 'outline-sidebar-outline' }, ...list),
  ];
}

function sidebar(): Element | null {
  return document.querySelector('.outline-sidebar');
}

function drawSections(current: UnitPlace, preview: boolean): void {
  const list = current.course.sections.map((section) =>
    el(
      'li',
      {},
      button({ class: 'section-name', dir: 'auto' }, section.title, () =>
        sidebar()?.replaceChildren(...sectionView(section, current, preview)),
      ),
    ),
  );
  sidebar()?.replaceChildren(
    el(
      'div',
      { class: 'outline-sidebar-top' },
      el('span', { class: 'outline-sidebar-heading' }, 'Course Outline'),
    ),
    el('ol', { id: 'outline-sidebar-outline' }, ...list),
  );
}

export function drawSidebar(current: UnitPlace, preview: boolean): void {
  const view = WIDE.matches ? sectionView(current.section, current, preview) : [];
  sidebar()?.replaceChildren(...view);
}

/** Marks a unit that has just been read as complete. */
export function tick(unitKey: string): void {
  const link = [...document.querySelectorAll('#outline-sidebar-outline a')].find((one) =>
    one.getAttribute('href')?.endsWith(unitKey),
  );
  link?.querySelector('.mark')?.classList.add('done');
  link?.querySelector('.sr-only')?.replaceChildren(', Completed unit');
}
