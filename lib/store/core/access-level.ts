import { browser } from '../../browser.ts';
import { withLimit } from '../../shared/time-limit.ts';

/**
 * Closes storage.local to content scripts if the browser can do that. Chromium can. In Firefox a
 * content script can read storage.local, which is why Waypoint does not keep the key there.
 */
export async function closeStorageToPages(): Promise<void> {
  const { local } = browser.storage;
  if (!('setAccessLevel' in local) || typeof local.setAccessLevel !== 'function') return;
  const { setAccessLevel } = local;
  await withLimit(async () => {
    await setAccessLevel.call(local, { accessLevel: 'TRUSTED_CONTEXTS' });
  }).catch(() => undefined);
}
