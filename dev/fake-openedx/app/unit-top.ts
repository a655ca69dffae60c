import type { UnitPlace } from '../tree.ts';
import { pathTo } from './address.ts';
import { appLink, el } from './dom.ts';
import { lookOf } from './release.ts';

/** Returns what may stand above a unit: breadcrumbs, and the subsection's units. */
export function unitTop(place: UnitPlace): HTMLElement[] {
  const { breadcrumbs, strip } = lookOf(place.course);
  return [
    ...(breadcrumbs ? [crumbs(place, breadcrumbs)] : []),
    ...(strip ? [unitStrip(place)] : []),
  ];
}

type Breadcrumbs = NonNullable<ReturnType<typeof lookOf>['breadcrumbs']>;

function crumbs(place: UnitPlace, kind: Breadcrumbs): HTMLElement {
  const slash = el('li', { role: 'presentation', 'aria-hidden': 'true' }, '/');
  const items = (
    kind === 'elsewhere' ? elsewhere : kind === 'own' ? ownItems(place) : parents(place)
  )
    .map(([path, name]) => appLink(`/course/${place.course.key}/${path}`, '', name))
    .flatMap((link, i) => {
      const testId = kind === 'marked' && i > 0 ? 'breadcrumb-item' : undefined;
      return [el('li', { 'data-testid': testId }, link), slash.cloneNode(true)];
    });
  return el(
    'nav',
    { 'aria-label': 'breadcrumb', class: 'crumbs' },
    el('ol', {}, ...items.slice(0, -1)),
  );
}

type Item = readonly [path: string, name: string];

const HOME: Item = ['home', 'Course'];

const parents = ({ section, subsection }: UnitPlace): Item[] => [
  HOME,
  [section.key, section.title],
  [subsection.key, subsection.title],
];

/** Everything from the course down to the unit. */
const ownItems = (place: UnitPlace): Item[] => {
  const { course, subsection, unit } = place;
  const [, ...above] = parents(place);
  return [HOME, ['home', course.title], ...above, [`${subsection.key}/${unit.key}`, unit.title]];
};

/** Pages beside the course, none of which is above the unit. */
const elsewhere: readonly Item[] = [HOME, ['dates', 'My dates'], ['progress', 'My progress']];

function unitStrip(place: UnitPlace): HTMLElement {
  const tabs = place.subsection.units.map((unit, index) => {
    const here = unit.key === place.unit.key;
    const tab = appLink(pathTo({ ...place, unit }), here ? 'btn active' : 'btn', String(index + 1));
    tab.title = unit.title;
    return tab;
  });
  return el('nav', { id: 'courseware-sequence-navigation', 'aria-label': 'Sequence' }, ...tabs);
}
