import { findCourse, unitPlaces } from '../courses.ts';
import type { Course, Section, Subsection, UnitPlace } from '../tree.ts';

export const TABS = {
  home: 'Outline',
  progress: 'Progress',
  dates: 'Dates',
  discussion: 'Discussion',
  live: 'Live',
} as const;
export type Tab = keyof typeof TABS;

/** What an address shows in the end. */
export type Target =
  | { readonly kind: 'unit'; readonly place: UnitPlace }
  | { readonly kind: 'tab'; readonly course: Course; readonly tab: Tab }
  | { readonly kind: 'end'; readonly course: Course }
  | { readonly kind: 'denied'; readonly course: Course }
  | { readonly kind: 'empty'; readonly part: EmptyPart }
  | { readonly kind: 'crash' }
  | { readonly kind: 'unknown' };

/** A subsection without units. */
export interface EmptyPart {
  readonly course: Course;
  readonly section: Section;
  readonly subsection: Subsection;
}

export interface Address {
  readonly preview: boolean;
  /** The path without encodings. It equals the asked path if that had no needless encoding. */
  readonly path: string;
  /** The addresses that replace it, one after the other, until one names a unit. */
  readonly replaced: readonly string[];
  /** Whether the address names a unit without its subsection. */
  readonly parentless: boolean;
  readonly target: Target;
}

/** Removes every encoding from a part of a path. A space is a `+` that went through a form. */
function decode(part: string): string {
  let text = part;
  for (;;) {
    let next: string;
    try {
      next = decodeURIComponent(text);
    } catch {
      return text;
    }
    if (next === text) return text.replaceAll(' ', '+');
    text = next;
  }
}

export function pathTo({ course, subsection, unit }: UnitPlace, preview = false): string {
  return `${preview ? '/preview' : ''}/course/${course.key}/${subsection.key}/${unit.key}`;
}

/** Returns a unit that the course does not have, in a subsection that it has, without a title. */
function unknown(places: readonly UnitPlace[], key: string): UnitPlace | undefined {
  const beside = places[0];
  return beside && { ...beside, unit: { key, title: '', text: [], unknown: true } };
}

interface Found {
  readonly place: UnitPlace | undefined;
  readonly through?: string;
}

function findUnit(course: Course, rest: readonly string[], resume: string | undefined): Found {
  const places = unitPlaces(course);
  const byUnit = (key: string | undefined): UnitPlace | undefined =>
    places.find(({ unit }) => unit.key === key);
  const [first, second] = rest;
  if (first === undefined) return { place: byUnit(resume) ?? places[0] };
  const ofSection = places.filter(({ section }) => section.key === first);
  if (ofSection.length > 0) {
    if (second !== undefined) return { place: byUnit(second) };
    return { place: ofSection[0], through: ofSection[0]?.subsection.key ?? '' };
  }
  const inside = places.filter(({ subsection }) => subsection.key === first);
  if (inside.length === 0) return { place: byUnit(first) };
  if (second === 'last') return { place: inside.at(-1) };
  if (second === 'first') return { place: inside[0] };
  if (second === undefined) {
    return { place: inside.find(({ unit }) => unit.key === resume) ?? inside[0] };
  }
  return { place: inside.find(({ unit }) => unit.key === second) ?? unknown(inside, second) };
}

function emptyPart(course: Course, key: string | undefined): EmptyPart | undefined {
  return course.sections
    .flatMap((section) =>
      section.subsections.map((subsection) => ({ course, section, subsection })),
    )
    .find(({ subsection }) => subsection.key === key && subsection.units.length === 0);
}

function isTab(word: string | undefined): word is Tab {
  return word !== undefined && Object.hasOwn(TABS, word);
}

/** Reads a path of the app. `resumeOf` returns the unit at which the learner left a course. */
export function readAddress(
  pathname: string,
  resumeOf: (courseKey: string) => string | undefined,
): Address {
  const parts = pathname.split('/').filter(Boolean).map(decode);
  const path = `/${parts.join('/')}`;
  const preview = parts[0] === 'preview';
  const [, courseKey = '', ...rest] = preview ? parts.slice(1) : parts;
  const course = findCourse(courseKey);
  const found = { preview, path, replaced: [], parentless: false };
  if (!course) return { ...found, target: { kind: 'unknown' } };
  if (course.crashes) return { ...found, target: { kind: 'crash' } };
  if (course.denied || rest[0] === 'access-denied') {
    const replaced = [`/course/${course.key}/access-denied`];
    return { ...found, replaced, target: { kind: 'denied', course } };
  }
  if (isTab(rest[0])) return { ...found, target: { kind: 'tab', course, tab: rest[0] } };
  if (rest[0] === 'course-end') return { ...found, target: { kind: 'end', course } };
  const part = emptyPart(course, rest[0]);
  if (part) return { ...found, target: { kind: 'empty', part } };
  const { place, through } = findUnit(course, rest, resumeOf(course.key));
  if (!place) return { ...found, target: { kind: 'unknown' } };
  const final = pathTo(place, preview);
  const start = `${preview ? '/preview' : ''}/course/${course.key}`;
  const passing = through === undefined ? [] : [`${start}/${through}`];
  return {
    ...found,
    replaced: path === final ? [] : [...passing, final],
    parentless: rest.includes(place.unit.key) && rest[0] !== place.subsection.key,
    target: { kind: 'unit', place },
  };
}
