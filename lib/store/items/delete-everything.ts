import * as z from 'zod/mini';
import { oneOf, whole, word } from '../../shared/schema.ts';
import { defineItem } from '../core/item.ts';

/** Why something is still there. */
const reason = oneOf(
  z.object({ kind: word('status'), status: whole, words: z.string() }),
  z.object({ kind: word('no-network') }),
  z.object({ kind: word('no-access') }),
  z.object({ kind: word('timeout') }),
  z.object({ kind: word('not-ibl') }),
  /** Something on the way answered in the API's place. */
  z.object({ kind: word('intermediary'), status: whole }),
  /** It is not what Waypoint, or the school for this user, wrote. */
  z.object({ kind: word('not-ours') }),
  /** There is no key for this connection. */
  z.object({ kind: word('not-connected') }),
  /** The school's server gave no id for it. */
  z.object({ kind: word('no-id') }),
  /** The server did not list all that it has. */
  z.object({ kind: word('not-whole') }),
  /** The server said yes, and still lists it. */
  z.object({ kind: word('stays') }),
  /** The server wrote it again, each time it was deleted. */
  z.object({ kind: word('anew') }),
  /** The learner stopped it before. */
  z.object({ kind: word('stopped') }),
  /** The server was too slow for all of it. */
  z.object({ kind: word('too-long') }),
  /** It has a name of Waypoint's, and is not in the form that Waypoint writes. */
  z.object({ kind: word('odd') }),
);
export type EraseReason = z.infer<typeof reason>;

const account = z.object({ id: z.string(), org: z.string(), username: z.string() });

const row = z.object({
  account,
  part: word('waypoint', 'school'),
  /** The course, or the name where no course can be read; null for all that is left of the part. */
  what: z.nullable(z.string()),
});

const erasure = z.object({
  /** What the learner ticked. */
  waypoint: z.boolean(),
  school: z.boolean(),
  here: z.boolean(),
  /** `over`: the server's part came to its end; what is in `failed` is still there. */
  step: word('server', 'here', 'over'),
  since: z.number(),
  /** When the server's part is given up (ms); each run has another. */
  until: z.exactOptional(z.number()),
  /** Connections and parts that are done with, as `id part`: not looked at again in this run. */
  finished: z.array(z.string()),
  gone: z.array(row),
  failed: z.array(z.object({ ...row.shape, reason })),
  /** How many rows are to be deleted, as far as they were counted. */
  found: whole,
  /** When the part in this browser was done (ms), or null. */
  hereDone: z.nullable(z.number()),
});
/** A delete of everything: under way, or its end until the learner has read it. */
export type Erasure = z.infer<typeof erasure>;
export type EraseRow = z.infer<typeof row>;
export type ErasePart = EraseRow['part'];

/** Alone survives the delete of all that is kept here, until the learner closes it. */
export const erasures = defineItem<Erasure | null>({
  key: 'erasure',
  version: 1,
  schema: z.nullable(erasure),
  fallback: () => null,
});

/** Whether it is under way: nothing else is sent meanwhile. */
export async function isErasing(): Promise<boolean> {
  const now = await erasures.read();
  return now !== null && now.step !== 'over';
}
