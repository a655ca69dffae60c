import { browser } from '../browser.ts';
import { SITE_HOSTS } from '../edx/hosts.ts';
import type { PageOrder, TabMessage } from '../messages.ts';

/* The content scripts in open pages. */

const SCRIPT = 'content-scripts/edx.js';

async function openPages(): Promise<number[]> {
  const tabs = await browser.tabs.query({ url: SITE_HOSTS.map((host) => `https://${host}/*`) });
  return tabs.flatMap(({ id }) => (id === undefined ? [] : [id]));
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
  await Promise.all((await openPages()).map(start));
}

/** Tells every open page to read on or to rest. */
export async function tellReaders(order: PageOrder): Promise<void> {
  const message: TabMessage = { type: order === 'read' ? 'page/read' : 'page/rest' };
  await Promise.all(
    (await openPages()).map(async (tabId) => {
      try {
        await browser.tabs.sendMessage(tabId, message, { frameId: 0 });
      } catch {
        // Nobody is there to read on: a page from before the extension.
        if (order === 'read') await start(tabId);
      }
    }),
  );
}
