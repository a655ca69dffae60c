import { COURSES, siteOf, type Visit } from '../rules/campus.ts';

/* What a learner did, as far as a promise hangs on it. What is not certain is left out of the promise. */

/** The name that a course page shows of the learner, and that of somebody else at the same computer. */
export const LEARNER = 'ada';
export const SOMEBODY = 'bob';
/** Units that somebody else opens have such a name. */
export const somebodysUnit = (n: number) => `somebodys-${n}-`;

type Paused = 'no' | 'perhaps' | 'surely';

export type Person = ReturnType<typeof createPerson>;

export function createPerson() {
  /** Tabs whose exam the worker has heard of, with the course that it is of. */
  const exams = new Map<number, number>();
  /** How many creates may still be sent for a course, by user and course. */
  const creates = new Map<string, { left: number }>();
  /** Sites on which the learner said that the other account is theirs too, or on which nobody is known. */
  const acceptedSites = new Set<string>();
  const is = { paused: 'no' as Paused, connected: false };

  function createsOf(user: string, course: number): { left: number } {
    const key = `${user} ${course}`;
    const found = creates.get(key) ?? { left: 1 };
    creates.set(key, found);
    return found;
  }

  return {
    exams: () => [...exams.keys()],
    seesExam: (tab: number, course: number) => void exams.set(tab, course),
    /** Nothing of a site is read any more, and so no exam there. */
    leavesSite(course: number): void {
      for (const [tab, of] of exams) if (siteOf(of) === siteOf(course)) exams.delete(tab);
    },
    leavesExam: (tab: number) => void exams.delete(tab),
    /** The exam before is left with its site, of which the worker may hear nothing. */
    movesExam(tab: number, course: number): void {
      const of = exams.get(tab);
      if (of !== undefined && siteOf(of) !== siteOf(course)) exams.delete(tab);
    },
    forgetsExams: () => exams.clear(),
    paused: () => is.paused,
    setPaused: (paused: Paused) => void (is.paused = paused),
    /** A pause goes with all else that the browser keeps. */
    mayLosePause: () => void (is.paused = is.paused === 'no' ? 'no' : 'perhaps'),
    mayUseKey: () => is.connected,
    setConnected: (connected: boolean) => void (is.connected = connected),
    mayBeSent: ({ course, unit }: Visit) =>
      !unit.startsWith(somebodysUnit(0).slice(0, 9)) || acceptedSites.has(siteOf(course)),
    /** From now on units of the other account may be told. */
    acceptsAccount: (course: number) => void acceptedSites.add(siteOf(course)),
    acceptsAllAccounts: () => COURSES.forEach((_, course) => acceptedSites.add(siteOf(course))),
    creates: createsOf,
    /** The learner asked again, or the row is gone: one more create is right for each course. */
    allowsCreates(): void {
      for (const one of creates.values()) one.left = Math.max(one.left, 0) + 1;
    },
    allowsCreate(course: number): void {
      for (const [key, one] of creates) {
        if (key.endsWith(` ${course}`)) one.left = Math.max(one.left, 0) + 1;
      }
    },
  };
}
