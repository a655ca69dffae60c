import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { createApi, type Api } from '../fake-ibl/api.ts';
import { connect } from '../browser/connect.ts';
import type { BrowserKind } from '../browser/find-browser.ts';
import { textOf, until } from '../browser/page-actions.ts';
import { press } from '../browser/press.ts';
import { launch, type Driver } from '../browser/launch.ts';
import { openPolicies } from '../browser/policies.ts';
import { unitUrl, type UnitPlace } from '../fake-openedx/courses.ts';
import { openDemoWorld } from '../fake-network/demo-network.ts';
import type { World } from '../fake-network/network.ts';

/** The host of the API. */
export const API_HOST = 'base.manager.iblai.app';

export const WINDOW = { width: 1280, height: 800 } as const;

/** Whether policies can be given to a browser on this system. */
export const MAY_BE_SET = process.platform === 'linux';

type PopupTab = 'Now' | 'Instruction' | 'Memory';

/** A browser with the shipped build, and its own demo course and API. */
export interface Stage {
  readonly kind: BrowserKind;
  readonly api: Api;
  readonly world: World;
  readonly driver: Driver;
  /** Opens a page of a course site in its own window, and waits until Waypoint has read it. */
  open(url: string): Promise<Page>;
  /** Does the same for a unit. */
  study(place: UnitPlace): Promise<Page>;
  /** Opens the popup in its own size, at one of its tabs. */
  popup(tab?: PopupTab): Promise<Page>;
  /** Opens the popup, and waits until its status says this. */
  now(says: RegExp): Promise<Page>;
  /** Opens the options page. */
  options(section?: string): Promise<Page>;
  /** Connects, as a person does. */
  connect(): Promise<void>;
  /**
   * Sets an organization's policy from now on. Only works in Chromium on Linux, which notices
   * changes while it runs.
   */
  organization(policy: object): Promise<void>;
  /** Resets to the state of a new browser: nothing is open or stored, here and at the API. */
  reset(connected: boolean): Promise<void>;
  close(): Promise<void>;
}

/** @param build the folder of the unpacked build */
export async function openStage(kind: BrowserKind, build: string): Promise<Stage> {
  const api = createApi();
  const world = await openDemoWorld(api, { pace: 0 });
  const policies = MAY_BE_SET && kind === 'chromium' ? await openPolicies(kind) : null;
  // If other browsers can see its policies, the browser gets its own copy of the build, and so its
  // own id.
  const copy = policies?.own === false ? await mkdtemp(join(tmpdir(), 'waypoint-stage-')) : null;
  if (copy) await cp(build, copy, { recursive: true });
  const driver = await launch({
    kind,
    ...(policies && { policies }),
    extension: copy ?? build,
    proxyPort: world.proxyPort,
    closeOnSignal: false,
  });
  // A worker or event page that is only just starting cannot be asked.
  await until(() => driver.inBackground<boolean>(`typeof browser === 'object'`), 'the background');
  let isSet = false;
  const seen = new Set<Page>();
  const keep = (page: Page): Page => {
    seen.add(page);
    return page;
  };
  const stage: Stage = {
    kind,
    api,
    world,
    driver,
    async open(url) {
      let before = await heard(driver);
      const page = keep(await driver.openPage(url, { type: 'window' }));
      // A page that is covered before Waypoint has read it reports nothing.
      await until(async () => (await heard(driver)) !== before, `a report of ${url}`);
      // The page reports section and subsection a little later than the unit.
      for (let now = await heard(driver); now !== before; now = await heard(driver)) {
        before = now;
        await sleep(500);
      }
      return page;
    },
    study: ({ course, unit }) => stage.open(unitUrl(course, unit)),
    async popup(tab = 'Now') {
      const page = keep(await driver.openPopup());
      await until(() => layOut(page, 'popup'));
      if (tab !== 'Now') await press(page, tab);
      return page;
    },
    async now(says) {
      const page = await stage.popup();
      await until(async () => says.test(await textOf(page, 'now-status')), String(says));
      // A part that loads later makes the popup taller.
      await page.waitForNetworkIdle({ idleTime: 300 });
      return page;
    },
    async options(section) {
      const page = keep(await driver.openOptions(section));
      await page.setViewport(WINDOW);
      return page;
    },
    async connect() {
      const page = await driver.openOptions();
      await connect(page);
      await page.close();
    },
    async organization(policy) {
      const extensions = { [new URL(driver.origin).hostname]: policy };
      await policies?.set({ '3rdparty': { extensions } });
      // Chromium notices some seconds later.
      const known = `chrome.storage.managed.get().then((all) => Object.keys(all).length)`;
      const length = Object.keys(policy).length;
      await until(async () => (await driver.inBackground<number>(known)) === length, 'the policy');
      isSet = length > 0;
    },
    async reset(connected) {
      await Promise.all(Array.from(seen, (page) => page.close().catch(() => undefined)));
      seen.clear();
      if (isSet) await stage.organization({});
      world.restore(API_HOST);
      api.reset();
      const areas = ['local', 'session'].map((area) => `browser.storage.${area}.clear()`);
      await driver.inBackground(`Promise.all([${areas.join()}, browser.alarms.clearAll()])`);
      await driver.stopBackground();
      if (connected) await stage.connect();
    },
    async close() {
      await driver.close();
      await world.close();
      await policies?.remove();
      if (copy) await rm(copy, { recursive: true, force: true });
      api.close();
    },
  };
  return stage;
}

/**
 * Lays out the popup as a popup or a tab, because a test can open it in every browser only in a
 * tab. Returns false while it is too early to tell.
 */
export const layOut = (page: Page, as: 'popup' | 'tab'): Promise<boolean> =>
  page.evaluate((inTab) => {
    const { classList, dataset } = document.documentElement;
    dataset['known'] ??= classList.contains('in-tab') ? 'yes' : undefined;
    if (dataset['known']) classList.toggle('in-tab', inTab);
    return dataset['known'] !== undefined;
  }, as === 'tab');

/** Returns everything that the worker has heard from open pages, as JSON. */
const heard = (driver: Driver): Promise<string> =>
  driver.inBackground<string>(`browser.storage.session.get('tabs').then(JSON.stringify)`);
