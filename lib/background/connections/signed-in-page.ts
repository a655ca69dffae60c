import {
  LONGEST_ITEM,
  accountServerOf,
  pageSaid,
  TOKENS,
  type PageSaid,
} from '../../ibl/account/sign-in-page.ts';
import { connections } from '../../store/items/connections.ts';
import { runIn, tabInFront } from '../tabs/send-to-tab.ts';
import { isEverythingPaused } from '../../domain/pauses.ts';
import { searchedTab } from './search-sign-in.ts';

/* The page in front, and what it keeps of a sign-in. */

export type Front = NonNullable<Awaited<ReturnType<typeof frontPage>>>;

/**
 * Returns the page in front, or the page of the learner's search; null if nobody can sign in to
 * ibl.ai there. While paused, Waypoint looks at no page that the learner did not ask it to open.
 */
export async function frontPage(searched = false) {
  if (!searched && (await isEverythingPaused())) return null;
  const tab = await (searched ? searchedTab() : tabInFront());
  if (!tab || !URL.canParse(tab.url)) return null;
  const page = new URL(tab.url).origin;
  if (!page.startsWith('https:')) return null;
  const all = await connections.read();
  const server = accountServerOf(
    page,
    all.map(({ base }) => base),
  );
  return server && { tabId: tab.id, page, server };
}

/**
 * Returns what the page keeps under these names, and which tokens it has; null if the page may not
 * be read.
 */
export async function readPage(
  { tabId, page }: Front,
  names: readonly string[],
): Promise<PageSaid | null> {
  try {
    const args = [[...names], [...TOKENS], LONGEST_ITEM];
    const said = pageSaid.safeParse(await runIn(tabId, { func: itemsIn, args }));
    // The tab may have gone on to another site since Waypoint looked at it.
    return said.success && said.data.origin === page ? said.data : null;
  } catch {
    return null;
  }
}

/** Runs in the page, apart from the page's own scripts. Nothing else of this file is there. */
function itemsIn(names: string[], asked: string[], longest: number) {
  const items: Record<string, string | null | { odd: true }> = {};
  for (const name of names) {
    const text = localStorage.getItem(name);
    items[name] = text !== null && text.length > longest ? { odd: true } : text;
  }
  const tokens = asked.filter((name) => (localStorage.getItem(name) ?? '') !== '');
  return { origin: location.origin, path: location.pathname, items, tokens };
}
