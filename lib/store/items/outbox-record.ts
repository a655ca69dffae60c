import * as z from 'zod/mini';
import { few, guid, oneOf, whole, word } from '../../shared/schema.ts';
import { placeSchema } from '../core/place-schema.ts';
import type { Shape } from '../core/versioned.ts';

/* The outbox record: what is stored for one course and one connection. */

const visit = z.object({
  unitKey: z.string(),
  title: z.string(),
  /** Origin of the site where the learner visited the unit. */
  site: z.exactOptional(z.string()),
});
export type Visit = z.infer<typeof visit>;

/** Why the last try failed, while Waypoint will try again without the learner. */
const sendError = oneOf(
  /** `intermediary`: something between Waypoint and the API answered in the API's place. */
  z.object({ kind: word('server', 'intermediary'), status: z.number() }),
  /**
   * `not-ibl`: the answer was not in the form of an ibl.ai server. `not-shown`: a create was sent,
   * and the server does not show what it created.
   */
  z.object({ kind: word('no-network', 'timeout', 'not-ibl', 'not-shown') }),
);
export type SendError = z.infer<typeof sendError>;

const pendingPlace = z.object({
  place: placeSchema,
  seq: whole,
  /** When the first unsent place came (ms). */
  since: z.number(),
  /** When this place came (ms). */
  at: z.number(),
  /**
   * The tab that the place came from. Waypoint asks this tab before it sends the place. After a
   * browser start no tab answers to this id.
   */
  tabId: whole,
  /** False while the page may still turn out to be of another account. */
  verified: z.boolean(),
  /** Whether the journal and `visited` have the place. */
  journaled: z.boolean(),
});
export type PendingPlace = z.infer<typeof pendingPlace>;

const record = z.object({
  /**
   * The places that are not sent yet, oldest first. Only the last one is to be sent. The others are
   * fallback places, should the last one turn out to be of another account, or of a page that may
   * not be read.
   */
  pending: few(pendingPlace, 3),
  /**
   * Counts the places of this course. The order within a record comes from this number, never from
   * a clock.
   */
  seq: whole,
  /** Tries since the last success. */
  attempts: whole,
  /**
   * Texts of tries whose outcome is unknown, newest first. If Waypoint finds one of them on the
   * server, Waypoint wrote it.
   */
  unconfirmed: few(z.string(), 3),
  /** Waypoint does not try again before this time (ms). Stored before each try. */
  notBefore: z.number(),
  lastError: z.nullable(sendError),
  /**
   * Set when the server rejected what was sent; `words` are the server's words. Waypoint still
   * tries a newer place. Status 0: the memory there is not Waypoint's to write. `NOT_SHOWN`:
   * Waypoint created a memory and could not find it.
   */
  rejected: z.nullable(z.object({ status: z.number(), words: z.string() })),
  /** Rejections in a row. After the third, only the learner can try again. */
  rejections: whole,
  lastSent: z.nullable(z.object({ text: z.string(), unitKey: z.string(), at: z.number() })),
  /**
   * The last place that Waypoint gave up, because another device of the learner had written a newer
   * one.
   */
  newerElsewhere: z.nullable(z.object({ unitKey: z.string(), at: z.number() })),
  /**
   * Whether the school's own server tracks the place in this course (edX memory), and when Waypoint
   * asked (ms).
   */
  edxMemory: z.nullable(
    z.object({
      tracks: z.boolean(),
      at: z.number(),
      /** When the server had last written, exactly as the server wrote it. */
      modified: z.nullable(z.string()),
      /** Key of the unit that the server was seen to track. */
      unit: z.nullable(z.string()),
    }),
  ),
  ids: z.nullable(z.object({ memory: guid, entry: guid })),
  /**
   * Set when a create was sent and the server has not listed its row since. Until it does, or the
   * learner tries again, Waypoint sends no other create, and looks for twins with each send. Stored
   * before each create. `looks`: how often Waypoint looked without success.
   */
  created: z.nullable(z.object({ looks: whole })),
  /** The units visited last, newest first. */
  visited: few(visit, 10),
});

/**
 * What is still to be sent, and what was sent, for one connection and course. Only the worker
 * writes it.
 */
export type CourseRecord = z.infer<typeof record>;

/**
 * The status of a stop for a memory that was created and is not shown. The server reported no
 * error.
 */
export const NOT_SHOWN = 200;

export const recordShape: Shape<CourseRecord> = { schema: record, version: 1 };

export const EMPTY_RECORD: CourseRecord = {
  pending: [],
  seq: 0,
  attempts: 0,
  unconfirmed: [],
  notBefore: 0,
  lastError: null,
  rejected: null,
  rejections: 0,
  lastSent: null,
  newerElsewhere: null,
  edxMemory: null,
  ids: null,
  created: null,
  visited: [],
};

/** Returns the place that is still to be sent, or null. */
export const waitingIn = ({ pending }: CourseRecord): PendingPlace | null => pending.at(-1) ?? null;

/**
 * After this many rejections in a row, Waypoint sends nothing of a course until the learner tries
 * again.
 */
export const MOST_REJECTIONS = 3;
