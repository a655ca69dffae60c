import * as z from 'zod/mini';
import { defineItem } from '../core/item.ts';
import { guid, whole } from '../../shared/schema.ts';

const pendingDelete = z.object({
  connectionId: z.string(),
  courseKey: z.string(),
  /** Ids of what is to be deleted, at least one of them; null if there is nothing to delete. */
  edx: z.nullable(whole),
  ours: z.nullable(guid),
  /** Waypoint does not delete before this time (ms). */
  due: z.number(),
  attempts: whole,
  /**
   * The server's words if it rejected the delete, or null. A rejected delete stays until the
   * learner tries again or takes it back.
   */
  failed: z.nullable(z.string()),
  /**
   * Whether the learner unfollowed the course with this delete. Undoing the delete follows the
   * course again.
   */
  stops: z.boolean(),
});
export type PendingDelete = z.infer<typeof pendingDelete>;

/** Deletes that can still be undone. A new delete never cancels another. */
export const deletes = defineItem<PendingDelete[]>({
  key: 'deletes',
  version: 1,
  schema: z.array(pendingDelete),
  fallback: () => [],
});

/**
 * Returns the courses of a connection that have a delete on its way. Waypoint sends nothing for
 * them meanwhile.
 */
export function coursesBeingDeleted(
  all: readonly PendingDelete[],
  connectionId: string | undefined,
): ReadonlySet<string> {
  const mine = all.filter((one) => one.connectionId === connectionId && one.failed === null);
  return new Set(mine.map(({ courseKey }) => courseKey));
}
