import { looksLikeOpenEdx, RECOGNISE_BY, type Signs } from '../../edx/sites/detect-open-edx.ts';
import { readLocation } from '../../edx/location.ts';
import { isSiteOrigin } from '../../edx/sites/site-origin.ts';
import type { SiteInFront } from '../../messages/replies.ts';
import { NoAnswer } from '../../shared/time-limit.ts';
import { readSites } from '../../domain/known-sites.ts';
import { runIn, tabInFront } from '../tabs/send-to-tab.ts';
import { isEverythingPaused } from '../../domain/pauses.ts';

/**
 * Returns the site of the page over which the learner opened the popup: one that could be followed
 * and is not, or one that is followed and cannot be read. Returns null for any other page and while
 * paused, when Waypoint looks at no page. A click on the toolbar icon lets Waypoint look at that
 * one page, and no other, until the learner leaves it.
 */
export async function lookAtSite(): Promise<SiteInFront | null> {
  if (await isEverythingPaused()) return null;
  const tab = await tabInFront();
  if (!tab) return null;
  const { origin } = new URL(tab.url);
  if (!isSiteOrigin(origin)) return null;
  const known = (await readSites()).find((site) => site.origin === origin);
  if (known && known.state !== 'followed') return { origin, state: known.state };
  const signs = await signsIn(tab.id, origin);
  if (known) return signs === 'kept-out' && isOfCourse(tab.url) ? { origin, state: signs } : null;
  return typeof signs === 'object' && signs !== null && looksLikeOpenEdx(tab.url, signs)
    ? { origin, state: 'new' }
    : null;
}

/** Whether an address names a course. */
const isOfCourse = (url: string): boolean => (readLocation(url)?.courseKey ?? null) !== null;

/**
 * Returns the signs of Open edX in a page; `kept-out` if the browser does not let Waypoint look,
 * null if the page does not answer or is of another site by now.
 */
async function signsIn(tabId: number, origin: string): Promise<Signs | 'kept-out' | null> {
  const { mfe, rendered, learnerApp } = RECOGNISE_BY;
  try {
    const found = await runIn(tabId, { func: signsThere, args: [mfe, rendered, learnerApp] });
    if (!Array.isArray(found) || found[0] !== origin) return null;
    const is = (i: number): boolean => found[i] === true;
    return { mfe: is(1), rendered: is(2), learnerApp: is(3) };
  } catch (error) {
    return error instanceof NoAnswer ? null : 'kept-out';
  }
}

/** Runs in the page. Nothing else of this file is there. */
function signsThere(...selectors: string[]): (string | boolean)[] {
  const there = selectors.map((selector) => document.querySelector(selector) !== null);
  return [location.origin, ...there];
}
