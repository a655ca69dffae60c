import type { Device } from '../../harness/fake-device.ts';
import { COURSES, NIGHT, siteOf, type Visit } from './campus.ts';
import { connectionsOf, pendingOf } from './read-storage.ts';
import { createBrowser } from './model-state.ts';
import type { Pending } from './course.ts';
import { createRules, type Rules } from './rules.ts';

/* The schools of one browser: each has the rules of its own lane, and some of the sites. */

const bareStop = (due: number): Pending => {
  const rest = { done: new Set<never>(), missed: false, attempts: 0, failed: false };
  return { ours: false, school: false, stops: true, due, ...rest };
};

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

  /**
   * What went along of a course that was just left is forgotten where it is now.
   * @param sure something surely went along
   */
  function followStop(course: number, sure: boolean): void {
    const { state } = of(course);
    const isLeft = all.some((one) => {
      const pending = one.state.deletes.get(course);
      return pending?.stops === true && !pending.failed;
    });
    if (!isLeft || state.deletes.has(course)) return;
    const mine = pendingOf(device, ownerOf(course)).find(
      ({ courseKey }) => courseKey === COURSES[course],
    );
    if (mine) state.deletes.set(course, bareStop(mine.due));
    else if (sure) say(`what went along of course ${course} would not be forgotten`);
  }

  return {
    browser,
    all,
    /** Another user is connected there: all that waits goes along. */
    connects(user: number, school: School): void {
      const { state, course, connects } = at(school);
      const left = new Map([...state.deletes].filter(([, { stops, failed }]) => stops && !failed));
      const waits = [...left.keys()].filter((one) => course(one).waits && !course(one).doubt);
      const waited = new Set(waits);
      connects(user);
      for (const [number] of left) {
        if (state.deletes.has(number)) continue;
        const mine = pendingOf(device, school).find(
          ({ courseKey }) => courseKey === COURSES[number],
        );
        if (mine) state.deletes.set(number, bareStop(mine.due));
        // To another person nothing goes along.
        else if (
          waited.has(number) &&
          course(number).waits &&
          Date.now() < (left.get(number)?.due ?? 0)
        ) {
          say(`what went along of course ${number} would not be forgotten`);
        }
      }
    },
    at,
    of,
    ownerOf,
    /** As soon as sites are stored for another school, what waits goes along. */
    rearranges(now: number): void {
      const night = connectionsOf(device).find((_, i) => i === 1);
      for (const course of COURSES.keys()) {
        const school: School = night?.sites.includes(siteOf(course)) === true ? 1 : 0;
        if (school === ownerOf(course)) continue;
        const moved = of(course).givesUp(course);
        owners[course] = school;
        if (moved) of(course).takesIn(course, moved, now);
        followStop(course, moved?.sure === true);
      }
    },
    /** Which place is in front from now on; null when that is not told here. */
    turnsTo(course: number | null): void {
      for (const rules of all) rules.putAside();
      browser.front = course;
    },
    sees(visit: Visit, now: number, sure: boolean, seen = now): void {
      for (const rules of all) rules.putAside();
      of(visit.course).sees(visit, now, sure, seen);
    },
    hurries(): void {
      for (const rules of all) rules.hurries();
    },
  };
}
