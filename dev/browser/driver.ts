import type { Browser, CreatePageOptions, Page } from 'puppeteer-core';
import type { BrowserKind } from './find-browser.ts';
import type { Policies } from './policies.ts';

/**
 * How long a page may take to open, and to reach what a test waits for (ms). The process that
 * serves the pages also receives all that the browser reports, so a page with a thousand addresses
 * a second delays both.
 */
export const PATIENCE = 120_000;

export type Scheme = 'light' | 'dark';

export interface LaunchOptions {
  readonly kind: BrowserKind;
  /** The folder of the unpacked build. */
  readonly extension: string;
  /** Starts the browser without the extension; `install` adds it. Default: false. */
  readonly later?: boolean;
  /**
   * Leaves open the page that Waypoint opens after its first install. Otherwise the driver waits
   * for that page and puts it away, so that the tab in front stays the same. Set this also for an
   * extension that opens no page.
   */
  readonly firstRun?: boolean;
  /** The port of the world's proxy. The browser reaches nothing else. */
  readonly proxyPort: number;
  /** Default: true. */
  readonly headless?: boolean;
  /** A profile folder to keep. Without one, a temporary folder is used and removed. */
  readonly profile?: string;
  /** The browser's language as a BCP 47 tag, and so the extension's and `navigator.language`. */
  readonly language?: string;
  /** Whether pages are asked for dark colours. Default: false, for light ones. */
  readonly dark?: boolean;
  /** Firefox only: after this time (ms), an idle event page stops. Default: the browser's 30 s. */
  readonly idleTimeout?: number;
  /** The policies that an administrator has set for this browser. */
  readonly policies?: Policies;
  /**
   * The id of the packed extension, if those policies install it. The driver then installs nothing
   * at the start.
   */
  readonly byPolicy?: string;
  /** Whether signals such as Ctrl-C close the browser and end this process. Default: true. */
  readonly closeOnSignal?: boolean;
}

/** A running browser with the extension. The members say where the two browsers differ. */
export interface Driver {
  readonly kind: BrowserKind;
  /** The browser. After a restart it is another object. */
  readonly browser: Browser;
  /** The extension's origin, chrome-extension://… or moz-extension://…, once it is installed. */
  readonly origin: string;
  /**
   * Opens a web page in a new tab, or in its own window with `{ type: 'window' }`, and waits until
   * it has loaded.
   */
  openPage(url: string, how?: CreatePageOptions): Promise<Page>;
  /** Opens popup.html in a tab: in the size of a popup, or, at one of its tabs, in that of a tab. */
  openPopup(tab?: 'instruction' | 'memory'): Promise<Page>;
  /**
   * Opens options.html in a tab.
   * @param section the address of the section, without `#`; the page decides if there is none
   */
  openOptions(section?: string): Promise<Page>;
  /** Makes a page use these colours; in Firefox, every page then uses them. */
  colours(page: Page, scheme: Scheme): Promise<void>;
  /** Stops the worker or event page. Resolves when it is really gone. */
  stopBackground(): Promise<void>;
  /** Whether the worker or event page is running now. Asking does not wake it. */
  backgroundRuns(): Promise<boolean>;
  /**
   * Returns the value of an expression (awaited) in the worker or event page, as JSON carries it.
   * Wakes the worker or event page.
   */
  inBackground<T>(code: string): Promise<T>;
  /** Chromium only: opens the popup as a click on the toolbar icon over `page` does. */
  realPopup?(page: Page): Promise<Page>;
  /** Installs what is now in the extension's folder, the first time or over the old version. */
  install(): Promise<void>;
  /**
   * Empties the browser: closes every page, deletes what the extension and these hosts stored, and
   * takes back what the extension was granted.
   */
  reset(hosts: readonly string[]): Promise<void>;
  /** Quits and starts the browser again with the same profile, extension and origin. */
  restart(): Promise<void>;
  /** Quits the browser, and removes a temporary profile. */
  close(): Promise<void>;
}
