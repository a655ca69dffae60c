import type { UnitPlace } from '../../../dev/fake-openedx/courses.ts';
import type { BlockedReason, Titles } from '../../../lib/edx/place.ts';

/** What Waypoint should say about a page. */
export type Says =
  /** Waypoint saves the unit in the learner's memory, under exactly these names. */
  | {
      readonly kind: 'saved';
      readonly place: UnitPlace;
      readonly titles: Titles;
      /** Neither the address nor the page has the key of the unit's subsection. */
      readonly alone?: true;
    }
  /** The popup shows the page, and Waypoint sends it nowhere. */
  | {
      readonly kind: 'shown';
      readonly courseKey: string;
      readonly unitKey?: string;
      readonly titles: Titles;
    }
  | { readonly kind: 'blocked'; readonly reason: BlockedReason }
  | { readonly kind: 'none' }
  /** No script of Waypoint runs there. */
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

/** Returns the expected status in words, for the table in the docs. */
export function words(says: Says): string {
  if (says.kind === 'saved') return `Saved, ${named(says.titles)}`;
  if (says.kind === 'shown') return `Shown and not saved, ${named(says.titles)}`;
  if (says.kind === 'blocked') return BLOCKED[says.reason];
  return says.kind === 'none' ? 'Not a course page' : 'Not read';
}

/** Expects the unit to be saved with every name but its own, because it has none. */
export const savedNameless = (place: UnitPlace): Says & { kind: 'saved' } => ({
  kind: 'saved',
  place,
  titles: {
    courseTitle: place.course.title,
    sectionTitle: place.section.title,
    subsectionTitle: place.subsection.title,
  },
});

/** Expects the unit to be saved with every name. */
export function saved(place: UnitPlace): Says & { kind: 'saved' } {
  const nameless = savedNameless(place);
  return { ...nameless, titles: { ...nameless.titles, unitTitle: place.unit.title } };
}

/** Expects the same of a unit in ibl.ai's learner app, which has no key of a subsection. */
export const savedInApp = (place: UnitPlace): Says => ({ ...saved(place), alone: true });

/**
 * Expects the unit to be saved without the names of section and subsection, and with its own name
 * only if `withUnit`.
 */
export const savedBarely = (place: UnitPlace, withUnit = true): Says => ({
  kind: 'saved',
  place,
  titles: {
    courseTitle: place.course.title,
    ...(withUnit && { unitTitle: place.unit.title }),
  },
});
