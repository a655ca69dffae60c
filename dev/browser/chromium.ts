import { resolve } from 'node:path';
import {
  type Browser,
  type CDPSession,
  type CreatePageOptions,
  type Page,
  type Target,
  TargetType,
  launch as launchBrowser,
} from 'puppeteer-core';
import type { Driver, LaunchOptions, Scheme } from './driver.ts';
import { findBrowser } from './find.ts';
import { until } from './hands.ts';
import { openProfile } from './profile.ts';
import { asJson, readAnswer } from './answers.ts';

/** Beside what puppeteer itself switches off. */
const QUIET = [
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-quic',
  '--disable-gpu',
  '--no-default-browser-check',
  '--no-service-autorun',
];

function start(options: LaunchOptions, profile: string): Promise<Browser> {
  const { language, headless = true, closeOnSignal = true, policies, byPolicy } = options;
  const browser = findBrowser('chromium');
  return launchBrowser({
    browser: 'chrome',
    executablePath: policies?.program(browser) ?? browser,
    headless,
    userDataDir: profile,
    pipe: true,
    enableExtensions: true,
    // With this puppeteer switches off what fetches extensions, too.
    ignoreDefaultArgs: byPolicy ? ['--disable-background-networking'] : false,
    acceptInsecureCerts: true,
    defaultViewport: headless ? { width: 1280, height: 800 } : null,
    handleSIGINT: closeOnSignal,
    handleSIGTERM: closeOnSignal,
    handleSIGHUP: closeOnSignal,
    // The interface follows --lang only where Chromium has that language's file; pages always follow.
    env: { ...process.env, ...(language ? { LANGUAGE: language.replace('-', '_') } : {}) },
    args: [
      ...QUIET,
      // Needed for what the worker asks, which no page's settings reach.
      '--ignore-certificate-errors',
      `--proxy-server=http://127.0.0.1:${options.proxyPort}`,
      `--blink-settings=preferredColorScheme=${options.dark ? 0 : 1}`,
      // Where it is root, or is taken for root to be given policies.
      ...(process.getuid?.() === 0 || policies?.own ? ['--no-sandbox'] : []),
      ...(language ? [`--lang=${language}`, `--accept-lang=${language}`] : []),
    ],
  });
}

class Chromium implements Driver {
  readonly kind = 'chromium';
  browser: Browser;
  #id = '';
  readonly #folder: string;
  readonly #reopen: () => Promise<Browser>;
  readonly #discard: () => Promise<void>;
  #opensFirstPage: boolean;

  constructor(
    browser: Browser,
    folder: string,
    reopen: () => Promise<Browser>,
    discard: () => Promise<void>,
    opensFirstPage: boolean,
  ) {
    this.browser = browser;
    this.#folder = folder;
    this.#reopen = reopen;
    this.#discard = discard;
    this.#opensFirstPage = opensFirstPage;
  }

  get origin(): string {
    return `chrome-extension://${this.#id}`;
  }

  async install(): Promise<void> {
    const open = new Set(this.browser.targets());
    const id = await this.browser.installExtension(this.#folder);
    const before = this.#id || id;
    this.#id = id;
    if (id !== before) throw new Error(`The extension came back as another one, ${id}.`);
    if (this.#opensFirstPage) await this.#putAwayFirstPage(open);
    this.#opensFirstPage = false;
  }

  /** An empty tab is used for the page, and is made empty again: without it there may be no window. */
  async #putAwayFirstPage(open: ReadonlySet<Target>): Promise<void> {
    const url = `${this.origin}/options.html`;
    const target = await this.browser.waitForTarget((one) => one.url() === url, {
      timeout: 60_000,
    });
    const page = await target.page();
    if (open.has(target)) await page?.goto('about:blank');
    else await page?.close();
  }

  async openPage(url: string, how?: CreatePageOptions): Promise<Page> {
    const page = await this.browser.newPage(how);
    await page.goto(url);
    return page;
  }

  openPopup(how?: CreatePageOptions): Promise<Page> {
    return this.openPage(`${this.origin}/popup.html`, how);
  }

  openOptions(how?: CreatePageOptions): Promise<Page> {
    return this.openPage(`${this.origin}/options.html`, how);
  }

  colours(page: Page, scheme: Scheme): Promise<void> {
    return page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  }

  #worker(): Target | undefined {
    return this.browser
      .targets()
      .find((t) => t.type() === TargetType.SERVICE_WORKER && t.url().startsWith(`${this.origin}/`));
  }

  async backgroundRuns(): Promise<boolean> {
    return this.#worker() !== undefined;
  }

  /** Service workers are started and stopped through a page; any page will do. */
  async #throughPage(use: (session: CDPSession) => Promise<void>): Promise<void> {
    const pages = await this.browser.pages();
    const page = pages[0] ?? (await this.browser.newPage({ background: true }));
    const session = await page.createCDPSession();
    try {
      await session.send('ServiceWorker.enable');
      await use(session);
    } finally {
      await session.detach();
    }
  }

  stopBackground(): Promise<void> {
    return this.#throughPage(async (session) => {
      await session.send('ServiceWorker.stopAllWorkers');
      await until(() => !this.#worker(), 'the service worker to stop');
    });
  }

  async inBackground<T>(code: string): Promise<T> {
    if (!this.#worker()) {
      await this.#throughPage(async (session) => {
        await session.send('ServiceWorker.startWorker', { scopeURL: `${this.origin}/` });
        await until(() => this.#worker() !== undefined, 'the service worker to start');
      });
    }
    // Attached only for a moment: a worker with a debugger on it would never go idle.
    const session = await this.#worker()?.createCDPSession();
    if (!session) throw new Error('The service worker stopped again before it could be asked.');
    try {
      const { result } = await session.send('Runtime.evaluate', {
        expression: asJson(code),
        awaitPromise: true,
        returnByValue: true,
      });
      return readAnswer<T>(result.value).value;
    } finally {
      await session.detach().catch(() => {});
    }
  }

  async realPopup(page: Page): Promise<Page> {
    const extension = (await this.browser.extensions()).get(this.#id);
    if (!extension) throw new Error('The extension is not installed.');
    const before = new Set(this.browser.targets());
    await page.bringToFront();
    await page.triggerExtensionAction(extension);
    const target = await this.browser.waitForTarget(
      (one) => !before.has(one) && one.url().startsWith(`${this.origin}/popup.html`),
      { timeout: 10_000 },
    );
    return target.asPage();
  }

  async restart(): Promise<void> {
    await this.browser.close();
    this.browser = await this.#reopen();
    await this.install();
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
 * An unpacked extension's id is made from its folder's path, so that it finds its data again when it
 * is loaded from the same place. Chromium forgets at its end that it had been loaded: after a restart
 * it is loaded anew and hears `onInstalled` with reason "install", never `onStartup`. Alarms and
 * registered content scripts are gone then, as after an update.
 */
export async function launchChromium(options: LaunchOptions): Promise<Driver> {
  const profile = await openProfile(options.profile);
  const open = (): Promise<Browser> => start(options, profile.folder);
  try {
    const folder = resolve(options.extension);
    const opensFirstPage = profile.isNew && options.firstRun !== true;
    const discard = () => profile.discard();
    const driver = new Chromium(await open(), folder, open, discard, opensFirstPage);
    if (!options.later) await driver.install();
    return driver;
  } catch (error) {
    await profile.discard();
    throw error;
  }
}
