import { browser, type Runtime } from '../../browser.ts';
import { readOrigins } from '../../domain/known-sites.ts';

export type Sender =
  /** The top frame of a tab. The address is the tab's own, not the page's word. */
  | { readonly kind: 'page'; readonly tabId: number; readonly url: string }
  /** The popup or the options page. */
  | { readonly kind: 'own' };

const OWN_PAGES = new Set(['/popup.html', '/options.html']);

/**
 * Whether the learner wants the pages of an origin read now: scheme, host and port, whatever the browser
 * lets our script run on. Where Firefox is asked for a host, the script runs on all of its ports.
 */
export async function isFollowed(url: string): Promise<boolean> {
  return URL.canParse(url) && (await readOrigins()).includes(new URL(url).origin);
}

/** Who sent a message, or null for anybody that nothing is taken from. A page may be of any site. */
export function senderOf(sender: Runtime.MessageSender): Sender | null {
  if (sender.id !== browser.runtime.id) return null;
  const own = sender.url ? new URL(sender.url) : null;
  if (own && own.origin === new URL(browser.runtime.getURL('/')).origin) {
    return OWN_PAGES.has(own.pathname) ? { kind: 'own' } : null;
  }
  const { tab, frameId } = sender;
  // Without a permission for the page, the browser does not tell where the tab is.
  if (frameId !== 0 || tab?.id === undefined || !tab.url || tab.incognito) return null;
  return { kind: 'page', tabId: tab.id, url: tab.url };
}
