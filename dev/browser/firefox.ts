import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  type Browser,
  type CreatePageOptions,
  type Page,
  launch as launchBrowser,
} from 'puppeteer-core';
import { z } from 'zod';
import type { Driver, LaunchOptions, Scheme } from './driver.ts';
import { findBrowser } from './find.ts';
import { FirefoxChrome } from './firefox-chrome.ts';
import { openProfile } from './profile.ts';

/** Firefox draws an extension's address by lot unless it is told one. */
const ADDRESS = '6b3f1d52-90c4-4c7e-8f1a-2d5e7c9b0a41';

/** Which colours pages are asked for. */
const COLOURS = 'layout.css.prefers-color-scheme.content-override';
const COLOUR_VALUES = { dark: 0, light: 1 } as const;

const Manifest = z.object({
  browser_specific_settings: z.object({ gecko: z.object({ id: z.string() }) }),
});

async function geckoId(extension: string): Promise<string> {
  const text = await readFile(join(extension, 'manifest.json'), 'utf8');
  const manifest = Manifest.safeParse(JSON.parse(text));
  if (manifest.success) return manifest.data.browser_specific_settings.gecko.id;
  throw new Error(`The manifest in ${extension} has no gecko id: is it a Firefox build?`);
}

function preferences(options: LaunchOptions, id: string): Record<string, unknown> {
  const { proxyPort, dark = false, language, idleTimeout, byPolicy } = options;
  return {
    'network.proxy.type': 1,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': proxyPort,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': proxyPort,
    // No request around the proxy: no name look-ups ahead of time, no probe for a captive portal.
    'network.dns.disablePrefetch': true,
    'network.prefetch-next': false,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'extensions.webextensions.uuids': JSON.stringify({ [id]: ADDRESS }),
    // A restart takes a temporary add-on out and puts it in again; its data must outlast that.
    'extensions.webextensions.keepStorageOnUninstall': true,
    'extensions.webextensions.keepUuidOnUninstall': true,
    // A prompt for an optional permission has nobody to answer it in a test.
    ...(options.headless === false ? {} : { 'extensions.webextOptionalPermissionPrompts': false }),
    'ui.systemUsesDarkTheme': dark ? 1 : 0,
    [COLOURS]: COLOUR_VALUES[dark ? 'dark' : 'light'],
    // Nobody signed the copy; temporary add-ons need no signature.
    ...(byPolicy ? { 'xpinstall.signatures.required': false } : {}),
    ...(language ? { 'intl.accept_languages': language } : {}),
    ...(idleTimeout === undefined ? {} : { 'extensions.background.idle.timeout': idleTimeout }),
  };
}

function start(options: LaunchOptions, profile: string, id: string): Promise<Browser> {
  const { headless = true, closeOnSignal = true, policies } = options;
  const browser = findBrowser('firefox');
  return launchBrowser({
    browser: 'firefox',
    executablePath: policies?.program(browser) ?? browser,
    headless,
    userDataDir: profile,
    acceptInsecureCerts: true,
    defaultViewport: headless ? { width: 1280, height: 800 } : null,
    handleSIGINT: closeOnSignal,
    handleSIGTERM: closeOnSignal,
    handleSIGHUP: closeOnSignal,
    extraPrefsFirefox: preferences(options, id),
    // Without this flag BiDi refuses the extension's own pages.
    args: ['--remote-allow-system-access'],
  });
}

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

  async openPage(url: string, how?: CreatePageOptions): Promise<Page> {
    const page = await this.browser.newPage(how);
    await page.goto(url);
    return page;
  }

  /** An extension's page loads, but BiDi tells nobody; so nothing is waited for but the page itself. */
  async #openOwn(file: string, how?: CreatePageOptions): Promise<Page> {
    const url = `${this.origin}/${file}`;
    const page = await this.browser.newPage(how);
    await page.goto(url, { waitUntil: [] });
    // Its `page.url()` stays about:blank; ask `location.href` instead.
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

  async stopBackground(): Promise<void> {
    const chrome = new FirefoxChrome(this.browser);
    await chrome.stopBackground(this.#id);
    const state = await chrome.backgroundState(this.#id);
    if (state !== 'stopped') throw new Error(`The event page is ${state} after it was stopped.`);
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
 * The build is unsigned, so Firefox takes it as a temporary add-on and forgets it when it quits. A
 * restart installs it again: it hears `onInstalled`, never `onStartup`; id, address, storage and
 * IndexedDB are the same as before.
 */
export async function launchFirefox(options: LaunchOptions): Promise<Driver> {
  const extension = resolve(options.extension);
  const id = await geckoId(extension);
  const profile = await openProfile(options.profile);
  const open = async (): Promise<Browser> => {
    const browser = await start(options, profile.folder, id);
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
