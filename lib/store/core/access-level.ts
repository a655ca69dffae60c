import { browser } from '../../browser.ts';
import { withLimit } from '../../shared/time-limit.ts';

/**
 * Closes storage.local to content scripts, where the browser can: in Chromium. In Firefox they can
 * read it all the same, which is why the key is not kept there.
 */
export async function closeStorageToPages(): Promise<void> {
  const { local } = browser.storage;
  if (!('setAccessLevel' in local) || typeof local.setAccessLevel !== 'function') return;
  const { setAccessLevel } = local;
  await withLimit(async () => {
    await setAccessLevel.call(local, { accessLevel: 'TRUSTED_CONTEXTS' });
  }).catch(() => undefined);
}
