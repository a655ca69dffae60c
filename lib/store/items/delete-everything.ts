import * as z from 'zod/mini';
import { oneOf, whole, word } from '../../shared/schema.ts';
import { defineItem, type Item } from '../core/item.ts';

/** Why something was not deleted. */
const reason = oneOf(
  z.object({ kind: word('status'), status: whole, words: z.string() }),
  /** Something between Waypoint and the API answered in the API's place. */
  z.object({ kind: word('intermediary'), status: whole }),
  z.object({
    kind: word(
      'no-network',
      'no-access',
      'timeout',
      'not-ibl',
      /** Neither Waypoint nor, for this user, the school wrote it. */
      'not-ours',
      /** The connection has no key. */
      'not-connected',
      /** The school's server gave no id for the row. */
      'no-id',
      /** The server did not list everything that it has. */
      'not-whole',
      /** The server confirmed the delete and still lists the row. */
      'stays',
      /** Each time Waypoint deleted what was listed, the server listed a new row. */
      'anew',
      /** The learner stopped the delete first. */
      'stopped',
      /** The server was too slow to delete everything. */
      'too-long',
      /** The row is named like a memory of Waypoint, but is not in the form that Waypoint writes. */
      'odd',
    ),
  }),
);
export type EraseReason = z.infer<typeof reason>;

const account = z.object({ id: z.string(), org: z.string(), username: z.string() });

const row = z.object({
  account,
  part: word('waypoint', 'school'),
  /**
   * The course, or the row's name if Waypoint cannot read a course from it; null for everything
   * that is left of the part.
   */
  what: z.nullable(z.string()),
});

const erasure = z.object({
  /** What the learner ticked. `here`: this browser's part, or the key of the one connection. */
  waypoint: z.boolean(),
  school: z.boolean(),
  here: z.boolean(),
  /** `over`: the servers' part has ended; what `failed` lists was not deleted. */
  step: word('server', 'here', 'over'),
  since: z.number(),
  /** When Waypoint gives up the servers' part (ms). Each run sets another time. */
  until: z.number(),
  /**
   * Connections and parts that are done, as `<id> <part>`. This run does not look at them again.
   */
  finished: z.array(z.string()),
  gone: z.array(row),
  failed: z.array(z.object({ ...row.shape, reason })),
  /** How many rows are to be deleted, as far as Waypoint has counted. */
  found: whole,
  /** When the part in this browser was done (ms), or null. */
  hereDone: z.nullable(z.number()),
});
/** A delete of everything: under way, or its result until the learner has read it. */
export type Erasure = z.infer<typeof erasure>;
export type EraseRow = z.infer<typeof row>;
export type ErasePart = EraseRow['part'];

/**
 * Returns the item of the delete at one connection that is being disconnected: Waypoint removes its
 * key as soon as everything that Waypoint stored on the server is deleted. Without a connection,
 * returns the item of the delete at all connections.
 */
export const erasureOf = (connectionId: string | null): Item<Erasure | null> =>
  defineItem<Erasure | null>({
    key: connectionId === null ? 'erasure' : `disconnecting:${connectionId}`,
    version: 1,
    schema: z.nullable(erasure),
    fallback: () => null,
  });

/**
 * The only item that survives the delete of everything in this browser, until the learner closes
 * it.
 */
export const erasures = erasureOf(null);

/** Whether a delete of everything is under way. Waypoint sends nothing else meanwhile. */
export async function isErasing(): Promise<boolean> {
  return isUnderWay(await erasures.read());
}

export const isUnderWay = (now: Erasure | null): boolean => now !== null && now.step !== 'over';
