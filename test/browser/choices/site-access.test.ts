import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { next, textOf, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { demonstration, LEARNING_ORIGIN, unitAt } from '../../../dev/fake-openedx/courses.ts';
import { DIFFERENCES } from '../support/differences.ts';
import { NO_MORE, shows } from '../support/session.ts';
import { session, sessionTest } from '../support/session-test.ts';
import { isListed, pressIn } from '../support/sites.ts';

const test = sessionTest();

let course: Page;
let options: Page;
let popup: Page;
test.beforeAll(async () => {
  course = await session.visit(unitAt(demonstration, 0));
  await until(session.says(demonstration, 0));
  options = await session.driver.openOptions();
  popup = await session.driver.openPopup();
});

async function setHostAccess(to: 'ON_CLICK' | 'ON_ALL_SITES'): Promise<void> {
  const page = await session.driver.openPage('chrome://extensions');
  const id = new URL(session.driver.origin).hostname;
  await page.evaluate(
    `chrome.developerPrivate.updateExtensionConfiguration(${JSON.stringify({ extensionId: id, hostAccess: to })})`,
  );
  await page.close();
}

async function takeAccess(): Promise<void> {
  if (session.kind === DIFFERENCES.accessIsTakenInTheList) return await setHostAccess('ON_CLICK');
  await session.driver.inBackground(
    `browser.permissions.remove({ origins: ['${LEARNING_ORIGIN}/*'] })`,
  );
}

const badge = () => session.driver.inBackground<string>('browser.action.getBadgeText({})');
const questions = () =>
  popup.evaluate(() =>
    Array.from(
      document.querySelectorAll('[data-testid="site-question"]'),
      (one) => one.textContent,
    ),
  );
const asks = async () => (await questions()).some((one) => one.includes('learning.edx.org'));

test('popup, badge and list say that the browser took access away, and Waypoint reads nothing', async () => {
  await until(async () => (await badge()) === '');
  await until(async () => (await textOf(options, 'attention')) === 'Connected');
  await options.evaluate(() => (location.hash = '#school'));
  await takeAccess();
  await isListed(options, LEARNING_ORIGIN, 'needs-access');
  await until(asks, 'the popup to ask');
  await until(() => options.$('[data-testid="banner"][data-kind="site-access"]'), 'the banner');
  await press(options, 'Fix it');
  await until(async () => (await options.title()).startsWith('Sites and courses'));
  expect(await options.$('[data-testid="banner"][data-kind="site-access"]')).toBeNull();
  await until(async () => (await badge()) === '!');
  await until(async () => (await textOf(options, 'attention')) === 'Waypoint needs your help');
  const writes = session.writes().length;
  await course.bringToFront();
  await next(course);
  await shows(course, unitAt(demonstration, 1).unit.key);
  await sleep(NO_MORE);
  expect(session.writes()).toHaveLength(writes);
});

test('Waypoint continues after access is given back, also in a page that was open', async () => {
  if (session.kind === DIFFERENCES.permissionIsGranted) {
    await pressIn(options, LEARNING_ORIGIN, 'Allow access');
    await isListed(options, LEARNING_ORIGIN, 'followed');
    await takeAccess();
    await until(asks, 'the popup to ask again');
    await press(popup, 'Allow access', '[data-testid="site-question"]');
  } else await setHostAccess('ON_ALL_SITES');
  await isListed(options, LEARNING_ORIGIN, 'followed');
  await until(async () => !(await asks()), 'the popup to be content');
  await until(async () => (await badge()) === '');
  await course.bringToFront();
  await until(session.says(demonstration, 1));
});

const says = async () => await textOf(popup, 'now-status');
const SERVER = 'https://base.manager.iblai.app/*';

test('Waypoint says when the browser blocks the server, and sends what waits once it no longer does', async () => {
  if (session.kind === DIFFERENCES.accessIsTakenInTheList) await setHostAccess('ON_CLICK');
  else {
    await session.driver.inBackground(`browser.permissions.remove({ origins: ['${SERVER}'] })`);
    await course.bringToFront();
    await next(course);
    await shows(course, unitAt(demonstration, 2).unit.key);
  }
  await until(
    async () => (await says()).includes('does not let Waypoint reach'),
    'the popup to say it',
  );
  expect(await says()).not.toContain('network');
  await until(async () => (await badge()) === '!');
  if (session.kind === DIFFERENCES.permissionIsGranted) {
    await press(popup, 'Allow access to the server');
  } else await setHostAccess('ON_ALL_SITES');
  await until(async () => !(await says()).includes('does not let Waypoint reach'));
  await until(async () => (await badge()) === '');
  if (session.kind !== DIFFERENCES.permissionIsGranted) {
    await course.bringToFront();
    await next(course);
  }
  await until(session.says(demonstration, 2));
});
