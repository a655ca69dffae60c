import type { Answer, Fault } from './types.ts';

/* What a fault means, for all code that asks the server. */

export type Meaning =
  /** The fault may pass: the same request may work the next time. */
  | 'retry'
  /** The API does not accept the key, or not for this user. No other request would work either. */
  | 'auth'
  /** The API, or what is stored there, rejects only this request. */
  | 'rejected';

export function classify(fault: Fault): Meaning {
  if (fault.kind === 'not-ours') return 'rejected';
  if (fault.kind !== 'status') return 'retry';
  const { status, ofRow } = fault;
  if (ofRow) return 'rejected';
  if (status === 401 || status === 403) return 'auth';
  return status === 408 || status === 429 || status >= 500 ? 'retry' : 'rejected';
}

/**
 * Whether the API answered with this status. An answer from something in the API's place does not
 * count.
 */
export const isStatus = (answer: Answer<unknown>, status: number): boolean =>
  !answer.ok && answer.fault.kind === 'status' && answer.fault.status === status;

/** Returns how long the server asks Waypoint to wait (ms); 0 if it does not say. */
export const askedToWait = (fault: Fault): number =>
  'retryAfter' in fault ? (fault.retryAfter ?? 0) : 0;
