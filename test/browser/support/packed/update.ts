import { FirefoxChrome } from '../../../../dev/browser/firefox-chrome.ts';
import { until } from '../../../../dev/browser/page-actions.ts';
import type { Session } from '../session.ts';
import type { Forced } from './forced.ts';

/** Offers a version, lets the browser look for it, and waits until the browser has installed it. */
export async function updateTo(session: Session, forced: Forced, version: string): Promise<void> {
  await forced.offer(version);
  await (session.kind === 'firefox' ? inFirefox : inChromium)(session, forced.id, version);
  const now = 'browser.runtime.getManifest().version';
  await until(async () => (await session.driver.inBackground(now)) === version, version);
}

/**
 * Presses Update in the browser's own list of extensions, which also says which version is
 * installed and wakes no extension. An extension may ask for an update itself, but not often.
 */
async function inChromium({ driver }: Session, id: string, version: string): Promise<void> {
  const list = await driver.openPage('chrome://extensions');
  await list.evaluate('chrome.developerPrivate.autoUpdate()');
  const info = `chrome.developerPrivate.getExtensionInfo('${id}').then((one) => one.version)`;
  await until(async () => (await list.evaluate(info)) === version, `version ${version}`);
  await list.close();
}

/** Lets Firefox look for an update as it does by itself once a day, and install it. */
async function inFirefox({ driver }: Session, id: string): Promise<void> {
  await new FirefoxChrome(driver.browser).evaluate(`(async () => {
    const { AddonManager } = ChromeUtils.importESModule(
      'resource://gre/modules/AddonManager.sys.mjs');
    const addon = await AddonManager.getAddonByID(${JSON.stringify(id)});
    const found = await new Promise((resolve, reject) => addon.findUpdates({
      onUpdateAvailable: (_, install) => resolve(install),
      onNoUpdateAvailable: () => reject(new Error('Firefox found no update.')),
    }, AddonManager.UPDATE_WHEN_PERIODIC_UPDATE));
    await found.install();
    return null;
  })()`);
}
