import type { Page } from 'puppeteer-core';
import { DEMO_ORG } from '../../../dev/fake-ibl/api.ts';
import { until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { popupOver, type RealPopup } from './popup-over.ts';
import { session } from './session-test.ts';

/* A learner who connects with the sign-in of an ibl.ai page, through the popup. */

export const MENTOR = `https://mentor.iblai.app/platform/${DEMO_ORG}/`;

const READ_KEYS = `new Promise((done, fail) => {
  const open = indexedDB.open('waypoint');
  open.onupgradeneeded = () => open.result.createObjectStore('keys');
  open.onerror = () => fail(open.error);
  open.onsuccess = () => {
    const asked = open.result.transaction('keys').objectStore('keys').getAll();
    asked.onsuccess = () => { open.result.close(); done(asked.result); };
    asked.onerror = () => fail(asked.error);
  };
})`;

/** Returns the keys and tokens that Waypoint stores. */
export const keys = () => session.driver.inBackground<string[]>(READ_KEYS);

/** Opens a page of ibl.ai and signs in there. */
export async function signedIn(url = MENTOR): Promise<Page> {
  const mentor = await session.open(url);
  await press(mentor, 'Sign in as Ada');
  await until(async () => (await mentor.evaluate(() => localStorage.getItem('dm_token'))) !== null);
  return mentor;
}

/** Returns the popup over the page once its offer contains this text. */
export async function offered(mentor: Page, says: string): Promise<RealPopup> {
  const popup = await popupOver(session, mentor);
  await until(async () => (await popup.textOf('sign-in')).includes(says), says);
  return popup;
}

interface Stored {
  readonly base: string;
  readonly org: string;
  readonly username: string;
  readonly scheme: string;
  readonly source: { readonly kind: string; readonly token?: string; readonly expires?: number };
}

/** Returns the first connection that Waypoint stores. */
export const stored = () =>
  session.driver.inBackground<Stored | undefined>(
    `browser.storage.local.get('connections').then((all) => all.connections?.data[0])`,
  );

/** The question before the first connection, when only the page says which school it is. */
export const QUESTION = 'Connect as ada at demo-university?';

/** Connects with the sign-in of a page, or renews the connection, and returns the popup. */
export async function take(mentor: Page, question = QUESTION): Promise<RealPopup> {
  const popup = await offered(mentor, question);
  await popup.press(question.startsWith('Connect') ? 'Connect' : 'Renew');
  return popup;
}
