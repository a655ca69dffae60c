import type { ConnectionState, Overview } from './overview.ts';

/** Whether all is well, the learner must act, or Waypoint is paused. */
export type Attention = 'fine' | 'act' | 'paused';

/**
 * Returns what the badge and the options page say about everything together.
 * @param isShutOut whether the browser lets Waypoint read no page of some followed site
 */
export function attentionOf(overview: Overview, isShutOut: boolean): Attention {
  const { paused, noRoom, all, blockedSites } = overview;
  if (paused) return 'paused';
  if (noRoom !== null || isShutOut) return 'act';
  if (blockedSites.length > 0 || !all.some(({ connection }) => connection.connected)) return 'act';
  return all.some(needsLearner) ? 'act' : 'fine';
}

/** Whether the server of some school has a place of this learner, as far as this browser knows. */
export const hasSavedPlace = ({ all }: Overview): boolean =>
  all.some(({ records }) => [...records.values()].some(({ lastSent }) => lastSent !== null));

/**
 * Whether a connection needs the learner. A disconnected connection needs the learner only if a
 * place waits for it. A connection that is being disconnected does if something could not be
 * deleted.
 */
export function needsLearner(one: ConnectionState): boolean {
  const { connection, health, records, reach, disconnecting } = one;
  if (disconnecting?.step === 'over') return true;
  const all = [...records.values()];
  if (!connection.connected) return all.some(({ pending }) => pending.length > 0);
  return !reach || health.stop !== null || all.some(({ rejected }) => rejected !== null);
}
