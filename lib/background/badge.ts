import { i18n } from '#i18n';
import { browser } from '../browser.ts';
import { withLimit } from '../shared/time-limit.ts';
import { sitesWithoutAccess } from '../domain/known-sites.ts';
import { readOverview, type Overview, type ConnectionState } from '../domain/overview.ts';

export type BadgeState = 'fine' | 'act' | 'paused';

/**
 * Returns what the badge shows: nothing while all is well, a sign if the learner must act or
 * Waypoint is paused.
 */
export function badgeOf(overview: Overview): BadgeState {
  const { paused, noRoom, all, blockedSites } = overview;
  if (paused) return 'paused';
  if (noRoom !== null) return 'act';
  if (blockedSites.length > 0 || !all.some(({ connection }) => connection.connected)) return 'act';
  return all.some(needsLearner) ? 'act' : 'fine';
}

/**
 * Whether a connection needs the learner. A disconnected connection needs the learner only if a
 * place waits for it. A connection that is being disconnected does if something could not be
 * deleted.
 */
function needsLearner(one: ConnectionState): boolean {
  const { connection, health, records, reach, disconnecting } = one;
  if (disconnecting?.step === 'over') return true;
  const all = [...records.values()];
  if (!connection.connected) return all.some(({ pending }) => pending.length > 0);
  return !reach || health.stop !== null || all.some(({ rejected }) => rejected !== null);
}

async function stateNow(): Promise<BadgeState> {
  const [overview, sites] = await Promise.all([readOverview(), sitesWithoutAccess()]);
  const state = badgeOf(overview);
  return state === 'fine' && sites.length > 0 ? 'act' : state;
}

/** How long (ms) the reading of the state may take. After that, something is wrong. */
const READING = 10_000;

const SIGNS = { fine: '', act: '!', paused: '❚❚' } as const;

/** Draws the badge from what is stored, because browsers drop it when they restart. */
export async function drawBadge(): Promise<void> {
  // If what is stored cannot be read, the screens say so.
  const state = await withLimit(stateNow, READING).catch(() => 'act' as const);
  const words = {
    fine: i18n.t('badge.fine'),
    act: i18n.t('badge.act'),
    paused: i18n.t('badge.paused'),
  };
  const { action } = browser;
  const color = state === 'act' ? '#b3261e' : '#5f6368';
  // Each call on its own: a sign without its colour is better than no sign.
  await Promise.allSettled([
    withLimit(() => action.setBadgeText({ text: SIGNS[state] })),
    withLimit(() => action.setBadgeBackgroundColor({ color })),
    withLimit(() => action.setTitle({ title: words[state] })),
  ]);
}
