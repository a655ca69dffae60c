import type { ConnectionState, Overview } from '../../lib/domain/overview.ts';
import type { SectionId } from './sections.ts';

/** Something that needs the learner, and the section that says more about it. */
export type Need =
  | { readonly kind: 'paused'; readonly until: number | null; readonly at: 'privacy' }
  | { readonly kind: 'no-room'; readonly at: null }
  | {
      readonly kind: 'key-refused' | 'not-allowed' | 'no-key' | 'sign-in-ended' | 'no-access';
      readonly school: ConnectionState;
      readonly at: 'school';
    }
  | { readonly kind: 'not-deleted'; readonly school: ConnectionState; readonly at: 'school' }
  | { readonly kind: 'site-access'; readonly at: 'sites' }
  | { readonly kind: 'account'; readonly site: string; readonly at: null }
  | { readonly kind: 'rejected'; readonly at: 'sent' };

/**
 * Returns what needs the learner most; null if nothing does. Leaves out what the shown section says
 * by itself.
 * @param isShutOut whether the browser lets Waypoint read no page of some followed site
 */
export function needOf(
  overview: Overview,
  isShutOut: boolean,
  shown: SectionId | null,
): Need | null {
  return needsIn(overview, isShutOut).find(({ at }) => at === null || at !== shown) ?? null;
}

/** Returns everything that needs the learner, in the order of the badge: a pause comes first. */
function needsIn({ paused, pausedUntil, noRoom, all, blockedSites }: Overview, isShutOut: boolean) {
  const needs: Need[] = [];
  if (paused) needs.push({ kind: 'paused', until: pausedUntil, at: 'privacy' });
  if (noRoom !== null) needs.push({ kind: 'no-room', at: null });
  needs.push(...all.flatMap(needOfSchool));
  if (isShutOut) needs.push({ kind: 'site-access', at: 'sites' });
  const [site] = blockedSites;
  if (site !== undefined) needs.push({ kind: 'account', site, at: null });
  if (all.some(hasRejected)) needs.push({ kind: 'rejected', at: 'sent' });
  return needs;
}

function needOfSchool(school: ConnectionState): Need[] {
  const { connection, disconnecting, reach, health } = school;
  if (disconnecting) {
    return disconnecting.step === 'over' ? [{ kind: 'not-deleted', school, at: 'school' }] : [];
  }
  if (!connection.connected) return [];
  if (!reach) return [{ kind: 'no-access', school, at: 'school' }];
  if (health.stop === null) return [];
  const { reason } = health.stop;
  const ended = reason === 'key-refused' && connection.source.kind === 'sign-in';
  return [{ kind: ended ? 'sign-in-ended' : reason, school, at: 'school' }];
}

const hasRejected = ({ connection, records }: ConnectionState): boolean =>
  connection.connected && [...records.values()].some(({ rejected }) => rejected !== null);
