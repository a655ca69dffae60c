import type { Page } from 'puppeteer-core';
import { next, textOf, until } from '../../../dev/browser/page-actions.ts';
import {
  demonstration,
  plainCourses,
  unitAt,
  type Course,
} from '../../../dev/fake-openedx/courses.ts';
import { pauseOnly, popupOver } from '../support/popup-over.ts';
import { savesNothing, shows } from '../support/session.ts';
import { session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

/* Tests pausing a course in the popup, and a pause that ends by itself. */

const [other] = plainCourses as [Course];
let page: Page;

test.beforeAll(async () => {
  page = await session.visit(unitAt(demonstration, 0));
  await until(session.says(demonstration, 0));
});

/** Lets the end of the pause of everything pass in a moment, as if the hour were almost over. */
const almostOver = () =>
  session.driver.inBackground(`browser.storage.local.get('settings').then(({ settings }) => {
    settings.data.pause.end.until = Date.now() + 3000;
    return browser.storage.local.set({ settings });
  })`);

test('a course paused in the popup sends nothing more while other courses continue', async () => {
  const popup = await popupOver(session, page);
  await until(async () => (await popup.textOf('now-status')).includes('Saved for your mentor'));
  await pauseOnly(popup, 'course', 'endless');
  await until(async () => (await popup.textOf('now-status')).includes('You paused this course'));
  await popup.close();
  await savesNothing(session, demonstration, async () => {
    await page.bringToFront();
    await next(page);
    await shows(page, unitAt(demonstration, 1).unit.key);
  });
  const one = await session.visit(unitAt(other, 0));
  await until(session.says(other, 0));
  await one.close();
});

test('resuming a course in the popup saves the place in front', async () => {
  await page.bringToFront();
  const popup = await popupOver(session, page);
  await popup.press('Resume this course');
  await until(session.says(demonstration, 1));
  await until(async () => (await popup.textOf('now-status')).includes('Saved for your mentor'));
  await popup.close();
});

test('a pause for an hour says when it ends, ends by itself on every screen, and saves the place in front', async () => {
  await page.bringToFront();
  const popup = await popupOver(session, page);
  await pauseOnly(popup, 'everything', 'hour');
  await until(async () => (await popup.textOf('now-status')).includes('Paused until '));
  await popup.close();
  const options = await session.driver.openOptions();
  const pauses = () => textOf(options, 'pauses');
  await until(async () => (await pauses()).includes('Paused until '));
  await savesNothing(session, demonstration, async () => {
    await page.bringToFront();
    await next(page);
    await shows(page, unitAt(demonstration, 2).unit.key);
  });
  await almostOver();
  await until(async () => (await pauses()).includes('Waypoint is not paused'));
  await page.bringToFront();
  await until(session.says(demonstration, 2));
  const again = await popupOver(session, page);
  await until(async () => (await again.textOf('now-status')).includes('Saved for your mentor'));
  await again.close();
  await options.close();
});
