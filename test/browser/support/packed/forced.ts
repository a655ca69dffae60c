import type { Page } from 'puppeteer-core';
import { inject } from 'vitest';
import { FirefoxChrome } from '../../../../dev/browser/firefox-chrome.ts';
import { until } from '../../../../dev/browser/page-actions.ts';
import { openPolicies, type Policies } from '../../../../dev/browser/policies.ts';
import { ownId, setFor } from '../policies.ts';
import type { Session } from '../session.ts';
import type { Build } from '../sites.ts';
import { newPackingKey, packForChromium, packForFirefox } from './pack.ts';
import { openUpdateServer } from './update-server.ts';

/** A packed build that a policy installs, and that the browser updates from a server. */
export interface Forced {
  readonly id: string;
  readonly policies: Policies;
  /** Packs what is in the build's folder as this version, and offers it to the browser. */
  offer(version: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Prepares a policy that installs a build.
 * @param set what the policy sets for Waypoint
 */
export async function forceInstall(build: Build, version: string, set: object): Promise<Forced> {
  const kind = inject('kind');
  const policies = await openPolicies(kind);
  const key = kind === 'chromium' ? newPackingKey() : null;
  const own = ownId(kind);
  const id = key?.id ?? own.id;
  const server = await openUpdateServer(kind, id);
  if (!key) await build.change(() => firefoxManifest(id, server.document));
  const offer = async (next: string): Promise<void> => {
    await build.change(() => ({ version: next }));
    const { folder } = build;
    server.offer(next, key ? packForChromium(folder, key) : packForFirefox(folder));
  };
  await offer(version);
  const forced = { installation_mode: 'force_installed' };
  if (key) {
    const from = { update_url: server.document, override_update_url: true };
    await policies.set({
      ...setFor(kind, id, set),
      ExtensionSettings: { [id]: { ...forced, ...from } },
      // Without this policy, a test may not look into an extension that a policy installed.
      DeveloperToolsAvailability: 1,
    });
  } else {
    await policies.set({
      policies: {
        '3rdparty': { Extensions: { [id]: set } },
        ExtensionSettings: { [id]: { ...forced, install_url: server.file } },
      },
    });
  }
  return {
    id,
    policies,
    offer,
    async close() {
      server.close();
      await policies.remove();
    },
  };
}

/** The part of the manifest that gives a build its own id and its own server for updates. */
const firefoxManifest = (id: string, update_url: string) => ({
  browser_specific_settings: { gecko: { id, strict_min_version: '147.0', update_url } },
});

/** Whether this browser accepts only signed extensions, as every Firefox does that is no ESR. */
export async function takesOnlySigned({ kind, driver }: Session): Promise<boolean> {
  if (kind === 'chromium') return false;
  return await new FirefoxChrome(driver.browser).evaluate<boolean>(
    `ChromeUtils.importESModule('resource://gre/modules/addons/AddonSettings.sys.mjs').AddonSettings.REQUIRE_SIGNING`,
  );
}

/** Waits until the policy has installed the extension, and returns its options page. */
export async function openForced({ driver }: Session): Promise<Page> {
  let page: Page | null = null;
  await until(async () => {
    page = await driver.openOptions().catch(() => null);
    return page !== null;
  }, 'the extension to be installed');
  if (!page) throw new Error('There is no page.');
  return page;
}
