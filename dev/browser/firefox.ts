import { resolve } from 'node:path';
import type { Browser, CreatePageOptions, Page } from 'puppeteer-core';
import { PATIENCE, type Driver, type LaunchOptions, type Scheme } from './driver.ts';
import { FirefoxChrome } from './firefox-chrome.ts';
import { ADDRESS, COLOURS, COLOUR_VALUES, geckoId, startFirefox } from './firefox-start.ts';
import { openProfile } from './profile.ts';

class Firefox implements Driver {
  readonly kind = 'firefox';
  readonly origin = `moz-extension://${ADDRESS}`;
  browser: Browser;
  readonly #id: string;
  readonly #folder: string;
  readonly #reopen: () => Promise<Browser>;
  readonly #discard: () => Promise<void>;
  #opensFirstPage: boolean;

  constructor(
    browser: Browser,
    id: string,
    folder: string,
    reopen: () => Promise<Browser>,
    discard: () => Promise<void>,
    opensFirstPage: boolean,
  ) {
    this.browser = browser;
    this.#id = id;
    this.#folder = folder;
    this.#reopen = reopen;
    this.#discard = discard;
    this.#opensFirstPage = opensFirstPage;
  }

  async #newPage(how?: CreatePageOptions): Promise<Page> {
    const page = await this.browser.newPage(how);
    page.setDefaultTimeout(PATIENCE);
    return page;
  }

  async openPage(url: string, how?: CreatePageOptions): Promise<Page> {
    const page = await this.#newPage(how);
    await page.goto(url);
    return page;
  }

  /**
   * Opens a page of the extension. BiDi does not report that such a page has loaded, so this asks
   * the page itself.
   */
  async #openOwn(file: string, how?: CreatePageOptions): Promise<Page> {
    const url = `${this.origin}/${file}`;
    const page = await this.#newPage(how);
    await page.goto(url, { waitUntil: [] });
    // `page.url()` stays about:blank here; ask `location.href` instead.
    await page.waitForFunction(
      `location.href === ${JSON.stringify(url)} && document.readyState === 'complete'`,
      { polling: 50 },
    );
    return page;
  }

  openPopup(how?: CreatePageOptions): Promise<Page> {
    return this.#openOwn('popup.html', how);
  }

  openOptions(how?: CreatePageOptions): Promise<Page> {
    return this.#openOwn('options.html', how);
  }

  async colours(_page: Page, scheme: Scheme): Promise<void> {
    await new FirefoxChrome(this.browser).evaluate(
      `Services.prefs.setIntPref('${COLOURS}', ${COLOUR_VALUES[scheme]}), null`,
    );
  }

  async backgroundRuns(): Promise<boolean> {
    return (await new FirefoxChrome(this.browser).backgroundState(this.#id)) !== 'stopped';
  }

  stopBackground(): Promise<void> {
    return new FirefoxChrome(this.browser).stopBackground(this.#id);
  }

  inBackground<T>(code: string): Promise<T> {
    return new FirefoxChrome(this.browser).inBackground<T>(this.#id, code);
  }

  async restart(): Promise<void> {
    await this.browser.close();
    this.browser = await this.#reopen();
    await this.install();
  }

  async install(): Promise<void> {
    await this.browser.installExtension(this.#folder);
    if (this.#opensFirstPage) {
      const page = `${this.origin}/options.html`;
      await new FirefoxChrome(this.browser).putAwayTab(page);
    }
    this.#opensFirstPage = false;
  }

  async close(): Promise<void> {
    try {
      await this.browser.close();
    } finally {
      await this.#discard();
    }
  }
}

/**
 * Starts Firefox with the extension. The build is unsigned, so Firefox takes it as a temporary
 * add-on and forgets it when it quits. After a restart the driver installs it again: it gets
 * `onInstalled`, never `onStartup`. Its id, address, storage and IndexedDB stay the same.
 */
export async function launchFirefox(options: LaunchOptions): Promise<Driver> {
  const extension = resolve(options.extension);
  const id = await geckoId(extension);
  const profile = await openProfile(options.profile);
  const open = async (): Promise<Browser> => {
    const browser = await startFirefox(options, profile.folder, id);
    if (options.language) await new FirefoxChrome(browser).setLanguage(options.language);
    return browser;
  };
  try {
    const opensFirstPage = profile.isNew && options.firstRun !== true;
    const discard = () => profile.discard();
    const driver = new Firefox(await open(), id, extension, open, discard, opensFirstPage);
    if (!options.later) await driver.install();
    return driver;
  } catch (error) {
    await profile.discard();
    throw error;
  }
}
