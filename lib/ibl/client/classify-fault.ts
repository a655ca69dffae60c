import type { Answer, Fault } from './types.ts';

/* What a fault means, said once for all who ask the server. */

export type Meaning =
  /** It passes by itself: the same request may work the next time. */
  | 'retry'
  /** The API does not take the key, or not for this user: nothing else would work either. */
  | 'auth'
  /** The API, or what is stored there, says no to this one thing. */
  | 'rejected';

export function classify(fault: Fault): Meaning {
  if (fault.kind === 'not-ours') return 'rejected';
  if (fault.kind !== 'status') return 'retry';
  const { status, ofRow } = fault;
  if (ofRow) return 'rejected';
  if (status === 401 || status === 403) return 'auth';
  return status === 408 || status === 429 || status >= 500 ? 'retry' : 'rejected';
}

/** Whether the API answered with this status. What answered in its place counts for nothing. */
export const isStatus = (answer: Answer<unknown>, status: number): boolean =>
  !answer.ok && answer.fault.kind === 'status' && answer.fault.status === status;

/** For how long the server wants to be left alone (ms); 0 where it does not say. */
export const askedToWait = (fault: Fault): number =>
  'retryAfter' in fault ? (fault.retryAfter ?? 0) : 0;
