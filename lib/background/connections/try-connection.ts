import type { Connection } from '../../store/items/connections.ts';
import { stayAwake } from '../scheduler/keep-alive.ts';
import type { StateWriter } from '../state/state-writer.ts';
import { cancelledIn, type RequestCancelled } from '../scheduler/under-way.ts';

/* A key that is tried before it is kept. */

const JOB = 'trying';

/**
 * Aborts when what is tried is not wanted any more: everything is deleted, or the connection that the key
 * is for is disconnected, removed or edited meanwhile.
 */
export const trying = (
  { underWay }: StateWriter,
  known: Pick<Connection, 'id'> | undefined,
): AbortSignal => (known ? underWay.signal(JOB, known.id) : underWay.signal(JOB));

/** What comes of it; RequestCancelled when it was ended. */
export const whileTrying = <T>(job: () => Promise<T>): Promise<T | RequestCancelled> =>
  stayAwake(job).catch(cancelledIn);
