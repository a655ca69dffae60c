import { i18n } from '#i18n';
import { browser } from '../browser.ts';
import { withLimit } from '../shared/time-limit.ts';
import { attentionOf, type Attention } from '../domain/attention.ts';
import { sitesWithoutAccess } from '../domain/known-sites.ts';
import { readOverview } from '../domain/overview.ts';

async function stateNow(): Promise<Attention> {
  const [overview, sites] = await Promise.all([readOverview(), sitesWithoutAccess()]);
  return attentionOf(overview, sites.length > 0);
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
