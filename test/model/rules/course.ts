import type { Visit } from './campus.ts';

/* What the rules know of one course. What cannot be known is said to be so. */

export interface Sighting {
  readonly visit: Visit;
  readonly seen: number;
}

export interface Waiting extends Sighting {
  readonly since: number;
  /** When it was noted: not before `at`, and not after `latest`. */
  readonly at: number;
  readonly latest: number;
  /** Which of all that waited it is: the same place may wait again while it is being sent. */
  readonly n: number;
}

/** What is known of the school's own server: whether it keeps the course; null when that is not told. */
export interface School {
  readonly keeps: boolean | null;
  readonly at: number;
  /** When it had written last, in its own words. */
  readonly modified: string | null;
  /** What was there before, until this is surely stored. */
  readonly before: School | null;
}

export interface Course {
  /** The newest allowed places; several when it is not known which of them were noted. */
  newest: readonly Visit[];
  /** True after a place was taken back: what is stored of the course is not told here. */
  vague: boolean;
  /** What may be waiting, and since when. */
  waits: Waiting | null;
  /** What may have waited before it in another subsection: that comes back when it is taken back. */
  fallback: { readonly waits: Waiting; readonly sure: boolean } | null;
  attempts: number;
  /** Tries that may be noted beside those. */
  hidden: number;
  notBefore: number;
  refusals: number;
  stopped: boolean;
  /** What the server surely has from here, while nothing else was tried since. */
  written: { visit: Visit; at: number } | null;
  /** What was written before something else was tried. */
  before: Visit | null;
  /** The ids are surely known. */
  known: boolean;
  /** A create was sent, and nothing showed its row since: no other may be sent. */
  created: boolean;
  /** What waits may have been written already, by a worker that was stopped then. */
  doubt: boolean;
  /** Null when the school was surely not asked yet. */
  school: School | null;
  /** The newest place may rest with the school, which keeps it itself. */
  kept: boolean;
  /** Places of which a text may have gone out from here. */
  readonly own: Visit[];
}

export const unknownCourse = (): Course => ({
  newest: [],
  vague: false,
  waits: null,
  fallback: null,
  attempts: 0,
  hidden: 0,
  notBefore: 0,
  refusals: 0,
  stopped: false,
  written: null,
  before: null,
  known: false,
  created: false,
  doubt: false,
  school: null,
  kept: false,
  own: [],
});

/** Not told: the school may have been asked or not. */
export const UNKNOWN_SCHOOL: School = { keeps: null, at: 0, modified: null, before: null };

export interface Pending {
  /** What Waypoint wrote is deleted with it, and what waits for the course forgotten. */
  readonly ours: boolean;
  readonly school: boolean;
  readonly stops: boolean;
  /** Parts that are surely gone. */
  done: Set<'ours' | 'school'>;
  /** The memory was not there any more. */
  missed: boolean;
  due: number;
  attempts: number;
  failed: boolean;
}
