import type { Page, Target } from 'puppeteer-core';
import { BaseDriver, launchDriver, type Launched } from './base-driver.ts';
import { startChromium } from './chromium-start.ts';
import { ChromiumWorker } from './chromium-worker.ts';
import type { Driver, LaunchOptions, Scheme } from './driver.ts';
import { until } from './page-actions.ts';

class Chromium extends BaseDriver implements Driver {
  readonly kind = 'chromium';
  #id: string;

  constructor(launched: Launched, id: string) {
    super(launched);
    this.#id = id;
  }

  get origin(): string {
    return `chrome-extension://${this.#id}`;
  }

  async install(): Promise<void> {
    const open = new Set(this.browser.targets());
    const id = await this.browser.installExtension(this.launched.folder);
    const before = this.#id || id;
    this.#id = id;
    if (id !== before) throw new Error(`The extension came back as another one, ${id}.`);
    if (this.opensFirstPage) await this.#putAwayFirstPage(open);
    this.opensFirstPage = false;
  }

  /**
   * Puts away the page that Waypoint opens first. If the browser opened it in an empty tab, that
   * tab is emptied again: without it there may be no window.
   */
  async #putAwayFirstPage(open: ReadonlySet<Target>): Promise<void> {
    const url = `${this.origin}/options.html`;
    const target = await this.browser.waitForTarget((one) => one.url() === url, {
      timeout: 60_000,
    });
    const page = await target.page();
    if (open.has(target)) await page?.goto('about:blank');
    else await page?.close();
  }

  colours(page: Page, scheme: Scheme): Promise<void> {
    return page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  }

  async backgroundRuns(): Promise<boolean> {
    return this.#worker().runs();
  }

  stopBackground(): Promise<void> {
    return this.#worker().stop();
  }

  inBackground<T>(code: string): Promise<T> {
    return this.#worker().ask<T>(code);
  }

  protected async clearSites(hosts: readonly string[]): Promise<void> {
    const [page] = await this.browser.pages();
    const session = await page?.createCDPSession();
    for (const host of hosts) {
      const origin = `https://${host}`;
      await session?.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
    }
  }

  #worker(): ChromiumWorker {
    return new ChromiumWorker(this.browser, this.origin);
  }

  /**
   * Makes the window of a page the one that the extension takes for the last focused. Without a
   * screen, every window of Chromium counts as focused, and one that does cannot get the focus: it
   * has to lose it first.
   */
  async #focusWindow(page: Page): Promise<void> {
    await page.bringToFront();
    const id = await page.windowId();
    const focused = `browser.windows.update(${id}, { focused: false })
      .then(() => browser.windows.update(${id}, { focused: true }))
      .then(() => browser.windows.getLastFocused()).then((last) => last.id === ${id})`;
    await until(() => this.inBackground<boolean>(focused), 'the window of the page to be in front');
  }

  async realPopup(page: Page): Promise<Page> {
    const extension = (await this.browser.extensions()).get(this.#id);
    if (!extension) throw new Error('The extension is not installed.');
    const before = new Set(this.browser.targets());
    await this.#focusWindow(page);
    await page.triggerExtensionAction(extension);
    const target = await this.browser.waitForTarget(
      (one) => !before.has(one) && one.url().startsWith(`${this.origin}/popup.html`),
      { timeout: 10_000 },
    );
    return target.asPage();
  }
}

/**
 * Starts Chromium with the extension. Chromium makes the id of an unpacked extension from its
 * folder's path, so the extension finds its data again when it is loaded from the same folder. When
 * Chromium quits, it forgets that the extension was loaded. After a restart, the driver loads it
 * again: it gets `onInstalled` with reason "install", never `onStartup`. Its alarms and registered
 * content scripts are gone, as after an update.
 */
export const launchChromium = (options: LaunchOptions): Promise<Driver> =>
  launchDriver(
    options,
    (profile) => startChromium(options, profile),
    (launched) => new Chromium(launched, options.byPolicy ?? ''),
  );
