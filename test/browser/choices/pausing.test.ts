import type { Page } from 'puppeteer-core';
import { next, until } from '../../../dev/browser/page-actions.ts';
import {
  demonstration,
  plainCourses,
  unitAt,
  type Course,
} from '../../../dev/fake-openedx/courses.ts';
import { popupOver } from '../support/popup-over.ts';
import { savesNothing, shows } from '../support/session.ts';
import { session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

/* Tests pausing a single course in the popup. */

const [other] = plainCourses as [Course];
let page: Page;

test.beforeAll(async () => {
  page = await session.visit(unitAt(demonstration, 0));
  await until(session.says(demonstration, 0));
});

test('a course paused in the popup sends nothing more while other courses continue', async () => {
  const popup = await popupOver(session, page);
  await until(async () => (await popup.textOf('now-status')).includes('Saved for your mentor'));
  await popup.press('Pause only…');
  await popup.press('This course');
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
