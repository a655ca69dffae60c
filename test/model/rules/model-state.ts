import type { Visit } from './campus.ts';
import { unknownCourse, type Course, type Pending } from './course.ts';
import type { Kind } from './exchange.ts';
import type { Shown } from './reply.ts';

/* What the rules know of one browser: all that their parts share. */

export interface Send {
  readonly course: number;
  /** Of which connection it is: the same user may be connected anew. */
  readonly connection: number;
  readonly asked: Kind[];
  /** What may be written in it. */
  readonly newest: readonly Visit[];
  readonly known: boolean;
  visit: Visit | null;
  /** Which of what waited it sends. */
  readonly n: number | null;
  /** How long its place had waited, at least and at most (ms). */
  readonly age: { least: number; most: number };
  /** When its first request was made. */
  readonly at: number;
  /** The text that was written last in it. */
  text: string;
  /** What the last answer shows, from which the worker knows what to do. */
  shown: Shown | null;
  duplicates: ReadonlySet<string>;
  /** Why the last `read` or `delete` was asked. */
  purpose: 'late' | 'confirm' | 'duplicate' | 'entry' | null;
  /** A create was answered with "it is there already". */
  conflict: boolean;
  lookedInList: boolean;
  gone: boolean;
  /** The server said yes, and not that it has what was written. */
  unconfirmed: boolean;
  /** It was created: what follows looks whether it is alone. */
  created: boolean;
  over: boolean;
}

export type ModelState = ReturnType<typeof createModelState>;
export type Browser = ReturnType<typeof createBrowser>;

/** What holds for all schools of a browser. */
export const createBrowser = () => ({
  paused: false,
  /** The course of the newest place; null when that is not known. */
  front: null as number | null,
  /** Tabs that show an exam and have said so. */
  exams: new Set<number>(),
  /**
   * Courses that are surely not followed any more, and when what waits of each is discarded; null once
   * nothing of it is kept.
   */
  never: new Map<number, number | null>(),
  /** Courses that are surely paused by themselves. */
  pausedCourses: new Set<number>(),
});

/**
 * What is known of one school of a browser.
 * @param chance what chance says, each time: the waits after failures are drawn by it
 */
export function createModelState(
  chance: number,
  broken: (sentence: string) => void,
  browser: Browser,
) {
  const state = {
    user: null as number | null,
    /** Counts the users that were connected. */
    connection: 0,
    connected: false,
    stopped: false,
    /** The server asked for it with Retry-After. */
    notBefore: 0,
    /** When the learner's Try again last counted in spite of that. */
    overruled: 0,
    /** The course that was written last; null when that is not known. */
    lastCourse: null as number | 'none' | null,
    /** A worker was stopped when it may just have stored that the key was refused. */
    unsure: false,
    deletes: new Map<number, Pending>(),
    /** For how many tries of a course the waits after failures are over. */
    backoffSkips: new Map<number, number>(),
  };
  const courses = new Map<number, Course>();

  function course(number: number): Course {
    const found = courses.get(number) ?? unknownCourse();
    courses.set(number, found);
    return found;
  }

  return {
    chance,
    broken,
    browser,
    state,
    courses,
    course,
    send: null as Send | null,
    /** So many places have waited. */
    count: 0,
    /** What was taken for sure since everything last came to rest, as it was before. */
    unsure: new Map<number, Course>(),
    before: null as Pick<typeof state, 'stopped' | 'notBefore' | 'lastCourse'> | null,
    /** Places that were written for today's user, perhaps in vain, and for those before. */
    attempted: [] as Visit[],
    former: [] as { user: number; visit: Visit }[],
  };
}
