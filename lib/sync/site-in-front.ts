import { browser } from '../browser.ts';
import { looksLikeOpenEdx, RECOGNISE_BY, type Signs } from '../edx/recognise.ts';
import { isSiteOrigin } from '../edx/site-address.ts';
import type { SiteInFront } from '../messages/replies.ts';
import { settings } from '../store/settings.ts';
import { readSites } from './sites.ts';

/**
 * The page over which the learner opened the popup, when it could be followed and is not; null also
 * while paused, when no page is looked at. A click on
 * the toolbar's icon lets that one page be looked at, and no other, until it is left.
 */
export async function lookAtSite(): Promise<SiteInFront | null> {
  if ((await settings.read()).paused) return null;
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  if (tab?.id === undefined || !tab.url || tab.incognito) return null;
  const { origin } = new URL(tab.url);
  if (!isSiteOrigin(origin)) return null;
  const known = (await readSites()).find((site) => site.origin === origin);
  if (known) return known.state === 'followed' ? null : { origin, standing: known.state };
  const signs = await signsIn(tab.id);
  return signs && looksLikeOpenEdx(tab.url, signs) ? { origin, standing: 'new' } : null;
}

/** Null for a page that may not be looked at. */
async function signsIn(tabId: number): Promise<Signs | null> {
  const { mfe, rendered } = RECOGNISE_BY;
  try {
    const [frame] = await browser.scripting.executeScript({
      target: { tabId },
      func: isThere,
      args: [mfe, rendered],
    });
    const found: unknown = frame?.result;
    return Array.isArray(found) ? { mfe: found[0] === true, rendered: found[1] === true } : null;
  } catch {
    return null;
  }
}

/** Runs in the page, where nothing else of this file is. */
function isThere(...selectors: string[]): boolean[] {
  return selectors.map((selector) => document.querySelector(selector) !== null);
}
