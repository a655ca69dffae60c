import type { Page } from 'puppeteer-core';
import { next, textOf } from '../../../dev/browser/page-actions.ts';

/* Accounts on a site of Open edX, and the question of the popup about them. */

/** Signs in another account on the page of a unit. That account goes to the next unit. */
export async function goOnAs(page: Page, name: string): Promise<void> {
  await page.bringToFront();
  await page.evaluate((account) => {
    const shown = document.querySelector('.user-dropdown span');
    if (shown) shown.textContent = account;
  }, name);
  await next(page);
}

/** Returns whether the popup asks who the account is. */
export const asksWhoItIs = async (popup: Page): Promise<boolean> =>
  (await textOf(popup, 'now-status')).includes('Is this still you?');
