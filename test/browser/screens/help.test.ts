import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { textOf, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

/* Tests what a learner finds under Help. */

const LIGHT = 'rgb(255, 255, 255)';
const DARK = 'rgb(18, 24, 28)';
const ground = (page: Page) =>
  page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
const choose = (page: Page, theme: 'device' | 'light' | 'dark') =>
  page.$eval(`input[name="theme"][value="${theme}"]`, (radio) => (radio as HTMLElement).click());
const isReady = (page: Page) => until(async () => (await textOf(page, 'shortcut')) !== '');

test('each symptom leads to a section that is there', async () => {
  const page = await session.driver.openOptions();
  await isReady(page);
  await press(page, 'My key is not accepted');
  await press(page, 'Check your school and your key');
  await until(() => page.evaluate(() => location.hash !== ''));
  await until(() => page.evaluate(() => document.querySelector(location.hash)?.checkVisibility()));
  await page.$$eval('.help details:not([open]) > summary', (all) =>
    all.forEach((summary) => summary.click()),
  );
  const links = () =>
    page.$$eval('.help__trouble a', (all) =>
      all.map(({ pathname, hash }) => (pathname === location.pathname ? hash : pathname)),
    );
  await until(async () => (await links()).length >= 12);
  const ids = await page.$$eval('section[id]', (all) => all.map(({ id }) => `#${id}`));
  for (const target of await links()) expect([...ids, '/popup.html']).toContain(target);
  await page.close();
});

test('What is new shows the changelog', async () => {
  const page = await session.driver.openOptions();
  await press(page, 'What is new');
  await until(async () => (await page.$('.help .document')) !== null);
  expect(await page.$eval('.help .document', ({ textContent }) => textContent)).toContain(
    'Your place is saved.',
  );
  await page.close();
});

test('Help shows the keys that the browser has set', async () => {
  const page = await session.driver.openOptions();
  await isReady(page);
  const all = await session.driver.inBackground<{ name: string; shortcut: string }[]>(
    '(globalThis.browser ?? chrome).commands.getAll()',
  );
  expect(all).toMatchObject([{ name: '_execute_action', shortcut: 'Alt+Shift+Y' }]);
  expect(await textOf(page, 'shortcut')).toContain('Alt+Shift+Y');
  await page.close();
});

test('the learner chooses the colours, and both pages follow at once and after they open again', async () => {
  const page = await session.driver.openOptions();
  const popup = await session.driver.openPopup();
  await isReady(page);
  expect([await ground(page), await ground(popup)]).toEqual([LIGHT, LIGHT]);
  await choose(page, 'dark');
  await until(async () => (await ground(page)) === DARK);
  await until(async () => (await ground(popup)) === DARK);
  await popup.close();
  await page.reload({ waitUntil: [] });
  await until(async () => (await ground(page)) === DARK);
  const again = await session.driver.openPopup();
  expect(await ground(again)).toBe(DARK);
  await session.driver.colours(page, 'dark');
  await isReady(page);
  await choose(page, 'light');
  await until(async () => (await ground(page)) === LIGHT && (await ground(again)) === LIGHT);
  await choose(page, 'device');
  await until(async () => (await ground(page)) === DARK);
  await session.driver.colours(page, 'light');
  await until(async () => (await ground(page)) === LIGHT);
  await again.close();
  await page.close();
});

test('a choice that is removed, as by Delete everything, gives back the colours of the device', async () => {
  const page = await session.driver.openOptions();
  await isReady(page);
  await choose(page, 'dark');
  await until(async () => (await ground(page)) === DARK);
  await session.driver.inBackground(`chrome.storage.local.remove('theme')`);
  await until(async () => (await ground(page)) === LIGHT);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  await page.close();
});
