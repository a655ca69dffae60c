import type { Device } from '../../harness/fake-device.ts';
import { COURSES, NIGHT, siteOf, type Visit } from './campus.ts';
import { connectionsOf, neverOf } from './read-storage.ts';
import { createBrowser } from './model-state.ts';
import { createRules, type Rules } from './rules.ts';

/* The schools of one browser. Each has rules of its own and some of the sites. */

/** The first is the default. Only some histories connect the second. */
export const SCHOOLS = [0, 1] as const;
export type School = (typeof SCHOOLS)[number];
export const schoolOf = (user: number): School => (user === NIGHT ? 1 : 0);

export type Schools = ReturnType<typeof createSchools>;

export function createSchools(device: Device, chance: number, say: (sentence: string) => void) {
  const browser = createBrowser();
  const all = SCHOOLS.map(() => createRules(chance, say, browser));
  /** The school of each course, which is the school of its site as the worker stored it. */
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
    /** Connects a user to a school. */
    connectUser(user: number, school: School): void {
      at(school).connectUser(user);
    },
    /** Discards what waits of an unfollowed course at every school, once its undo time is over. */
    discardPlaces(now: number): void {
      const stored = neverOf(device);
      for (const [course, due] of browser.never) {
        if (due === null || stored.get(COURSES[course] ?? '') !== null) continue;
        if (now < Math.floor(due))
          say(`the waiting place of course ${course} was discarded before its undo time was over`);
        for (const rules of all) rules.discardPlaces(course, { due, ours: false, missed: false });
        browser.never.set(course, null);
      }
    },
    at,
    of,
    ownerOf,
    /** Moves what waits to the school that now has the site, as the worker stored it. */
    reassignSites(now: number): void {
      const night = connectionsOf(device).find((_, i) => i === 1);
      for (const course of COURSES.keys()) {
        const school: School = night?.sites.includes(siteOf(course)) === true ? 1 : 0;
        if (school === ownerOf(course)) continue;
        const moved = of(course).removeWaiting(course);
        owners[course] = school;
        if (moved) of(course).addWaiting(course, moved, now);
      }
    },
    /** Sets the course in front, or null if the model does not know it. */
    setFront(course: number | null): void {
      for (const rules of all) rules.markMaybeDropped();
      browser.front = course;
    },
    seePlace(visit: Visit, now: number, sure: boolean, seen = now): void {
      for (const rules of all) rules.markMaybeDropped();
      of(visit.course).seePlace(visit, now, sure, seen);
    },
    skipBackoff(): void {
      for (const rules of all) rules.skipBackoff();
    },
  };
}
