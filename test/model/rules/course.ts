import type { Visit } from './campus.ts';

/* What the model knows about one course, and what it knows that it cannot know. */

export interface Sighting {
  readonly visit: Visit;
  readonly seen: number;
}

export interface Waiting extends Sighting {
  readonly since: number;
  /** The worker queued the place between `at` and `latest`. */
  readonly at: number;
  readonly latest: number;
  /** A number for each waiting place, because an equal place may wait while this one is being sent. */
  readonly n: number;
}

/** Whether the school's own server keeps the course. `keeps` is null if the model cannot know. */
export interface School {
  readonly keeps: boolean | null;
  readonly at: number;
  /** When the school's server last wrote the course, as it spelled the time. */
  readonly modified: string | null;
  /** The earlier value, until the worker has certainly stored this one. */
  readonly before: School | null;
}

export interface Course {
  /** The newest places that may be sent. Several if the worker may have queued any of them. */
  newest: readonly Visit[];
  /** Whether the model does not know which place the worker has stored, such as after a withdrawn place. */
  vague: boolean;
  /** The place that may be waiting. */
  waits: Waiting | null;
  /** The earlier place of another subsection. It waits again if the newer place is withdrawn. */
  fallback: { readonly waits: Waiting; readonly sure: boolean } | null;
  attempts: number;
  /** Attempts that the worker may have stored in addition. */
  hiddenAttempts: number;
  notBefore: number;
  refusals: number;
  stopped: boolean;
  /** The place that this browser certainly wrote last. Null once it attempted another one. */
  written: { visit: Visit; at: number } | null;
  /** The place that was written before that attempt. */
  before: Visit | null;
  /** Whether the worker certainly knows the server's ids. */
  known: boolean;
  /** Whether a create was sent and no answer showed its row. Then no other create may be sent. */
  created: boolean;
  /** Whether a create was sent since the worker certainly looked for its twins. */
  twins: boolean;
  /** Whether the waiting place may be written or dropped already, such as by a worker that was stopped. */
  doubt: boolean;
  /** Null if the worker has certainly not asked the school yet. */
  school: School | null;
  /** Whether the worker may leave the newest place to the school, which keeps it itself. */
  kept: boolean;
  /** Places that this browser may have sent. */
  readonly own: Visit[];
}

export const unknownCourse = (): Course => ({
  newest: [],
  vague: false,
  waits: null,
  fallback: null,
  attempts: 0,
  hiddenAttempts: 0,
  notBefore: 0,
  refusals: 0,
  stopped: false,
  written: null,
  before: null,
  known: false,
  created: false,
  twins: false,
  doubt: false,
  school: null,
  kept: false,
  own: [],
});

/** The model does not know whether the worker asked the school. */
export const UNKNOWN_SCHOOL: School = { keeps: null, at: 0, modified: null, before: null };

export interface Pending {
  /** Whether Waypoint's memory is deleted, and the waiting place with it. */
  readonly ours: boolean;
  readonly school: boolean;
  readonly stops: boolean;
  /** Parts that are certainly deleted. */
  done: Set<'ours' | 'school'>;
  /** Whether the server no longer had the memory. */
  missed: boolean;
  due: number;
  attempts: number;
  failed: boolean;
}
