import type { UnitPlace } from '../../../dev/fake-openedx/courses.ts';
import type { BlockedReason, Titles } from '../../../lib/edx/place.ts';

/** What Waypoint has to say about a page. */
export type Says =
  /** The unit is kept in the learner's memory, under exactly these names. */
  | {
      readonly kind: 'saved';
      readonly place: UnitPlace;
      readonly titles: Titles;
      /** Opened outside its course: nothing says in which subsection it stands. */
      readonly alone?: true;
    }
  /** The popup shows it; it is sent nowhere. */
  | {
      readonly kind: 'shown';
      readonly courseKey: string;
      readonly unitKey?: string;
      readonly titles: Titles;
    }
  | { readonly kind: 'blocked'; readonly reason: BlockedReason }
  | { readonly kind: 'none' }
  /** Nothing of ours runs there. */
  | { readonly kind: 'unread' };

const NAMES = {
  courseTitle: 'course',
  sectionTitle: 'section',
  subsectionTitle: 'subsection',
  unitTitle: 'unit',
} as const;

const BLOCKED: Readonly<Record<BlockedReason, string>> = {
  exam: 'Off: an exam',
  staff: 'Off: seen by staff',
  preview: 'Off: a preview',
  authoring: 'Off: a page for making courses',
  'unknown-course': 'Off: no such course',
};

function named(titles: Titles): string {
  const names = (Object.keys(NAMES) as (keyof typeof NAMES)[]).filter((name) => titles[name]);
  return names.length === 0
    ? 'without a name'
    : `named: ${names.map((name) => NAMES[name]).join(', ')}`;
}

/** The same in words, for the table in the docs. */
export function words(says: Says): string {
  if (says.kind === 'saved') return `Saved, ${named(says.titles)}`;
  if (says.kind === 'shown') return `Shown and not saved, ${named(says.titles)}`;
  if (says.kind === 'blocked') return BLOCKED[says.reason];
  return says.kind === 'none' ? 'Not a course page' : 'Not read';
}

/** Saved with every name but the unit's, which has none. */
export const savedNameless = (place: UnitPlace): Says & { kind: 'saved' } => ({
  kind: 'saved',
  place,
  titles: {
    courseTitle: place.course.title,
    sectionTitle: place.section.title,
    subsectionTitle: place.subsection.title,
  },
});

/** Saved with every name there is. */
export function saved(place: UnitPlace): Says {
  const nameless = savedNameless(place);
  return { ...nameless, titles: { ...nameless.titles, unitTitle: place.unit.title } };
}

/** Saved without the names of section and subsection, and perhaps without the unit's. */
export const savedBarely = (place: UnitPlace, withUnit = true): Says => ({
  kind: 'saved',
  place,
  titles: {
    courseTitle: place.course.title,
    ...(withUnit && { unitTitle: place.unit.title }),
  },
});
