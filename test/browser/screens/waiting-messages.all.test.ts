import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { plainCourses, unitAt, type Course } from '../../../dev/fake-openedx/courses.ts';
import { textOf, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { API_HOST } from '../support/session.ts';
import { session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

/* Tests what the popup says about places that wait, and why. */

const [one, two, three] = plainCourses as [Course, Course, Course];

/** Opens a unit and stays until it is queued. */
async function study(course: Course): Promise<void> {
  const page = await session.visit(unitAt(course, 0));
  await page.waitForSelector('#unit-iframe');
  await sleep(1_500);
}

/** Returns the popup once its status matches. */
async function popupSays(words: RegExp): Promise<Page> {
  const popup = await session.driver.openPopup();
  await until(async () => words.test(await textOf(popup, 'now-status')), String(words));
  return popup;
}
const all = (page: Page) => page.evaluate(() => document.body.innerText);
const buttons = (page: Page, name: string) =>
  page.evaluate(
    (text) =>
      Array.from(document.querySelectorAll('button')).filter(
        (button) => button.textContent === text,
      ).length,
    name,
  );

test('the popup shows both waiting courses and why without a network, and Try again sends them', async () => {
  session.world.cut(API_HOST);
  for (const course of [one, two]) {
    await study(course);
  }
  const popup = await popupSays(/you are offline/);
  await until(async () => (await textOf(popup, 'elsewhere')).includes('1 more place is waiting'));
  const text = await all(popup);
  expect(text).toContain(unitAt(two, 0).unit.title);
  expect(text).toContain(`${unitAt(one, 0).unit.title}, in ${one.title}`);
  expect(text).toMatch(/Check that you are online\..*Waypoint will try again/);
  expect(await buttons(popup, 'Try again')).toBe(1);
  session.world.restore(API_HOST);
  await press(popup, 'Try again');
  await until(session.says(one, 0));
  await until(session.says(two, 0));
  await until(async () => (await textOf(popup, 'now-status')).includes('Saved for your mentor'));
  expect(await textOf(popup, 'elsewhere')).toBe('');
  await popup.close();
});

test('Try again works once a minute when the server fails and then asks to wait', async () => {
  const answer = (status: number, headers: Record<string, string> = {}) =>
    session.api.faults.add({ path: /memor/, do: { kind: 'status', status, headers, body: {} } });
  const trouble = answer(500);
  await study(three);
  const popup = await popupSays(/has a problem \(error 500\)/);
  expect(await all(popup)).toContain('The problem is not on your side.');
  expect(await buttons(popup, 'Try again')).toBe(1);
  trouble();
  const busy = answer(429, { 'Retry-After': '20' });
  await press(popup, 'Try again');
  await until(async () => (await textOf(popup, 'now-status')).includes('very busy'));
  expect(await all(popup)).toContain('The server asked Waypoint to wait.');
  const rejections = () => session.api.log.filter(({ status }) => status === 429).length;
  const before = rejections();
  await press(popup, 'Try again');
  await until(() => rejections() === before + 1);
  busy();
  await until(async () => (await all(popup)).includes('You can press Try again once a minute.'));
  expect(await buttons(popup, 'Try again')).toBe(0);
  // The third try in a row: the wait after it is up to 320 s.
  await until(session.says(three, 0), 'the place after the waits', 400_000);
  const last = session.api.log.findLastIndex(({ status }) => status === 429);
  const [rejected, next] = session.api.log.slice(last);
  expect((next?.at ?? 0) - (rejected?.at ?? Infinity)).toBeGreaterThanOrEqual(20_000);
  await popup.close();
}, 600_000);
