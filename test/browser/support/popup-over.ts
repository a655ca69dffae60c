import type { Page } from 'puppeteer-core';
import { BUILD_FOLDERS } from '../../../dev/browser/build-folders.ts';
import { FirefoxChrome } from '../../../dev/browser/firefox-chrome.ts';
import { geckoId } from '../../../dev/browser/firefox-start.ts';
import { textOf, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import type { Session } from './session.ts';

/** The popup that a click on the toolbar's icon opens, in either browser. */
export interface RealPopup {
  /** Returns the text of an element by its test id, or '' while the element is missing. */
  textOf(testId: string): Promise<string>;
  /** Presses a button by its name. */
  press(name: string): Promise<void>;
  /** Returns the value of an expression in the popup. */
  ask<T>(code: string): Promise<T>;
  close(): Promise<void>;
}

/**
 * Opens the popup over a page.
 * @param gecko the extension's id in Firefox, if it is not that of the build
 */
export async function popupOver(session: Session, page: Page, gecko?: string): Promise<RealPopup> {
  const { driver } = session;
  if (driver.realPopup) {
    const popup = await driver.realPopup(page);
    return {
      textOf: (testId) => textOf(popup, testId),
      press: (name) => press(popup, name),
      ask: async <T>(code: string) => (await popup.evaluate(code)) as T,
      close: () => popup.close(),
    };
  }
  const id = gecko ?? (await geckoId(BUILD_FOLDERS.firefox));
  const chrome = new FirefoxChrome(driver.browser);
  await chrome.closePopup(id);
  await page.bringToFront();
  await chrome.openPopup(id);
  return {
    textOf: (testId) =>
      chrome.inPopup<string>(
        id,
        `document.querySelector('[data-testid="${testId}"]')?.textContent ?? ''`,
      ),
    async press(name) {
      await until(
        () => chrome.inPopup<boolean>(id, markButton(name)),
        `a button "${name}" in the popup`,
      );
      await chrome.pressInPopup(id, '[data-pressed]');
    },
    ask: (code) => chrome.inPopup(id, code),
    close: () => chrome.closePopup(id),
  };
}

/** Waits until an element of the popup says a text. Otherwise throws with what it says instead. */
export async function untilSays(popup: RealPopup, testId: string, text: string): Promise<void> {
  let said = '';
  const says = async () => (said = await popup.textOf(testId)).includes(text);
  await until(says, text).catch((error: unknown) => {
    throw new Error(`"${testId}" says "${said}", not "${text}"`, { cause: error });
  });
}

/**
 * Returns the value of an expression in the options page that Waypoint opened itself. In Firefox,
 * Puppeteer cannot reach such a tab.
 */
export async function inOpenedOptions<T>(session: Session, code: string): Promise<T> {
  const { browser, kind, origin } = session.driver;
  if (kind === 'firefox') {
    return await new FirefoxChrome(browser).inTab<T>(await geckoId(BUILD_FOLDERS.firefox), code);
  }
  const pages = await browser.pages();
  const page = pages.find((one) => one.url().startsWith(`${origin}/options.html?`));
  if (!page) throw new Error('The options page is not open.');
  return (await page.evaluate(code)) as T;
}

/** Chooses in the dialog beside Pause what to pause and for how long, and presses Pause there. */
export async function pauseOnly(popup: RealPopup, what: string, length: string): Promise<void> {
  await popup.press('Choose what to pause, and for how long');
  await until(() => popup.ask<boolean>(`document.querySelector('dialog .primary') !== null`));
  await popup.ask(`document.querySelector('dialog [value="${what}"]').click()`);
  await popup.ask(`document.querySelector('dialog [value="${length}"]').click()`);
  await popup.ask(`document.querySelector('dialog .primary').click()`);
}

/** Returns code that marks the button with this name, and is false while it is missing. */
const markButton = (name: string): string => `(() => {
  document.querySelector('[data-pressed]')?.removeAttribute('data-pressed');
  const all = Array.from(document.querySelectorAll('button, a, summary'));
  const found = all.find((one) => (one.getAttribute('aria-label') ?? one.textContent).trim() === ${JSON.stringify(name)}
    && one.checkVisibility() && !one.matches('[aria-disabled=true]'));
  found?.setAttribute('data-pressed', '');
  return found !== undefined;
})()`;
