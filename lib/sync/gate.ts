import { browser, type Runtime } from '../browser.ts';
import { SITE_HOSTS } from '../edx/hosts.ts';

export type Sender =
  /** The top frame of a tab on a followed site. The address is the tab's own, not the page's word. */
  | { readonly kind: 'page'; readonly tabId: number; readonly url: string }
  /** The popup or the options page. */
  | { readonly kind: 'own' };

const OWN_PAGES = new Set(['/popup.html', '/options.html']);

/** Sites whose places are kept. */
export function isFollowed(origin: string): boolean {
  return SITE_HOSTS.some((host) => origin === `https://${host}`);
}

/** Who sent a message, or null for anybody that nothing is taken from. */
export function senderOf(sender: Runtime.MessageSender): Sender | null {
  if (sender.id !== browser.runtime.id) return null;
  const own = sender.url ? new URL(sender.url) : null;
  if (own && own.origin === new URL(browser.runtime.getURL('/')).origin) {
    return OWN_PAGES.has(own.pathname) ? { kind: 'own' } : null;
  }
  const { tab, frameId } = sender;
  if (frameId !== 0 || tab?.id === undefined || !tab.url || tab.incognito) return null;
  return isFollowed(new URL(tab.url).origin) ? { kind: 'page', tabId: tab.id, url: tab.url } : null;
}
