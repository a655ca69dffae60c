import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { next, press, textOf, until } from '../../../dev/browser/page-actions.ts';
import {
  demonstration,
  plainCourses,
  unitAt,
  type Course,
} from '../../../dev/fake-openedx/courses.ts';
import { popupOver } from '../support/popup-over.ts';
import { NO_MORE, shows } from '../support/session.ts';
import { session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

/* Tests pausing a single course or site in the popup and on the options page. */

const [other] = plainCourses as [Course];
let page: Page;

test.beforeAll(async () => {
  page = await session.visit(unitAt(demonstration, 0));
  await until(session.says(demonstration, 0));
});

const unsaved = async (work: () => Promise<unknown>) => {
  const before = session.memoryOf(demonstration);
  await work();
  await sleep(NO_MORE);
  expect(session.memoryOf(demonstration)).toEqual(before);
};

test('a course paused in the popup sends nothing more while other courses continue', async () => {
  const popup = await popupOver(session, page);
  await until(async () => (await popup.textOf('now-status')).includes('Saved for your mentor'));
  await popup.press('Pause only…');
  await popup.press('This course');
  await until(async () => (await popup.textOf('now-status')).includes('You paused this course'));
  await popup.close();
  await unsaved(async () => {
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

test('a site paused in the popup is not read, and its place is saved after it is resumed', async () => {
  await page.bringToFront();
  const popup = await popupOver(session, page);
  await popup.press('Pause only…');
  await popup.press('All of learning.edx.org');
  await until(async () =>
    (await popup.textOf('site-question')).includes('You paused Waypoint on learning.edx.org'),
  );
  await popup.close();
  await unsaved(async () => {
    await page.bringToFront();
    await next(page);
    await shows(page, unitAt(demonstration, 2).unit.key);
  });
  const again = await popupOver(session, page);
  await again.press('Resume');
  await until(session.says(demonstration, 2));
  await until(async () => (await again.textOf('site-question')) === '');
  await again.close();
});

test('the options page pauses a site and a course in their lists, and everything under Privacy', async () => {
  const options = await session.driver.openOptions();
  const site = '[data-site="https://learning.edx.org"]';
  const course = `[data-course="${demonstration.key}"]`;
  const pauses = () => textOf(options, 'pauses');
  await press(options, 'Pause', site);
  await press(options, 'Pause', course);
  await until(async () => /learning\.edx\.org.*Demonstration Course/s.test(await pauses()));
  await press(options, 'Resume', site);
  await until(async () => !(await pauses()).includes('learning.edx.org'));
  await press(options, `Resume ${demonstration.title}`, '#privacy');
  await until(async () => (await pauses()).includes('Waypoint is not paused'));
  await until(async () => !(await pauses()).includes(demonstration.title));
  await press(options, 'Pause everything', '#privacy');
  await until(async () => (await pauses()).includes('No place is read, noted or sent'));
  await unsaved(async () => {
    await page.bringToFront();
    await next(page);
    await shows(page, unitAt(demonstration, 3).unit.key);
  });
  await press(options, 'Resume', '#privacy');
  await page.bringToFront();
  await until(session.says(demonstration, 3));
});
