export interface Unit {
  readonly key: string;
  readonly title: string;
  /** What the unit's frame shows, a paragraph each. */
  readonly text: readonly string[];
}

export interface Subsection {
  readonly key: string;
  readonly title: string;
  readonly units: readonly Unit[];
  /** A timed exam and its minutes. */
  readonly examMinutes?: number;
}

export interface Section {
  readonly key: string;
  readonly title: string;
  readonly subsections: readonly Subsection[];
}

export interface Course {
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

/** How the courses are written down: `[block id, title, ...]`, without repeating the course in each key. */
export type UnitSketch = readonly [id: string, title: string, ...text: string[]];
export type SubsectionSketch = readonly [
  id: string,
  title: string,
  units: readonly UnitSketch[],
  examMinutes?: number,
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

export function buildCourse(
  [org, number, run]: readonly [org: string, number: string, run: string],
  title: string,
  sections: readonly SectionSketch[],
): Course {
  const inside = `${org}+${number}+${run}`;
  const keyOf = (type: string, id: string): string => `block-v1:${inside}+type@${type}+block@${id}`;
  const unit = ([id, name, ...text]: UnitSketch): Unit => ({
    key: keyOf('vertical', id),
    title: name,
    text: text.length > 0 ? text : FILLER,
  });
  const subsection = ([id, name, units, examMinutes]: SubsectionSketch): Subsection => ({
    key: keyOf('sequential', id),
    title: name,
    units: units.map(unit),
    ...(examMinutes === undefined ? {} : { examMinutes }),
  });
  return {
    key: `course-v1:${inside}`,
    org,
    number,
    title,
    sections: sections.map(([id, name, subsections]) => ({
      key: keyOf('chapter', id),
      title: name,
      subsections: subsections.map(subsection),
    })),
  };
}
