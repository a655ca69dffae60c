import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { plainCourses, unitAt, type Course } from '../../../dev/fake-openedx/courses.ts';
import { asksWhoItIs, goOnAs } from '../support/accounts.ts';
import { session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

/* Tests a learner who has two accounts on a site and said so. */

const [course] = plainCourses as [Course];
let page: Page;
/** The name that the site shows first. */
let learner: string;

const says = (n: number) => session.says(course, n);

test.beforeAll(async () => {
  page = await session.visit(unitAt(course, 0));
  await until(says(0));
  learner = await page.$eval('.user-dropdown span', (span) => span.textContent);
  await goOnAs(page, 'grace');
  const popup = await session.driver.openPopup();
  await until(() => asksWhoItIs(popup));
  await press(popup, 'Yes, that is me');
  await until(async () => !(await asksWhoItIs(popup)));
  await popup.close();
  await page.bringToFront();
  await until(says(1));
});

test('Waypoint asks no more once both accounts belong to the learner', async () => {
  const popup = await session.driver.openPopup();
  await goOnAs(page, learner);
  await until(says(2));
  await goOnAs(page, 'grace');
  await until(says(3));
  await popup.bringToFront();
  expect(await asksWhoItIs(popup)).toBe(false);
  await popup.close();

  // The learner withdraws the account in the list of sites, so Waypoint asks about the next name.
  const options = await session.driver.openOptions();
  const row = '[data-site="https://learning.edx.org"] [data-testid="site-accounts"]';
  await options.waitForSelector(row);
  await options.$eval(`${row} button`, (button) => button.click());
  await options.waitForSelector(row, { hidden: true });
  await goOnAs(page, learner);
  const again = await session.driver.openPopup();
  await until(() => asksWhoItIs(again));
  expect(says(4)()).toBe(false);
  await press(again, 'Yes, that is me');
  await page.bringToFront();
  await until(says(4));
});
