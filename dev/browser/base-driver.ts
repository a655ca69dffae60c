import { resolve } from 'node:path';
import type { Browser, CreatePageOptions, Page } from 'puppeteer-core';
import { PATIENCE, type Driver, type LaunchOptions } from './driver.ts';
import { openProfile } from './profile.ts';

export interface Launched {
  readonly browser: Browser;
  /** The folder of the unpacked build. */
  readonly folder: string;
  /** Whether Waypoint opens a page after the install, which the driver has to put away. */
  readonly opensFirstPage: boolean;
  /** Starts the browser again with the same profile. */
  reopen(): Promise<Browser>;
  discardProfile(): Promise<void>;
}

/** Code for the background that deletes everything the extension stored or was granted later. */
const EMPTY = `(async () => {
  const { origins } = await browser.permissions.getAll();
  const own = browser.runtime.getManifest().host_permissions;
  const granted = origins.filter((origin) => !own.includes(origin));
  if (granted.length > 0) await browser.permissions.remove({ origins: granted });
  await browser.alarms.clearAll();
  await browser.storage.local.clear();
  await browser.storage.session.clear();
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  for (const { name } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      await done(database.transaction(store, 'readwrite').objectStore(store).clear());
    }
    database.close();
  }
})()`;

/** What the drivers of both browsers share. */
/** The largest popup that a browser shows (px). */
export const POPUP = { width: 380, height: 600 } as const;

export abstract class BaseDriver {
  browser: Browser;
  abstract readonly origin: string;
  protected readonly launched: Launched;
  protected opensFirstPage: boolean;

  constructor(launched: Launched) {
    this.browser = launched.browser;
    this.launched = launched;
    this.opensFirstPage = launched.opensFirstPage;
  }

  abstract install(): Promise<void>;

  protected async newPage(how?: CreatePageOptions): Promise<Page> {
    const page = await this.browser.newPage(how);
    page.setDefaultTimeout(PATIENCE);
    return page;
  }

  async openPage(url: string, how?: CreatePageOptions): Promise<Page> {
    const page = await this.newPage(how);
    await page.goto(url);
    return page;
  }

  /** Opens a page of the extension. */
  protected openOwn(url: string, how?: CreatePageOptions): Promise<Page> {
    return this.openPage(url, how);
  }

  /** Opens the popup in a window of its own, because a tab hides the page that it is about. */
  async openPopup(tab?: string): Promise<Page> {
    const hash = tab === undefined ? '' : `#${tab}`;
    const page = await this.openOwn(`${this.origin}/popup.html${hash}`, { type: 'window' });
    // No popup is as wide as a tab. A window that a person can see keeps its own size.
    if (tab === undefined && page.viewport()) await page.setViewport(POPUP);
    return page;
  }

  openOptions(section = ''): Promise<Page> {
    const hash = section === '' ? '' : `#${section}`;
    return this.openOwn(`${this.origin}/options.html${hash}`);
  }

  abstract inBackground<T>(code: string): Promise<T>;
  abstract stopBackground(): Promise<void>;
  /** Deletes what pages of these hosts stored. */
  protected abstract clearSites(hosts: readonly string[]): Promise<void>;

  async reset(hosts: readonly string[]): Promise<void> {
    const before = await this.browser.pages();
    await this.newPage();
    await Promise.all(before.map((page) => page.close()));
    await this.clearSites(hosts);
    await this.inBackground(EMPTY);
    await this.stopBackground();
  }

  async restart(): Promise<void> {
    await this.browser.close();
    this.browser = await this.launched.reopen();
    await this.install();
  }

  async close(): Promise<void> {
    try {
      await this.browser.close();
    } finally {
      await this.launched.discardProfile();
    }
  }
}

/** Opens a profile, starts the browser with it, and installs the extension unless it comes later. */
export async function launchDriver(
  options: LaunchOptions,
  start: (profile: string) => Promise<Browser>,
  make: (launched: Launched) => Driver,
): Promise<Driver> {
  const profile = await openProfile(options.profile);
  const reopen = () => start(profile.folder);
  try {
    const driver = make({
      browser: await reopen(),
      folder: resolve(options.extension),
      opensFirstPage: profile.isNew && options.firstRun !== true,
      reopen,
      discardProfile: () => profile.discard(),
    });
    if (!options.later && options.byPolicy === undefined) await driver.install();
    return driver;
  } catch (error) {
    await profile.discard();
    throw error;
  }
}
