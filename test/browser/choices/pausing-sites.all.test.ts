import type { Page } from 'puppeteer-core';
import { next, textOf, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { demonstration, unitAt } from '../../../dev/fake-openedx/courses.ts';
import { pauseOnly, popupOver } from '../support/popup-over.ts';
import { savesNothing, shows } from '../support/session.ts';
import { session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

/* Tests pausing a site in the popup, and all kinds of pauses on the options page. */

let page: Page;

test.beforeAll(async () => {
  page = await session.visit(unitAt(demonstration, 0));
  await until(session.says(demonstration, 0));
});

test('a site paused in the popup is not read, and its place is saved after it is resumed', async () => {
  await page.bringToFront();
  const popup = await popupOver(session, page);
  await pauseOnly(popup, 'site', 'hour');
  await until(async () =>
    (await popup.textOf('site-question')).includes(
      'You paused Waypoint on learning.edx.org until ',
    ),
  );
  await popup.close();
  await savesNothing(session, demonstration, async () => {
    await page.bringToFront();
    await next(page);
    await shows(page, unitAt(demonstration, 1).unit.key);
  });
  const again = await popupOver(session, page);
  await again.press('Resume');
  await until(session.says(demonstration, 1));
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
  await until(async () => (await pauses()).includes('does not read, record or send'));
  await savesNothing(session, demonstration, async () => {
    await page.bringToFront();
    await next(page);
    await shows(page, unitAt(demonstration, 2).unit.key);
  });
  await press(options, 'Resume', '#privacy');
  await page.bringToFront();
  await until(session.says(demonstration, 2));
});

test('the options page pauses everything until tomorrow, and says so', async () => {
  const options = await session.driver.openOptions();
  await options.$eval('#privacy [value="tomorrow"]', (radio) => (radio as HTMLElement).click());
  await press(options, 'Pause everything', '#privacy');
  await until(async () =>
    /Paused until tomorrow at 12:00.AM/u.test(await textOf(options, 'pauses')),
  );
  await press(options, 'Resume', '#privacy');
  await until(async () => (await textOf(options, 'pauses')).includes('Waypoint is not paused'));
});
