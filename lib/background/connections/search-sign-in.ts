import { giveBackAccess } from '../following/give-back-access.ts';
import { LONGEST_SEARCH, signInSearch } from '../../store/items/sign-in-search.ts';
import { tabNow } from '../tabs/send-to-tab.ts';

/*
 * The search for a sign-in that the learner asked for with one click. The options page opens the page
 * on which the learner signs in, and asks the worker again and again to look at that tab. The browser
 * gave access to the page for this search only, so each end of the search gives it back.
 */

/** Ends the search and gives its access back. */
export async function endSearch(): Promise<null> {
  const search = await signInSearch.read();
  if (!search) return null;
  if (!search.stays) await giveBackAccess(search.page);
  await signInSearch.remove();
  return null;
}

/**
 * Ends the search if its time is over or its tab is closed. Returns when its time will be over (ms);
 * null without a search.
 */
export async function endOldSearch(): Promise<number | null> {
  const search = await signInSearch.read();
  if (!search) return null;
  const { tabId, until } = search;
  const left = until - Date.now();
  // More time than a search ever has: the clock was moved back.
  const isOver = left <= 0 || left > LONGEST_SEARCH;
  if (!isOver && (tabId === null || (await tabNow(tabId)) !== null)) return until;
  return await endSearch();
}

/**
 * Returns the tab of the search while it shows the page that the learner asked for; null while it
 * shows another one, such as the page of a sign-in elsewhere.
 */
export async function searchedTab(): Promise<{ readonly id: number; readonly url: string } | null> {
  if ((await endOldSearch()) === null) return null;
  const search = await signInSearch.read();
  if (!search || search.tabId === null) return null;
  const tab = await tabNow(search.tabId);
  if (!tab || tab.url === null || tab.incognito || !URL.canParse(tab.url)) return null;
  return new URL(tab.url).origin === search.page ? { id: tab.id, url: tab.url } : null;
}
