import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { next, press, textOf, until } from '../../../dev/browser/page-actions.ts';
import { plainCourses, unitAt, type Course } from '../../../dev/fake-openedx/courses.ts';
import { MOVEMENTS } from '../support/movements.ts';
import { session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

const [course] = plainCourses as [Course];
let page: Page;
/** The name that the site shows first. */
let learner: string;

const says = (n: number) => session.says(course, n);

/** Signs in another account, which goes to the next unit. */
async function goOnAs(name: string): Promise<void> {
  await page.bringToFront();
  await page.evaluate((account) => {
    const shown = document.querySelector('.user-dropdown span');
    if (shown) shown.textContent = account;
  }, name);
  await next(page);
}
const stored = () =>
  session.driver.inBackground(`chrome.storage.local.get().then((all) => JSON.stringify(all))`);
const asked = async (popup: Page) => (await textOf(popup, 'now-status')).includes('Is this you?');

test(MOVEMENTS.account, async () => {
  page = await session.visit(unitAt(course, 0));
  await until(says(0));
  learner = await page.$eval('.user-dropdown span', (span) => span.textContent);
  await goOnAs('grace');
  await sleep(7_000);
  expect(says(1)()).toBe(false);

  const popup = await session.driver.openPopup();
  await until(() => asked(popup));
  expect(await textOf(popup, 'now-place')).toBe('');
  await press(popup, 'No');
  const shown = () => popup.evaluate(() => document.body.innerText);
  await until(async () => (await shown()).includes('sign in there with your own account'));
  expect(says(1)()).toBe(false);
  await press(popup, 'Yes, it is me');
  await until(async () => !(await shown()).includes('Is this you?'));
  await popup.close();
  await page.bringToFront();
  await until(says(1));
  expect(await stored()).not.toContain('grace');
});

test('Waypoint asks no more once both accounts belong to the learner', async () => {
  const popup = await session.driver.openPopup();
  await goOnAs(learner);
  await until(says(2));
  await goOnAs('grace');
  await until(says(3));
  await popup.bringToFront();
  expect(await asked(popup)).toBe(false);
  await popup.close();

  // The learner withdraws the account in the list of sites, so Waypoint asks about the next name.
  const options = await session.driver.openOptions();
  const row = '[data-site="https://learning.edx.org"] [data-testid="site-accounts"]';
  await options.waitForSelector(row);
  await options.$eval(`${row} button`, (button) => button.click());
  await options.waitForSelector(row, { hidden: true });
  await goOnAs(learner);
  const again = await session.driver.openPopup();
  await until(() => asked(again));
  expect(says(4)()).toBe(false);
});

test("Waypoint notices another person on MIT's site, which shows a full name in another place", async () => {
  await press(await session.driver.openPopup(), 'Yes, it is me');
  await page.bringToFront();
  await until(says(4));
  await page.evaluate(() => {
    const shown = document.querySelector('.user-dropdown span');
    if (!shown) return;
    shown.className = 'user-menu-name';
    shown.removeAttribute('data-hj-suppress');
  });
  await goOnAs('Grace Hopper');
  const popup = await session.driver.openPopup();
  await until(() => asked(popup));
  expect(says(5)()).toBe(false);
  expect(await stored()).not.toContain('Hopper');
});
