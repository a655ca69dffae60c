import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { next, press, textOf, until } from '../../dev/browser/hands.ts';
import { plainCourses, unitAt, type Course } from '../../dev/course/courses.ts';
import { MOVEMENTS } from './movements.ts';
import { openSession, textIn, type Session } from './session.ts';

const [course] = plainCourses as [Course];
let session: Session;
let page: Page;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => session.close());

const text = () => textIn(session.memoryOf(course));
const says = (n: number) => () => text().includes(`(key "${unitAt(course, n).unit.key}")`);

/** Somebody else signs in, and goes on to the next unit. */
async function goOnAs(name: string): Promise<void> {
  await page.bringToFront();
  await page.evaluate((account) => {
    const shown = document.querySelector('.user-dropdown [data-hj-suppress]');
    if (shown) shown.textContent = account;
  }, name);
  await next(page);
}

test(MOVEMENTS.account, async () => {
  page = await session.visit(unitAt(course, 0));
  await until(says(0));
  await goOnAs('grace');
  await sleep(7_000);
  expect(says(1)()).toBe(false);

  const popup = await session.driver.openPopup({ type: 'window' });
  await until(async () => (await textOf(popup, 'now-status')).includes('Is this still you?'));
  expect(await textOf(popup, 'now-place')).toBe('');
  await press(popup, 'No');
  const shown = () => popup.evaluate(() => document.body.innerText);
  await until(async () => (await shown()).includes('sign in there with your own account'));
  expect(says(1)()).toBe(false);
  await press(popup, 'Yes, it is me');
  await until(async () => !(await shown()).includes('Is this still you?'));
  await popup.close();
  await page.bringToFront();
  await until(says(1));
  const stored = await session.driver.inBackground(
    `chrome.storage.local.get().then((all) => JSON.stringify(all))`,
  );
  expect(stored).not.toContain('grace');
});
