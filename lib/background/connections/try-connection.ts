import type { Connection } from '../../store/items/connections.ts';
import type { StateWriter } from '../state/state-writer.ts';

/** The test of a key before it is saved. */
const JOB = 'trying';

/**
 * Returns a signal that aborts when the test is not wanted any more: everything is deleted, or the
 * connection of the key is disconnected, removed or edited meanwhile.
 */
export const trying = (
  { underWay }: StateWriter,
  known: Pick<Connection, 'id'> | undefined,
): AbortSignal => (known ? underWay.signal(JOB, known.id) : underWay.signal(JOB));
