import * as z from 'zod/mini';
import { few, guid, oneOf, whole, word } from '../../shared/schema.ts';
import { placeSchema } from '../core/place-schema.ts';
import type { Shape } from '../core/versioned.ts';

/* What is stored of one course at one connection. */

const visit = z.object({
  unitKey: z.string(),
  title: z.string(),
  /** Origin of the site where it was. */
  site: z.exactOptional(z.string()),
});
export type Visit = z.infer<typeof visit>;

/** Why the last try did not arrive, while it will be tried again by itself. */
const trouble = oneOf(
  z.object({ kind: word('no-network') }),
  z.object({ kind: word('timeout') }),
  z.object({ kind: word('server'), status: z.number() }),
  /** Something on the way answered in the API's place. */
  z.object({ kind: word('intermediary'), status: z.number() }),
  /** The answer was not what an ibl.ai server says. */
  z.object({ kind: word('not-ibl') }),
  /** A create was sent, and the server does not show what it made. */
  z.object({ kind: word('not-shown') }),
);
export type Trouble = z.infer<typeof trouble>;

/** `since`: when the first unsent place came; `at`: this one (ms). */
const waitingPlace = z.object({
  place: placeSchema,
  seq: whole,
  since: z.number(),
  at: z.number(),
  /** The tab it came from, asked before it is sent. After a browser start no tab answers to it. */
  tabId: whole,
});
export type WaitingPlace = z.infer<typeof waitingPlace>;

const record = z.object({
  /** What is still to be sent. */
  waiting: z.nullable(waitingPlace),
  /** While the page of what waits has not told whose it is: what waited before it. */
  unnamed: z.nullable(z.object({ before: z.nullable(waitingPlace) })),
  /** What waited before it: should its page turn out to be one that may not be read, that comes back. */
  replaced: z.nullable(waitingPlace),
  /** Counts the places of this course: order is never told by a clock. */
  seq: whole,
  /** Place already in the journal and in `visited`, by its `seq`. */
  noted: whole,
  /** Tries since the last success. */
  attempts: whole,
  /** Texts of tries whose end is not known, newest first: found on the server, they are our own. */
  tried: few(z.string(), 3),
  /** Not tried again before this time (ms). Stored before each try. */
  notBefore: z.number(),
  trouble: z.nullable(trouble),
  /**
   * The server refused what was sent, in these words. A newer place tries again. Status 0: what is there
   * is not ours to write; `NOT_SHOWN`: what was created was looked for in vain.
   */
  stop: z.nullable(z.object({ status: z.number(), words: z.string() })),
  /** Refusals in a row: after the third only the learner tries again. */
  refusals: whole,
  lastSent: z.nullable(z.object({ text: z.string(), unitKey: z.string(), at: z.number() })),
  /** The last place that was given up, as another device of the learner had written a newer one. */
  newerElsewhere: z.nullable(z.object({ unitKey: z.string(), at: z.number() })),
  /** Whether the school's own server keeps the place in this course, and when it was asked (ms). */
  school: z.nullable(
    z.object({
      keeps: z.boolean(),
      at: z.number(),
      /** When it had written last, in its own words. */
      modified: z.nullable(z.string()),
      /** The unit that it was seen to keep. */
      unit: z.nullable(z.string()),
    }),
  ),
  ids: z.nullable(z.object({ memory: guid, entry: guid })),
  /**
   * A create was sent, and the server did not show its row since: until it does, or the learner asks again,
   * no other is sent. Stored before each create. `looks`: how often it was looked for in vain.
   */
  created: z.nullable(z.object({ looks: whole })),
  /** The last units studied, newest first. */
  visited: few(visit, 10),
});

/** Per connection and course: what is still to be sent, and what was. Only the worker writes it. */
export type CourseRecord = z.infer<typeof record>;

/** The status of a stop for a memory that was created and is not shown: the server said no error. */
export const NOT_SHOWN = 200;

export const recordShape: Shape<CourseRecord> = { schema: record, version: 1 };

export const EMPTY_RECORD: CourseRecord = {
  waiting: null,
  unnamed: null,
  replaced: null,
  seq: 0,
  noted: 0,
  attempts: 0,
  tried: [],
  notBefore: 0,
  trouble: null,
  stop: null,
  refusals: 0,
  lastSent: null,
  newerElsewhere: null,
  school: null,
  ids: null,
  created: null,
  visited: [],
};

/** After so many refusals of a course nothing of it is sent by itself any more. */
export const MOST_REFUSALS = 3;
