import type { Visit } from './campus.ts';
import { unknownCourse, type Course, type Pending } from './course.ts';
import type { Kind } from './exchange.ts';
import { createPauses } from './pauses.ts';
import type { Shown } from './reply.ts';

/* What the model knows about one browser and one school. All parts of the rules share it. */

export interface Send {
  readonly course: number;
  /** Which connection the send belongs to. The same user may be connected again. */
  readonly connection: number;
  readonly asked: Kind[];
  /** The places that the send may write. */
  readonly newest: readonly Visit[];
  readonly known: boolean;
  visit: Visit | null;
  /** Which waiting place (`Waiting.n`) it sends. */
  readonly n: number | null;
  /** How long its place had waited, at least and at most (ms). */
  readonly age: { least: number; most: number };
  /** When its first request was made. */
  readonly at: number;
  /** The last text that the send wrote. */
  text: string;
  /** What the last answer showed. */
  shown: Shown | null;
  duplicates: ReadonlySet<string>;
  /** Why the last `read` or `delete` was sent. */
  purpose: 'late' | 'confirm' | 'duplicate' | 'entry' | null;
  /** The server answered a create with 409: the memory exists. */
  conflict: boolean;
  lookedInList: boolean;
  gone: boolean;
  /** The server accepted a write and did not show its text. */
  unconfirmed: boolean;
  /** The memory was created. The next requests look for duplicates. */
  created: boolean;
  /** A create was sent before. The send may look for its twins after the write. */
  readonly twins: boolean;
  over: boolean;
}

export type ModelState = ReturnType<typeof createModelState>;
export type Browser = ReturnType<typeof createBrowser>;

/** Creates what all schools of a browser share. */
export function createBrowser() {
  const pauses = createPauses();
  let front: number | null = null;
  return {
    pauses,
    get paused(): boolean {
      return pauses.everything();
    },
    /**
     * The course of the newest place, or null if the model does not know: after the pause of a course,
     * the worker clears what tabs show of it.
     */
    get front(): number | null {
      return pauses.hasEndedCourse() ? null : front;
    },
    set front(course: number | null) {
      front = course;
    },
    /** Tabs that reported an exam. */
    exams: new Set<number>(),
    /**
     * Courses that are certainly not followed, and when the waiting place of each is discarded. Null once
     * it is discarded.
     */
    never: new Map<number, number | null>(),
  };
}

/**
 * Creates what the model knows about one school of a browser.
 * @param chance replaces every random number (0 to 1), from which the waits after failures follow
 */
export function createModelState(
  chance: number,
  broken: (sentence: string) => void,
  browser: Browser,
) {
  const state = {
    user: null as number | null,
    /** Counts the users who were connected. */
    connection: 0,
    connected: false,
    stopped: false,
    /** The end of a Retry-After. */
    notBefore: 0,
    /** When **Try again** last overruled a Retry-After. */
    overruled: 0,
    /** The course that was written last, or null if the model does not know. */
    lastCourse: null as number | 'none' | null,
    /** Whether a stopped worker may have stored that the server rejected the key. */
    unsure: false,
    deletes: new Map<number, Pending>(),
    /** How many attempts of a course may ignore the backoff. */
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
    /** How many places have waited. */
    count: 0,
    /** Courses as they were before the answers that the worker may not have stored yet. */
    unsure: new Map<number, Course>(),
    before: null as Pick<typeof state, 'stopped' | 'notBefore' | 'lastCourse'> | null,
    /** Places that the worker tried to write for the current user, and for former users. */
    attempted: [] as Visit[],
    former: [] as { user: number; visit: Visit }[],
  };
}
