import { browser } from '../browser.ts';
import type { PageOrder, TabMessage } from '../messages/pages.ts';
import { askTab } from './ask-tab.ts';
import { mayRead, patternOf, sitePattern } from './access.ts';
import { readOrigins, isOurs } from './sites.ts';

/* The content scripts: in open pages, and registered for the pages to come. */

const SCRIPT = 'content-scripts/edx.js';

/** Tabs with a page of a followed site. Ports are compared here: no pattern can be trusted with them. */
async function followedPages(): Promise<number[]> {
  const origins = await readOrigins();
  const tabs = await browser.tabs.query({ url: origins.map(patternOf) });
  return tabs.flatMap(({ id, url }) =>
    id !== undefined && url && origins.includes(new URL(url).origin) ? [id] : [],
  );
}

/** A page that cannot be scripted (an error page, a discarded tab) gets its script when it loads. */
async function start(tabId: number): Promise<void> {
  await browser.scripting
    .executeScript({ target: { tabId }, files: [SCRIPT] })
    .catch(() => undefined);
}

/**
 * Puts the content script into pages that are open already, as Chromium does not do at install. A
 * copy that is there (in Firefox) is replaced by it.
 */
export async function startReaders(): Promise<void> {
  await Promise.all((await followedPages()).map(start));
}

/** Tells every open page of a followed site to read on or to rest. */
export async function tellReaders(order: PageOrder): Promise<void> {
  await tell(await followedPages(), order);
}

/**
 * After another choice of sites, or another access: pages of sites that are followed are read, in all
 * others nothing is any more. Where access is gone the browser tells no addresses of tabs, but still
 * takes messages to them. A page that is being read already is left alone, else it would tell anew
 * where it is.
 */
export async function sortReaders(paused: boolean): Promise<void> {
  const wanted = paused ? [] : await followedPages();
  const others = (await browser.tabs.query({})).flatMap(({ id }) =>
    id === undefined || wanted.includes(id) ? [] : [id],
  );
  await tell(others, 'rest');
  const answers = await Promise.all(wanted.map(askTab));
  const silent = wanted.filter((_, i) => answers[i] === null);
  await tell(silent, 'read');
}

async function tell(tabIds: readonly number[], order: PageOrder): Promise<void> {
  const message: TabMessage = { type: order === 'read' ? 'page/read' : 'page/rest' };
  await Promise.all(
    tabIds.map(async (tabId) => {
      try {
        await browser.tabs.sendMessage(tabId, message, { frameId: 0 });
      } catch {
        // Nobody is there to read on: a page from before the extension, or before the site was added.
        if (order === 'read') await start(tabId);
      }
    }),
  );
}

const scriptId = (origin: string) => `site:${origin}`;

/**
 * Makes the registered scripts equal to what is stored: one for each added site that is followed and
 * may be read. The manifest has those of its own sites. Chromium forgets registered ones at an update.
 * Never twice at the same time: an id that is there already is refused.
 */
export async function registerReaders(): Promise<void> {
  const wanted = new Map<string, string>();
  for (const origin of await readOrigins()) {
    if (!isOurs(origin) && (await mayRead(origin))) wanted.set(scriptId(origin), origin);
  }
  const there = await browser.scripting.getRegisteredContentScripts();
  const gone = there.flatMap(({ id }) => (wanted.delete(id) ? [] : [id]));
  if (gone.length > 0) await browser.scripting.unregisterContentScripts({ ids: gone });
  const scripts = Array.from(wanted, ([id, origin]) => ({
    id,
    js: [SCRIPT],
    matches: [sitePattern(origin)],
    runAt: 'document_idle' as const,
    persistAcrossSessions: true,
  }));
  if (scripts.length > 0) await browser.scripting.registerContentScripts(scripts);
}
