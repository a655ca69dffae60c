import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { DEMO_ORG } from '../../../dev/fake-ibl/api.ts';
import { FirefoxChrome } from '../../../dev/browser/firefox-chrome.ts';
import { field, textOf, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { forceInstall, openForced, takesOnlySigned } from '../support/packed/forced.ts';
import { session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

/* Tests the packed build when only a policy installs it. */

const VERSION = '7.0';
const SET = { organization: { value: DEMO_ORG, locked: true } };
let id = '';

const isInstalled = () =>
  new FirefoxChrome(session.driver.browser).evaluate<boolean>(
    `ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs').AddonManager.getAddonByID('${id}').then((one) => one !== null)`,
  );

const firstRun = async (page: Page) =>
  (await page.evaluate(
    `chrome.storage.local.get('first-run').then((all) => all['first-run']?.data)`,
  )) as { readonly opened: boolean } | undefined;

test.override('sessionOptions', async ({ build }, { onCleanup }) => {
  const forced = await forceInstall(build, VERSION, SET);
  onCleanup(() => forced.close());
  id = forced.id;
  return { extension: build.folder, connected: false, byPolicy: id, policies: forced.policies };
});

describe('a build that an organization installs', () => {
  test("runs with the organization's settings and knows who installed it", async () => {
    if (await takesOnlySigned(session)) {
      expect(await isInstalled()).toBe(false);
      return;
    }
    const page = await openForced(session);
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
