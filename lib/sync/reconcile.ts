import { browser } from '../browser.ts';
import { SITE_HOSTS } from '../edx/hosts.ts';
import { settings } from '../store/settings.ts';
import { drawBadge } from './badge.ts';

const CONTENT_SCRIPT = 'content-scripts/edx.js';

/**
 * Makes what the browser holds equal to what is stored: at install, update, browser start and
 * permission changes, as browsers forget badge, alarms and open tabs at different ones of these.
 * The alarm is set by the worker's plan, which follows.
 */
export async function reconcile(event: 'installed' | 'other'): Promise<void> {
  // In Firefox a content script could read storage.local all the same; there the key is safe in
  // IndexedDB. Elsewhere nothing of what is stored is a page's business.
  const { local } = browser.storage;
  if ('setAccessLevel' in local && typeof local.setAccessLevel === 'function') {
    await Promise.resolve(local.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' })).catch(
      () => undefined,
    );
  }
  if (event === 'installed' && !(await settings.read()).paused) await startInOpenTabs();
  await drawBadge();
}

/** Chromium puts no content script into tabs that are open already; the script starts once. */
async function startInOpenTabs(): Promise<void> {
  const tabs = await browser.tabs.query({ url: SITE_HOSTS.map((host) => `https://${host}/*`) });
  await Promise.all(
    tabs.map(async ({ id }) => {
      if (id === undefined) return;
      await browser.scripting
        .executeScript({ target: { tabId: id }, files: [CONTENT_SCRIPT] })
        .catch(() => undefined);
    }),
  );
}
