import type { Device } from '../../harness/fake-device.ts';
import { COURSES, NIGHT, siteOf, type Visit } from './campus.ts';
import { connectionsOf, neverOf } from './read-storage.ts';
import { createBrowser } from './model-state.ts';
import { createRules, type Rules } from './rules.ts';

/* The schools of one browser: each has the rules of its own lane, and some of the sites. */

/** The default first; the second is connected in some histories. */
export const SCHOOLS = [0, 1] as const;
export type School = (typeof SCHOOLS)[number];
export const schoolOf = (user: number): School => (user === NIGHT ? 1 : 0);

export type Schools = ReturnType<typeof createSchools>;

export function createSchools(device: Device, chance: number, say: (sentence: string) => void) {
  const browser = createBrowser();
  const all = SCHOOLS.map(() => createRules(chance, say, browser));
  /** Which school each course is of, as its site is: by what the worker has stored. */
  const owners: School[] = COURSES.map(() => 0);

  const at = (school: School): Rules => {
    const rules = all[school];
    if (!rules) throw new Error(`There is no school ${school}.`);
    return rules;
  };
  const ownerOf = (course: number): School => owners[course] ?? 0;
  const of = (course: number): Rules => at(ownerOf(course));

  return {
    browser,
    all,
    /** Another user is connected there: all that waits goes along. */
    connects(user: number, school: School): void {
      at(school).connects(user);
    },
    /** What waits of an unfollowed course is discarded at every school, once its undo time is over. */
    discards(now: number): void {
      const stored = neverOf(device);
      for (const [course, due] of browser.never) {
        if (due === null || stored.get(COURSES[course] ?? '') !== null) continue;
        if (now < Math.floor(due)) say(`what waits of course ${course} was discarded early`);
        for (const rules of all) rules.discards(course, { due, ours: false, missed: false });
        browser.never.set(course, null);
      }
    },
    at,
    of,
    ownerOf,
    /** As soon as sites are stored for another school, what waits goes along. */
    reassignsSites(now: number): void {
      const night = connectionsOf(device).find((_, i) => i === 1);
      for (const course of COURSES.keys()) {
        const school: School = night?.sites.includes(siteOf(course)) === true ? 1 : 0;
        if (school === ownerOf(course)) continue;
        const moved = of(course).removesWaiting(course);
        owners[course] = school;
        if (moved) of(course).addsWaiting(course, moved, now);
      }
    },
    /** Which place is in front from now on; null when that is not told here. */
    setsFront(course: number | null): void {
      for (const rules of all) rules.markMaybeDropped();
      browser.front = course;
    },
    sees(visit: Visit, now: number, sure: boolean, seen = now): void {
      for (const rules of all) rules.markMaybeDropped();
      of(visit.course).sees(visit, now, sure, seen);
    },
    skipsBackoff(): void {
      for (const rules of all) rules.skipsBackoff();
    },
  };
}
