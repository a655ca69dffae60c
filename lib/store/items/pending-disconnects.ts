import * as z from 'zod/mini';
import { whole, word } from '../../shared/schema.ts';
import { defineItem, type Item } from '../core/item.ts';

const disconnecting = z.object({
  /** When the learner asked to disconnect (ms). */
  since: z.number(),
  /**
   * `list`: Waypoint still has to ask the server what there is; `delete`: Waypoint is deleting it.
   */
  stage: word('list', 'delete'),
  /** How many memories there were to delete, as far as the server has said. */
  total: whole,
  /**
   * Whether some course has more than one memory. Waypoint then asks the server once more at the
   * end.
   */
  more: z.boolean(),
  /** How often Waypoint tried to ask the server, and when the next try is due (ms). */
  attempts: whole,
  due: z.number(),
  /** The server's words if it refused to list the memories, or null. */
  failed: z.nullable(z.string()),
  /**
   * Whether the learner wants to keep the key until the rest is deleted. Waypoint then also retries
   * what the server rejected.
   */
  patient: z.boolean(),
});
export type Disconnecting = z.infer<typeof disconnecting>;

/**
 * Returns the item for a connection that is disconnecting: Waypoint removes its key as soon as
 * everything that Waypoint stored on the server is deleted. The item is null otherwise.
 */
export function disconnectingOf(connectionId: string): Item<Disconnecting | null> {
  return defineItem<Disconnecting | null>({
    key: `disconnecting:${connectionId}`,
    version: 1,
    schema: z.nullable(disconnecting),
    fallback: () => null,
  });
}
