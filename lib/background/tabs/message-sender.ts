import { browser, type Runtime } from '../../browser.ts';
import { readOrigins } from '../../domain/known-sites.ts';

export type Sender =
  /** The top frame of a tab. The address is the tab's own, not what the page says. */
  | { readonly kind: 'page'; readonly tabId: number; readonly url: string }
  /** The popup or the options page. */
  | { readonly kind: 'own' };

const OWN_PAGES = new Set(['/popup.html', '/options.html']);

/**
 * Whether Waypoint reads the pages of an address's origin now: the site is followed and not paused.
 * Compares scheme, host and port, because a script that Firefox allows for a host runs on all ports
 * of that host.
 */
export async function isFollowed(url: string): Promise<boolean> {
  return URL.canParse(url) && (await readOrigins()).includes(new URL(url).origin);
}

/**
 * Returns who sent a message; null for a sender that Waypoint takes no messages from. A page may be
 * of any site.
 */
export function senderOf(sender: Runtime.MessageSender): Sender | null {
  if (sender.id !== browser.runtime.id) return null;
  const own = sender.url ? new URL(sender.url) : null;
  if (own && own.origin === new URL(browser.runtime.getURL('/')).origin) {
    return OWN_PAGES.has(own.pathname) ? { kind: 'own' } : null;
  }
  const { tab, frameId } = sender;
  // Without access to the page, the browser does not tell the address of the tab.
  if (frameId !== 0 || tab?.id === undefined || !tab.url || tab.incognito) return null;
  return { kind: 'page', tabId: tab.id, url: tab.url };
}
