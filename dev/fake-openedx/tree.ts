import type { KeyStyle } from './keys.ts';

/** What may be wrong with a unit, or come late. */
export interface UnitTraits {
  /** The unit's frame answers with an error. */
  readonly fails?: boolean;
  /** The course has no such unit. */
  readonly unknown?: boolean;
  /** How long after the unit is shown the clock of an exam appears (ms). */
  readonly examAfter?: number;
}

export interface Unit extends UnitTraits {
  readonly key: string;
  readonly title: string;
  /** What the unit's frame shows, a paragraph each. */
  readonly text: readonly string[];
}

/** What keeps a learner from the units of a subsection. */
export type Lock = 'gated' | 'honor-code' | 'hidden-after-due' | 'proctored' | 'failed-exam';

export interface SubsectionTraits {
  /** A timed exam and its minutes. */
  readonly examMinutes?: number;
  readonly lock?: Lock;
  /** A list beside the subsection never finishes loading. */
  readonly busy?: boolean;
  /** An entrance exam, whose units say what score is needed. */
  readonly entrance?: boolean;
}

export interface Subsection extends SubsectionTraits {
  readonly key: string;
  /** The last part of the key, as addresses of the old courseware contain it. */
  readonly id: string;
  readonly title: string;
  readonly units: readonly Unit[];
}

export interface Section {
  readonly key: string;
  readonly id: string;
  readonly title: string;
  readonly subsections: readonly Subsection[];
}

/** Releases of the Learning MFE that look different; `now` is Ulmo and later. */
export type Release = 'juniper' | 'maple' | 'quince' | 'teak' | 'now';

export interface CourseTraits {
  readonly release?: Release;
  /** How late the page's title comes (ms). */
  readonly titleAfter?: number;
  /** The app crashes and shows only that. */
  readonly crashes?: boolean;
  /** Every learner is turned away. */
  readonly denied?: boolean;
}

export interface Course extends CourseTraits {
  readonly key: string;
  readonly org: string;
  readonly number: string;
  readonly title: string;
  readonly sections: readonly Section[];
}

/** A unit and everything above it. */
export interface UnitPlace {
  readonly course: Course;
  readonly section: Section;
  readonly subsection: Subsection;
  readonly unit: Unit;
}

/** The short form of a course: `[block id, title, ...]`, without the course in each key. */
export type UnitSketch = readonly [id: string, title: string, ...text: string[]];
export type SubsectionSketch = readonly [
  id: string,
  title: string,
  units: readonly UnitSketch[],
  traits?: SubsectionTraits,
];
export type SectionSketch = readonly [
  id: string,
  title: string,
  subsections: readonly SubsectionSketch[],
];

const FILLER = [
  'Read this page at your own pace. When you are done, go on with Next; you can always come back.',
  'Nothing here is graded. It is a place to look around and to see how a course moves.',
];

/**
 * Builds a course from its short form.
 * @param unitTraits traits of units, by block id
 */
export function buildCourse(
  { key, org, number, blockKey }: KeyStyle,
  title: string,
  sections: readonly SectionSketch[],
  traits: CourseTraits = {},
  unitTraits: Readonly<Record<string, UnitTraits>> = {},
): Course {
  const unit = ([id, name, ...text]: UnitSketch): Unit => ({
    key: blockKey('vertical', id),
    title: name,
    text: text.length > 0 ? text : FILLER,
    ...unitTraits[id],
  });
  const subsection = ([id, name, units, more]: SubsectionSketch): Subsection => ({
    key: blockKey('sequential', id),
    id,
    title: name,
    units: units.map(unit),
    ...more,
  });
  return {
    key,
    org,
    number,
    title,
    ...traits,
    sections: sections.map(([id, name, subsections]) => ({
      key: blockKey('chapter', id),
      id,
      title: name,
      subsections: subsections.map(subsection),
    })),
  };
}
