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
 * Whether a fault would hit every request to the server, and not only one row. A 403 may be about
 * one row that is locked.
 */
export function isOfAll(fault: Fault): boolean {
  if (fault.kind === 'status') return fault.status === 401 || fault.status === 429;
  return classify(fault) === 'retry' && fault.kind !== 'not-ibl';
}

/**
 * Whether the API answered with one of these statuses. An answer from something in the API's place
 * does not count.
 */
export const isStatus = (answer: Answer<unknown>, ...statuses: readonly number[]): boolean =>
  !answer.ok && answer.fault.kind === 'status' && statuses.includes(answer.fault.status);

/** Returns the server's own words about a fault; empty if there are none. */
export const wordsIn = (fault: Fault): string => (fault.kind === 'status' ? fault.words : '');

/** Returns how long the server asks Waypoint to wait (ms); 0 if it does not say. */
export const askedToWait = (fault: Fault): number =>
  'retryAfter' in fault ? (fault.retryAfter ?? 0) : 0;
