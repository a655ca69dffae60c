import { COURSES, siteOf, type Visit } from '../rules/campus.ts';

/* What the learner did, as far as the promises depend on it. Nothing is promised where that is uncertain. */

/** The account names that course pages show of the learner, and of somebody else at the same computer. */
export const LEARNER = 'ada';
export const SOMEBODY = 'bob';
/** Names a unit that somebody else opens. */
export const somebodysUnit = (n: number) => `somebodys-${n}-`;

type Paused = 'no' | 'perhaps' | 'surely';

export type Person = ReturnType<typeof createPerson>;

export function createPerson() {
  /** Tabs with an exam that the worker knows of, with the course of each. */
  const exams = new Map<number, number>();
  /** How many creates may still be sent for a course, by user and course. */
  const creates = new Map<string, { left: number }>();
  /** Sites where the other account may count as the learner's: they confirmed it, or no account is known. */
  const acceptedSites = new Set<string>();
  const is = { paused: 'no' as Paused, until: Infinity, connected: false };

  function createsOf(user: string, course: number): { left: number } {
    const key = `${user} ${course}`;
    const found = creates.get(key) ?? { left: 1 };
    creates.set(key, found);
    return found;
  }

  return {
    exams: () => [...exams.keys()],
    addExam: (tab: number, course: number) => void exams.set(tab, course),
    /** Waypoint stops reading a site, so its exams no longer count. */
    leaveSite(course: number): void {
      for (const [tab, of] of exams) if (siteOf(of) === siteOf(course)) exams.delete(tab);
    },
    leaveExam: (tab: number) => void exams.delete(tab),
    /** Ends the tab's exam on another site, because the worker may not hear of the change. */
    moveExam(tab: number, course: number): void {
      const of = exams.get(tab);
      if (of !== undefined && siteOf(of) !== siteOf(course)) exams.delete(tab);
    },
    clearExams: () => exams.clear(),
    paused: (): Paused => (Date.now() < is.until ? is.paused : 'no'),
    /** @param until when the pause ends by itself (ms) */
    setPaused: (paused: Paused, until = Infinity) => void Object.assign(is, { paused, until }),
    /** Makes a pause uncertain, because Delete everything also deletes the pause. */
    markPauseUncertain: () => void (is.paused = is.paused === 'no' ? 'no' : 'perhaps'),
    mayUseKey: () => is.connected,
    setConnected: (connected: boolean) => void (is.connected = connected),
    mayBeSent: ({ course, unit }: Visit) =>
      !unit.startsWith(somebodysUnit(0).slice(0, 9)) || acceptedSites.has(siteOf(course)),
    /** From now on units of the other account may be sent. */
    acceptAccount: (course: number) => void acceptedSites.add(siteOf(course)),
    acceptAllAccounts: () => COURSES.forEach((_, course) => acceptedSites.add(siteOf(course))),
    creates: createsOf,
    /** Allows one more create for each course, because the learner asked again or the memory is gone. */
    allowCreates(): void {
      for (const one of creates.values()) one.left = Math.max(one.left, 0) + 1;
    },
    allowCreate(course: number): void {
      for (const [key, one] of creates) {
        if (key.endsWith(` ${course}`)) one.left = Math.max(one.left, 0) + 1;
      }
    },
  };
}
