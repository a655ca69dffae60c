import { rmSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Page } from 'puppeteer-core';
import { describe, expect, inject } from 'vitest';
import { DEMO_ORG } from '../../../dev/fake-ibl/api.ts';
import { FirefoxChrome } from '../../../dev/browser/firefox-chrome.ts';
import { field, press, textOf, until } from '../../../dev/browser/page-actions.ts';
import { openPolicies } from '../../../dev/browser/policies.ts';
import { packForChromium, packForFirefox, serveUpdates } from '../support/packed.ts';
import { ownId, setFor } from '../support/policies.ts';
import { session, sessionTest } from '../support/session-test.ts';
import type { Build } from '../support/sites.ts';

const test = sessionTest();

/* Tests the packed build when only a policy installs it. */

const kind = inject('kind');
const policies = await openPolicies(kind);
const VERSION = '7.0';
const SET = { organization: { value: DEMO_ORG, locked: true } };
const FORCED = { installation_mode: 'force_installed' };
let close: () => void = () => undefined;
/** The address of the options page in Chromium; the extension's id in Firefox. */
let address = '';

async function forChromium(build: Build): Promise<void> {
  await build.change(() => ({ version: VERSION }));
  const { id, crx } = packForChromium(build.folder);
  const updates = await serveUpdates(id, crx, VERSION);
  close = updates.close;
  address = `chrome-extension://${id}/options.html`;
  await policies.set({
    ...setFor(kind, id, SET),
    ExtensionSettings: { [id]: { ...FORCED, update_url: updates.url } },
    // Without this policy, a test may not look into an extension that a policy installed.
    DeveloperToolsAvailability: 1,
  });
}

async function forFirefox(build: Build): Promise<void> {
  const { id, manifest } = ownId(kind);
  address = id;
  await build.change(() => ({ version: VERSION, ...manifest }));
  const file = `${build.folder}.xpi`;
  writeFileSync(file, packForFirefox(build.folder));
  close = () => rmSync(file);
  const install_url = pathToFileURL(file).href;
  await policies.set({
    policies: {
      '3rdparty': { Extensions: { [id]: SET } },
      ExtensionSettings: { [id]: { ...FORCED, install_url } },
    },
  });
}

/** Returns whether this Firefox accepts only extensions signed by Mozilla. All but an ESR do. */
async function takesOnlySigned(): Promise<boolean> {
  return await new FirefoxChrome(session.driver.browser).evaluate<boolean>(
    `ChromeUtils.importESModule('resource://gre/modules/addons/AddonSettings.sys.mjs').AddonSettings.REQUIRE_SIGNING`,
  );
}

const isInstalled = () =>
  new FirefoxChrome(session.driver.browser).evaluate<boolean>(
    `ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs').AddonManager.getAddonByID('${address}').then((one) => one !== null)`,
  );

async function openOptions(): Promise<Page> {
  if (kind === 'firefox') return await session.driver.openOptions();
  let page: Page | null = null;
  await until(async () => {
    page = await session.driver.openPage(address).catch(() => null);
    return page !== null;
  }, 'the extension to be installed');
  if (!page) throw new Error('There is no page.');
  return page;
}

const firstRun = async (page: Page) =>
  (await page.evaluate(
    `chrome.storage.local.get('first-run').then((all) => all['first-run']?.data)`,
  )) as { readonly opened: boolean } | undefined;

test.override('sessionOptions', async ({ build }, { onCleanup }) => {
  onCleanup(async () => {
    close();
    await policies.remove();
  });
  await (kind === 'chromium' ? forChromium(build) : forFirefox(build));
  return { extension: build.folder, connected: false, later: true, byPolicy: true, policies };
});

describe('a build that an organization installs', () => {
  test("runs with the organization's settings and knows who installed it", async () => {
    if (kind === 'firefox' && (await takesOnlySigned())) {
      expect(await isInstalled()).toBe(false);
      return;
    }
    const page = await openOptions();
    // Waypoint heard of the install and opened no page: the only page is the test's own.
    await until(async () => (await firstRun(page))?.opened === true, 'the install to be reported');
    const open = `chrome.extension.getViews({ type: 'tab' }).filter(({ location }) => location.pathname === '/options.html').length`;
    expect(await page.evaluate(open)).toBe(1);
    await until(async () => (await textOf(page, 'first-run')).includes('Let your mentor find'));
    await press(page, 'See an example');
    expect(await textOf(page, 'first-run')).toContain('A history of the units you opened');
    const self = await page.evaluate(`chrome.management.getSelf()`);
    expect(self).toMatchObject({ installType: 'admin', mayDisable: false, version: VERSION });
    await until(async () =>
      (await field(page, 'School (organization)')).evaluate((one) => one.readOnly),
    );
  });
});
