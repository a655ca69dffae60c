import { unitPlaces } from '../courses.ts';
import type { Course, Section, Subsection } from '../tree.ts';

/** What the app frames: a unit, or any other block that the address names. */
export interface Block {
  readonly key: string;
  readonly title: string;
  /** What the unit is in. Another block than a unit has none, as far as the app looks. */
  readonly parents?: { readonly section: Section; readonly subsection: Subsection };
}

function blocksOf(course: Course): Block[] {
  const units = unitPlaces(course).map(({ section, subsection, unit }) => ({
    key: unit.key,
    title: unit.title,
    parents: { section, subsection },
  }));
  return [...units, ...course.sections, ...course.sections.flatMap((one) => one.subsections)];
}

/**
 * Returns what a page with this query frames; null if it names nothing that the course has. Like the
 * real app, takes the key as it stands, without decoding it, and the first one if there are several.
 */
export function blockAt(course: Course, query: string, resume: string | undefined): Block | null {
  const all = blocksOf(course);
  const first = all.find(({ parents }) => parents) ?? null;
  const find = (key: string | undefined) => all.find((block) => block.key === key);
  if (!new URLSearchParams(query).has('unit_id')) return find(resume) ?? first;
  const key = /unit_id=([^&]*)/.exec(query)?.[1];
  return key ? (find(key) ?? null) : first;
}

/** Returns the unit beside another one, over the borders of subsections. */
export function neighbour(course: Course, key: string, step: 1 | -1): string | undefined {
  const keys = unitPlaces(course).map(({ unit }) => unit.key);
  const here = keys.indexOf(key);
  return here < 0 || here + step < 0 ? undefined : keys[here + step];
}
