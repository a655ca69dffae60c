import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { connect } from '../../../dev/browser/connect.ts';
import { FirefoxChrome } from '../../../dev/browser/firefox-chrome.ts';
import { next, until } from '../../../dev/browser/page-actions.ts';
import { plainCourses, unitAt, type Course } from '../../../dev/fake-openedx/courses.ts';
import { MOVEMENTS } from '../support/movements.ts';
import { API_HOST, shows } from '../support/session.ts';
import { session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

const [one, two] = plainCourses as [Course, Course];
const errors: string[] = [];
let first: Page;

test.override('sessionOptions', ({ build }) => ({
  extension: build.folder,
  later: true,
  connected: false,
}));

async function visit(course: Course): Promise<Page> {
  const page = await session.visit(unitAt(course, 0));
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await shows(page, unitAt(course, 0).unit.key);
  return page;
}

/** Returns what Firefox says about extensions on its own console, which pages do not see. */
async function browserErrors(): Promise<string[]> {
  if (session.kind === 'chromium') return [];
  return await new FirefoxChrome(session.driver.browser).evaluate<string[]>(
    // Firefox itself remarks that a message was on its way when the script ended. No page causes
    // it.
    `Services.console.getMessageArray().map(String).filter((one) =>
      one.includes('content-scripts/') && !one.includes('after context unloaded'))`,
  );
}

/** Moves to the next unit and returns what the content scripts of all pages reported about it. */
async function reportsOfNext(page: Page, course: Course, n: number): Promise<string[]> {
  await page.bringToFront();
  await sleep(1_000);
  await session.driver.inBackground(`void (
    self.heard || chrome.runtime.onMessage.addListener(({ report }) => {
      if (report) self.heard.push(JSON.stringify(report));
    }), self.heard = [])`);
  await next(page);
  await until(session.says(course, n));
  const heard = await session.driver.inBackground<string[]>('self.heard');
  return heard.filter((report) => report.includes(unitAt(course, n).unit.key));
}

test(MOVEMENTS.before, async () => {
  first = await visit(one);
  await session.driver.install();
  const options = await session.driver.openOptions();
  await connect(options);
  await options.close();
  await until(session.says(one, 0));
  expect(await reportsOfNext(first, one, 1)).toHaveLength(1);
});

test(MOVEMENTS.update, async ({ build }) => {
  session.world.cut(API_HOST);
  const second = await visit(two);
  const waits = `chrome.storage.local.get().then((all) =>
    Object.entries(all).some(([key, { data }]) => key.includes(${JSON.stringify(two.key)}) && data.pending?.length))`;
  await until(() => session.driver.inBackground<boolean>(waits), 'the place to wait');
  await build.change(() => ({ version: '99.0' }));
  await session.driver.install();
  await until(
    async () =>
      (await session.driver.inBackground('chrome.runtime.getManifest().version')) === '99.0',
    'the higher version',
  );
  session.world.restore(API_HOST);
  await until(session.says(two, 0), 'what waited');
  expect(await reportsOfNext(second, two, 1)).toHaveLength(1);
  expect(await reportsOfNext(first, one, 2)).toHaveLength(1);
});

test('no console shows an error from before or after the update', async () => {
  expect(errors).toEqual([]);
  expect(await browserErrors()).toEqual([]);
});
