import type { Browser, CreatePageOptions, Page } from 'puppeteer-core';
import type { BrowserKind } from './find-browser.ts';
import type { Policies } from './policies.ts';

/**
 * How long a page may take to open, and to come to what a test waits for (ms). What serves the pages also
 * hears all that a browser tells: a page of a thousand addresses a second keeps both waiting.
 */
export const PATIENCE = 120_000;

export type Scheme = 'light' | 'dark';

export interface LaunchOptions {
  readonly kind: BrowserKind;
  /** Folder of the built extension, unpacked. */
  readonly extension: string;
  /** Starts the browser without the extension: `install` brings it. Default: false. */
  readonly later?: boolean;
  /**
   * Leaves the page alone that Waypoint opens after its first install. Else it is waited for and put
   * away, so that the tab in front is the one that was. Also for an extension that opens none.
   */
  readonly firstRun?: boolean;
  /** The world's proxy: the browser reaches nothing else. */
  readonly proxyPort: number;
  /** Default: true. */
  readonly headless?: boolean;
  /** A profile folder that is kept. Without one, a temporary folder is used and removed. */
  readonly profile?: string;
  /** A BCP 47 tag: the language of the browser, hence of the extension and of `navigator.language`. */
  readonly language?: string;
  /** Asks pages for their dark colours, or for their light ones. Default: light. */
  readonly dark?: boolean;
  /** Firefox only: stops an idle event page after so many milliseconds. Default: the browser's own 30 s. */
  readonly idleTimeout?: number;
  /** What an administrator has set for this browser. */
  readonly policies?: Policies;
  /** Those policies install the extension, packed: with `later`, as nobody else brings it. Default: false. */
  readonly byPolicy?: boolean;
  /** Whether Ctrl-C and other signals close the browser and end this process at once. Default: true. */
  readonly closeOnSignal?: boolean;
}

/** A running browser with the extension in it. The same on both browsers; each says what differs. */
export interface Driver {
  readonly kind: BrowserKind;
  /** Another one after a restart. */
  readonly browser: Browser;
  /** chrome-extension://… or moz-extension://…, once it is installed. */
  readonly origin: string;
  /** A web page in a new tab (or, with `{ type: 'window' }`, in a window of its own), once it is loaded. */
  openPage(url: string, how?: CreatePageOptions): Promise<Page>;
  /** popup.html in a tab. */
  openPopup(how?: CreatePageOptions): Promise<Page>;
  /** options.html in a tab. */
  openOptions(how?: CreatePageOptions): Promise<Page>;
  /** Has a page follow this choice of colours; in Firefox every page does then. */
  colours(page: Page, scheme: Scheme): Promise<void>;
  /** Stops the worker or event page, and comes back when it is really gone. */
  stopBackground(): Promise<void>;
  /** Whether the worker or event page is running now. Asking does not wake it. */
  backgroundRuns(): Promise<boolean>;
  /** The value of an expression (awaited) in the background, as JSON carries it. Wakes the background. */
  inBackground<T>(code: string): Promise<T>;
  /** Chromium only: the popup as a click on the toolbar icon over `page` opens it. */
  realPopup?(page: Page): Promise<Page>;
  /** Installs what is in the extension's folder now: the first time, or over what is there. */
  install(): Promise<void>;
  /** Quits and starts again: same profile, same extension, same origin. */
  restart(): Promise<void>;
  /** Quits, and removes a temporary profile. */
  close(): Promise<void>;
}
