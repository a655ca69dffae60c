import type { Fault } from '../../lib/ibl/client/types.ts';
import { LATENCY, QUEUE, SECOND } from './assumptions.ts';
import type { Rules } from './rules.ts';

/** What is wrong with the server for a while. */
export interface Trouble {
  readonly from: number;
  readonly to: number;
  /**
   * `out`: it refuses connections, or a gateway answers 503. `limit`: 429 with Retry-After in
   * seconds. `limit-date`: 429 with the time at which the trouble ends. `slow`: it serves a tenth.
   */
  readonly kind: 'out' | 'limit' | 'limit-date' | 'slow';
}

/** What became of a request. */
export interface Reply {
  /** When the browser knows (ms). */
  readonly at: number;
  readonly fault: Fault | null;
  /** Whether the server did what was asked, also if the browser did not wait for the answer. */
  readonly isDone: boolean;
}

/** A browser gives a request up after this time (ms). */
const PATIENCE = 10 * SECOND;
const RETRY_SECONDS = 60;
const SLOW = 0.1;

export const NO_NETWORK: Fault = { kind: 'no-network' };
const UNAVAILABLE: Fault = { kind: 'intermediary', status: 503, retryAfter: null };
const TIMEOUT: Fault = { kind: 'timeout' };

/**
 * Returns a server that serves one request after the other. It queues what it cannot serve at once.
 * A request that was given up is still served, which costs the others their turn.
 * @param capacity requests a second at full speed
 */
export function createServer(
  { capacity, troubles }: { capacity: number; troubles: readonly Trouble[] },
  rules: Rules,
  random: () => number,
) {
  /** When the server will have served all that it has accepted (ms). */
  let freeAt = 0;
  let rate = capacity;

  /** Changes the speed, also for what is queued already. */
  function setRate(now: number, next: number): void {
    if (next === rate) return;
    freeAt = now + (Math.max(0, freeAt - now) * rate) / next;
    rate = next;
  }

  const limited = (now: number, { kind, to }: Trouble): Fault => {
    const value = kind === 'limit' ? `${RETRY_SECONDS}` : new Date(to).toUTCString();
    const headers = new Headers({ 'Retry-After': value, Date: new Date(now).toUTCString() });
    return { kind: 'status', status: 429, words: '', retryAfter: rules.retryAfter(headers) };
  };

  return (now: number): Reply => {
    const soon = now + LATENCY[0] + LATENCY[1] * random();
    const trouble = troubles.find(({ from, to }) => now >= from && now < to);
    if (trouble?.kind === 'out') {
      freeAt = 0;
      return { at: soon, fault: random() < 0.5 ? NO_NETWORK : UNAVAILABLE, isDone: false };
    }
    if (trouble && trouble.kind !== 'slow') {
      return { at: soon, fault: limited(now, trouble), isDone: false };
    }
    setRate(now, (trouble ? SLOW : 1) * capacity);
    const begin = Math.max(freeAt, now);
    if ((begin - now) * rate > QUEUE * capacity) {
      return { at: soon, fault: UNAVAILABLE, isDone: false };
    }
    freeAt = begin + SECOND / rate;
    const at = soon + freeAt - now;
    if (at - now <= PATIENCE) return { at, fault: null, isDone: true };
    return { at: now + PATIENCE, fault: TIMEOUT, isDone: true };
  };
}
