import * as z from 'zod/mini';
import { whole, word } from '../../shared/schema.ts';
import { defineItem, type Item } from '../core/item.ts';

const disconnecting = z.object({
  /** When the learner asked for it (ms). */
  since: z.number(),
  /** Whether the server is still to be asked what there is, or it is being deleted. */
  stage: word('list', 'delete'),
  /** How much there was to delete, as far as the server has told. */
  total: whole,
  /** There is more than one memory of some course: the server is asked once more at the end. */
  more: z.boolean(),
  /** Tries to ask the server, and when the next one is (ms). */
  attempts: whole,
  due: z.number(),
  /** The server refused to tell, in these words. */
  failed: z.nullable(z.string()),
  /** The learner wants the key kept until the rest is gone: also what was refused is tried again. */
  patient: z.boolean(),
});
export type Disconnecting = z.infer<typeof disconnecting>;

/** A connection whose key goes as soon as all that Waypoint stored there is deleted; else null. */
export function disconnectingOf(connectionId: string): Item<Disconnecting | null> {
  return defineItem<Disconnecting | null>({
    key: `disconnecting:${connectionId}`,
    version: 1,
    schema: z.nullable(disconnecting),
    fallback: () => null,
  });
}
