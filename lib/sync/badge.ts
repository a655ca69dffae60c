import { i18n } from '#i18n';
import { browser } from '../browser.ts';
import { sitesWithoutAccess } from './sites.ts';
import { readOverview, type Overview } from './status.ts';

export type BadgeState = 'fine' | 'act' | 'paused';

/** Nothing while all is well; a mark when the learner must act, and while paused. */
export function badgeOf(overview: Overview): BadgeState {
  const { paused, noRoom, connection, health, records, held } = overview;
  if (paused) return 'paused';
  if (noRoom !== null) return 'act';
  if (!connection?.connected || health.stop || held.length > 0) return 'act';
  return [...records.values()].some(({ stop }) => stop !== null) ? 'act' : 'fine';
}

async function stateNow(): Promise<BadgeState> {
  const state = badgeOf(await readOverview());
  return state === 'fine' && (await sitesWithoutAccess()).length > 0 ? 'act' : state;
}

const SIGNS = { fine: '', act: '!', paused: '❚❚' } as const;

/** Draws the badge from what is stored: browsers forget it when they restart. */
export async function drawBadge(): Promise<void> {
  // Where what is stored cannot be read, the screens say so.
  const state = await stateNow().catch(() => 'act' as const);
  const words = {
    fine: i18n.t('badge.fine'),
    act: i18n.t('badge.act'),
    paused: i18n.t('badge.paused'),
  };
  await browser.action.setBadgeText({ text: SIGNS[state] });
  await browser.action.setBadgeBackgroundColor({ color: state === 'act' ? '#b3261e' : '#5f6368' });
  await browser.action.setTitle({ title: words[state] });
}
