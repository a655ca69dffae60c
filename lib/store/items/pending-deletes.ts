import * as z from 'zod/mini';
import { defineItem } from '../core/item.ts';
import { guid, whole } from '../../shared/schema.ts';

const pendingDelete = z.object({
  connectionId: z.string(),
  courseKey: z.string(),
  /** Ids of what is to be deleted; null where there is nothing. */
  edx: z.nullable(whole),
  ours: z.nullable(guid),
  /** Never carried out before this time (ms). */
  due: z.number(),
  attempts: whole,
  /** The server refused: it stays until the learner tries again or takes it back. */
  failed: z.nullable(z.string()),
  /** With it the course stopped being followed: undone, it is followed again. */
  stops: z.boolean(),
});
export type PendingDelete = z.infer<typeof pendingDelete>;

/** Deletes that can still be undone. A set: one never cancels another. */
export const deletes = defineItem<PendingDelete[]>({
  key: 'deletes',
  version: 1,
  schema: z.array(pendingDelete),
  fallback: () => [],
});

/** Courses of a connection for which a delete is on its way: nothing is sent for them meanwhile. */
export function coursesBeingDeleted(
  all: readonly PendingDelete[],
  connectionId: string | undefined,
): ReadonlySet<string> {
  const mine = all.filter((one) => one.connectionId === connectionId && one.failed === null);
  return new Set(mine.map(({ courseKey }) => courseKey));
}

/** Nothing to ask of a server, so that it needs neither key nor network. */
export const isStopAlone = ({ edx, ours, stops, failed }: PendingDelete): boolean =>
  edx === null && ours === null && stops && failed === null;
