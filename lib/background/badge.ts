import { i18n } from '#i18n';
import { browser } from '../browser.ts';
import { withLimit } from '../shared/time-limit.ts';
import { firstSaveSeen } from '../store/items/first-save-seen.ts';
import { firstSaveShown } from '../store/items/first-save-shown.ts';
import { attentionOf, hasSavedPlace, type Attention } from '../domain/attention.ts';
import { sitesWithoutAccess } from '../domain/known-sites.ts';
import { readOverview } from '../domain/overview.ts';

/** `saved`: all is well, and the learner has not seen yet that the first place was saved. */
async function stateNow(): Promise<Attention | 'saved'> {
  const [overview, sites] = await Promise.all([readOverview(), sitesWithoutAccess()]);
  const attention = attentionOf(overview, sites.length > 0);
  if (attention !== 'fine' || !hasSavedPlace(overview)) return attention;
  const isSeen = (await firstSaveSeen.read()) || (await firstSaveShown.read());
  return isSeen ? attention : 'saved';
}

/** Stores that the learner has opened the popup, if a place was saved before. */
export async function seeFirstSave(): Promise<void> {
  if (await firstSaveSeen.read()) return;
  if (hasSavedPlace(await readOverview())) await firstSaveSeen.write(true);
}

/** How long (ms) the reading of the state may take. After that, something is wrong. */
const READING = 10_000;

const SIGNS = { fine: '', saved: '✓', act: '!', paused: '❚❚' } as const;
const COLORS = { fine: '#5f6368', saved: '#1b6b3a', act: '#b3261e', paused: '#5f6368' } as const;

/** Draws the badge from what is stored, because browsers drop it when they restart. */
export async function drawBadge(): Promise<void> {
  // If what is stored cannot be read, the screens say so.
  const state = await withLimit(stateNow, READING).catch(() => 'act' as const);
  const words = {
    fine: i18n.t('badge.fine'),
    saved: i18n.t('badge.saved'),
    act: i18n.t('badge.act'),
    paused: i18n.t('badge.paused'),
  };
  const { action } = browser;
  // Each call on its own: a sign without its colour is better than no sign.
  await Promise.allSettled([
    withLimit(() => action.setBadgeText({ text: SIGNS[state] })),
    withLimit(() => action.setBadgeBackgroundColor({ color: COLORS[state] })),
    withLimit(() => action.setTitle({ title: words[state] })),
  ]);
}
