import type { UnitPlace } from '../tree.ts';
import { pathTo } from './address.ts';
import { appLink, el } from './dom.ts';
import { lookOf } from './release.ts';

/** Returns what older releases show above a unit: the breadcrumbs, and the subsection's units. */
export function unitTop(place: UnitPlace): HTMLElement[] {
  const { breadcrumbs, strip } = lookOf(place.course);
  return [
    ...(breadcrumbs ? [crumbs(place, breadcrumbs === 'marked')] : []),
    ...(strip ? [unitStrip(place)] : []),
  ];
}

function crumbs({ course, section, subsection }: UnitPlace, marked: boolean): HTMLElement {
  const start = `/course/${course.key}`;
  const item = (link: HTMLElement): HTMLElement =>
    el('li', { 'data-testid': marked ? 'breadcrumb-item' : undefined }, link);
  const slash = el('li', { role: 'presentation', 'aria-hidden': 'true' }, '/');
  const home = el('li', {}, appLink(`${start}/home`, '', 'Course'));
  return el(
    'nav',
    { 'aria-label': 'breadcrumb', class: 'crumbs' },
    el(
      'ol',
      {},
      home,
      slash,
      item(appLink(`${start}/${section.key}`, '', section.title)),
      slash.cloneNode(true),
      item(appLink(`${start}/${subsection.key}`, '', subsection.title)),
    ),
  );
}

function unitStrip(place: UnitPlace): HTMLElement {
  const tabs = place.subsection.units.map((unit, index) => {
    const here = unit.key === place.unit.key;
    const tab = appLink(pathTo({ ...place, unit }), here ? 'btn active' : 'btn', String(index + 1));
    tab.title = unit.title;
    return tab;
  });
  return el('nav', { id: 'courseware-sequence-navigation', 'aria-label': 'Sequence' }, ...tabs);
}
