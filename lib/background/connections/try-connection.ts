import type { Connection } from '../../store/items/connections.ts';
import { stayAwake } from '../scheduler/keep-alive.ts';
import type { Ledger } from '../state/state-writer.ts';
import { heldIn, type Held } from '../scheduler/under-way.ts';

/* A key that is tried before it is kept. */

const JOB = 'trying';

/**
 * Aborts when what is tried is not wanted any more: everything is deleted, or the connection that the key
 * is for is disconnected, removed or edited meanwhile.
 */
export const trying = (
  { underWay }: Ledger,
  known: Pick<Connection, 'id'> | undefined,
): AbortSignal => (known ? underWay.signal(JOB, known.id) : underWay.signal(JOB));

/** What comes of it; Held when it was ended. */
export const whileTrying = <T>(job: () => Promise<T>): Promise<T | Held> =>
  stayAwake(job).catch(heldIn);
