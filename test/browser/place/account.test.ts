import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { textOf, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { plainCourses, unitAt, type Course } from '../../../dev/fake-openedx/courses.ts';
import { asksWhoItIs, goOnAs } from '../support/accounts.ts';
import { MOVEMENTS } from '../support/movements.ts';
import { session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

const [course] = plainCourses as [Course];
let page: Page;

const says = (n: number) => session.says(course, n);

const stored = () =>
  session.driver.inBackground(`chrome.storage.local.get().then((all) => JSON.stringify(all))`);

test(MOVEMENTS.account, async () => {
  page = await session.visit(unitAt(course, 0));
  await until(says(0));
  await goOnAs(page, 'grace');
  await sleep(7_000);
  expect(says(1)()).toBe(false);

  const popup = await session.driver.openPopup();
  await until(() => asksWhoItIs(popup));
  expect(await textOf(popup, 'now-place')).toBe('');
  await press(popup, 'No, that is not me');
  const shown = () => popup.evaluate(() => document.body.innerText);
  // The advice replaces the question, and the focus stays there.
  await until(async () => (await shown()).includes('with your own account, or pause Waypoint'));
  expect(await shown()).not.toContain('Is this still you?');
  const focused = () => popup.evaluate(() => document.activeElement?.textContent);
  await until(async () => (await focused()) === 'Pause', 'the focus at Pause');
  expect(says(1)()).toBe(false);
  await popup.close();
  // A learner who pressed the wrong button is asked again.
  const again = await session.driver.openPopup();
  await press(again, 'Yes, that is me');
  await until(async () => !(await textOf(again, 'now-status')).includes('Is this still you?'));
  await again.close();
  await page.bringToFront();
  await until(says(1));
  expect(await stored()).not.toContain('grace');
});

test("Waypoint notices another person on MIT's site, which shows a full name in another place", async () => {
  await page.bringToFront();
  await page.evaluate(() => {
    const shown = document.querySelector('.user-dropdown span');
    if (!shown) return;
    shown.className = 'user-menu-name';
    shown.removeAttribute('data-hj-suppress');
  });
  await goOnAs(page, 'Grace Hopper');
  const popup = await session.driver.openPopup();
  await until(() => asksWhoItIs(popup));
  expect(says(2)()).toBe(false);
  expect(await stored()).not.toContain('Hopper');
});
