import type { CreatePageOptions, Page } from 'puppeteer-core';
import { BaseDriver, launchDriver, type Launched } from './base-driver.ts';
import type { Driver, LaunchOptions, Scheme } from './driver.ts';
import { FirefoxChrome } from './firefox-chrome.ts';
import { ADDRESS, COLOURS, COLOUR_VALUES, geckoId, startFirefox } from './firefox-start.ts';

class Firefox extends BaseDriver implements Driver {
  readonly kind = 'firefox';
  readonly origin = `moz-extension://${ADDRESS}`;
  readonly #id: string;

  constructor(launched: Launched, id: string) {
    super(launched);
    this.#id = id;
  }

  /** BiDi does not report that a page of the extension has loaded, so this asks the page itself. */
  protected override async openOwn(url: string, how?: CreatePageOptions): Promise<Page> {
    const page = await this.newPage(how);
    await page.goto(url, { waitUntil: [] });
    // `page.url()` stays about:blank here; ask `location.href` instead.
    await page.waitForFunction(
      `location.href === ${JSON.stringify(url)} && document.readyState === 'complete'`,
      { polling: 50 },
    );
    return page;
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

  protected async clearSites(hosts: readonly string[]): Promise<void> {
    await new FirefoxChrome(this.browser).evaluate(
      `Promise.all(${JSON.stringify(hosts)}.map((host) => new Promise((resolve) => {
        const what = Ci.nsIClearDataService.CLEAR_DOM_STORAGES | Ci.nsIClearDataService.CLEAR_COOKIES;
        Services.clearData.deleteDataFromHost(host, true, what, { onDataDeleted: resolve });
      }))).then(() => null)`,
    );
  }

  async install(): Promise<void> {
    await this.browser.installExtension(this.launched.folder);
    if (this.opensFirstPage) {
      const page = `${this.origin}/options.html`;
      await new FirefoxChrome(this.browser).putAwayTab(page);
    }
    this.opensFirstPage = false;
  }
}

/**
 * Starts Firefox with the extension. The build is unsigned, so Firefox takes it as a temporary
 * add-on and forgets it when it quits. After a restart the driver installs it again: it gets
 * `onInstalled`, never `onStartup`. Its id, address, storage and IndexedDB stay the same.
 */
export async function launchFirefox(options: LaunchOptions): Promise<Driver> {
  const id = await geckoId(options.extension);
  return await launchDriver(
    options,
    async (profile) => {
      const browser = await startFirefox(options, profile, id);
      if (options.language) await new FirefoxChrome(browser).setLanguage(options.language);
      return browser;
    },
    (launched) => new Firefox(launched, id),
  );
}
