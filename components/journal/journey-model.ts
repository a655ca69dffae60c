import type { Place } from '../../lib/edx/place.ts';
import { courseName, unitName } from '../ui/names.ts';

/** A day in the learner's own time zone. */
export interface Day {
  /** Noon of the day (ms), so that no change of the clock moves it to another day. */
  readonly at: number;
  /** How many units were visited, each counted once. */
  readonly units: number;
  readonly courses: number;
}

/**
 * Returns the days of the last weeks, a list for each week from Monday on, the earliest first. Days
 * after today are left out.
 */
export function calendarOf(places: readonly Place[], now: number, weeks: number): Day[][] {
  const visits = new Map<string, Place[]>();
  for (const place of places) {
    const key = dayOf(Date.parse(place.seenAt));
    visits.set(key, [...(visits.get(key) ?? []), place]);
  }
  const today = new Date(now);
  const sinceMonday = (today.getDay() + 6) % 7;
  return Array.from({ length: weeks }, (_, week) => {
    const back = (weeks - 1 - week) * 7 + sinceMonday;
    const days = Array.from({ length: 7 }, (__, i) => noonOf(today, i - back));
    return days
      .filter((at) => at <= noonOf(today, 0))
      .map((at) => dayWith(at, visits.get(dayOf(at)) ?? []));
  });
}

/** Returns the noon (ms) of the day that is `after` days after another. */
function noonOf(day: Date, after: number): number {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + after, 12).getTime();
}

function dayOf(at: number): string {
  const day = new Date(at);
  return `${day.getFullYear()}-${day.getMonth()}-${day.getDate()}`;
}

function dayWith(at: number, places: readonly Place[]): Day {
  return {
    at,
    units: new Set(places.map(({ courseKey, unitKey }) => `${courseKey} ${unitKey}`)).size,
    courses: new Set(places.map(({ courseKey }) => courseKey)).size,
  };
}

/** Returns how full a day is compared with the fullest, in five steps from 0. */
export function levelOf(units: number, most: number): number {
  return units === 0 ? 0 : Math.max(1, Math.ceil((4 * units) / most));
}

/** A course of the journal. */
export interface Travelled {
  readonly courseKey: string;
  readonly title: string;
  /** When it was last visited (ms). */
  readonly last: number;
}

/** Returns the visited courses, the last visited first. */
export function coursesOf(places: readonly Place[]): Travelled[] {
  const courses = new Map<string, Travelled>();
  for (const { courseKey, courseTitle, seenAt } of places) {
    const title = courseTitle ?? courses.get(courseKey)?.title ?? courseName(courseKey);
    // Deletes the course first, so that it moves to the end of the map as the last visited.
    courses.delete(courseKey);
    courses.set(courseKey, { courseKey, title, last: Date.parse(seenAt) });
  }
  return [...courses.values()].toReversed();
}

/** A unit that was visited, at a time (ms). */
export interface Stop {
  readonly at: number;
  readonly unit: string;
  readonly course: string;
  /** Section and subsection, as far as they are known. */
  readonly inside: readonly string[];
  readonly place: Place;
}

/**
 * Returns the visited units by day, the last day and its last unit first.
 * @param courseKey the course whose units are returned; null for all courses
 */
export function trailOf(places: readonly Place[], courseKey: string | null): Stop[][] {
  const titles = new Map(coursesOf(places).map((course) => [course.courseKey, course.title]));
  const days = new Map<string, Stop[]>();
  for (const place of places.toReversed()) {
    if (courseKey !== null && place.courseKey !== courseKey) continue;
    const at = Date.parse(place.seenAt);
    const inside = [place.sectionTitle, place.subsectionTitle].filter((one) => one !== undefined);
    const unit = unitName(place) ?? place.courseKey;
    const stop = { at, unit, course: titles.get(place.courseKey) ?? '', inside, place };
    days.set(dayOf(at), [...(days.get(dayOf(at)) ?? []), stop]);
  }
  return [...days.values()];
}
