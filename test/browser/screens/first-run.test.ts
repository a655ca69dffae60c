import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { textOf, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { demonstration, unitAt } from '../../../dev/fake-openedx/courses.ts';
import { DIFFERENCES } from '../support/differences.ts';
import { session, sessionTest } from '../support/session-test.ts';
import type { Build } from '../support/sites.ts';

const test = sessionTest();

/** The part of the browser's API that a test replaces. */
interface Own {
  readonly permissions: { request: () => Promise<boolean> };
}

const MENTOR = 'https://os.ibl.ai';

/** Longer than the options page takes to open (ms). */
const OPENS = 4_000;

test.override('sessionOptions', async ({ build, kind }) => {
  if (kind !== DIFFERENCES.permissionIsGranted) await build.allow(MENTOR);
  return { extension: build.folder, connected: false, firstRun: true };
});

/** Returns the tabs with the options page. In Firefox, only the pages know their addresses. */
async function optionsPages(): Promise<Page[]> {
  const url = `${session.driver.origin}/options.html`;
  const found: Page[] = [];
  for (const page of await session.driver.browser.pages()) {
    const at = await page.evaluate(() => location.href).catch(() => '');
    if (at.startsWith(url)) found.push(page);
  }
  return found;
}

async function update(build: Build, version: string): Promise<void> {
  await build.change(() => ({ version }));
  await session.driver.install();
  const now = 'chrome.runtime.getManifest().version';
  await until(async () => (await session.driver.inBackground(now)) === version, version);
}

async function expectNoPage(): Promise<void> {
  await sleep(OPENS);
  expect(await optionsPages()).toHaveLength(0);
}

const isShown = (page: Page, step: 'connect' | 'open-a-unit') =>
  until(
    () =>
      page.evaluate(
        (wanted) =>
          document.querySelector<HTMLElement>('[data-testid="first-run"]')?.dataset['step'] ===
          wanted,
        step,
      ),
    `the step ${step}`,
  );
const isGone = (page: Page) => until(async () => (await textOf(page, 'first-run')) === '');
const hasNavigation = (page: Page) =>
  page.evaluate(() => document.querySelector('nav')?.checkVisibility() === true);
const hasFocus = (page: Page, selector: string) =>
  until(
    () => page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector),
    `the focus on ${selector}`,
  );
const badge = () => session.driver.inBackground<string>('chrome.action.getBadgeText({})');
const mayRead = () =>
  session.driver.inBackground<boolean>(`chrome.permissions.contains({ origins: ['${MENTOR}/*'] })`);
const search = () =>
  session.driver.inBackground<{ tabId: number | null } | null>(
    `chrome.storage.local.get('sign-in-search').then((all) => all['sign-in-search']?.data ?? null)`,
  );

/** Returns the mentor's page in the tab that Waypoint opened. */
async function openedMentor(): Promise<Page> {
  let found: Page | undefined;
  await until(async () => {
    const pages = await session.driver.browser.pages();
    found = pages.find((page) => page.url().startsWith(MENTOR));
    return found !== undefined;
  }, 'the page of the mentor');
  if (!found) throw new Error('The page is gone again.');
  return found;
}

test('the options page opens in front after the install, with one thing to do', async () => {
  await until(async () => (await optionsPages()).length === 1, 'the options page');
  const [page] = await optionsPages();
  if (!page) throw new Error('The page is gone again.');
  await isShown(page, 'connect');
  expect(await page.evaluate(() => document.visibilityState)).toBe('visible');
  expect(await hasNavigation(page)).toBe(false);
  // Closing the page at once loses nothing.
  const empty = await session.driver.openPage('about:blank');
  await page.close();
  const again = await session.driver.openOptions();
  await isShown(again, 'connect');
  await press(again, 'See an example');
  expect(await textOf(again, 'first-run')).toContain(
    'Studying "Demonstration Course" (key "course-v1:edX+DemoX+Demo_Course").',
  );
  await again.close();
  await empty.close();
});

test('the other ways to connect, and all settings, are one click away', async () => {
  const page = await session.driver.openOptions();
  for (const [name, focus] of [
    ['I have a key', '#org'],
    ['Ask my school for a key', '.ask-school > summary'],
    ['All settings', '#school-title'],
  ] as const) {
    await isShown(page, 'connect');
    await press(page, name);
    await hasFocus(page, focus);
    expect(await hasNavigation(page)).toBe(true);
    expect(await page.evaluate(() => location.hash)).toBe('#school');
    await page.evaluate(() => (location.hash = '#start'));
  }
  await page.close();
});

test('a learner who does not let Waypoint look is told the way by the icon', async () => {
  const page = await session.driver.openOptions();
  await isShown(page, 'connect');
  await page.evaluate(() => {
    const { browser, chrome } = globalThis as unknown as Record<string, Own | undefined>;
    const own = browser ?? chrome;
    if (own) own.permissions.request = async () => false;
  });
  await press(page, 'Sign in to connect');
  await until(async () =>
    (await textOf(page, 'first-run')).includes('click the Waypoint icon there'),
  );
  expect(await search()).toBeNull();
  await page.close();
});

test('a search for the sign-in ends when the learner cancels or closes the tab', async () => {
  const page = await session.driver.openOptions();
  await isShown(page, 'connect');
  const before = await mayRead();
  await press(page, 'Sign in to connect');
  const first = await openedMentor();
  await until(async () => (await textOf(page, 'first-run')).includes('Sign in at os.ibl.ai'));
  await press(page, 'Cancel', '[data-testid="first-run"]');
  await until(async () => (await search()) === null);
  expect(await mayRead()).toBe(before);
  await first.close();
  await press(page, 'Sign in to connect');
  const second = await openedMentor();
  await until(async () => typeof (await search())?.tabId === 'number', 'the search');
  await second.close();
  await until(async () => (await textOf(page, 'first-run')).includes('has stopped looking'));
  expect(await search()).toBeNull();
  expect(await mayRead()).toBe(before);
  await page.close();
});

test('three clicks lead from the install to the first saved place, which the icon shows', async () => {
  const page = await session.driver.openOptions();
  await isShown(page, 'connect');
  const before = await mayRead();
  await press(page, 'Sign in to connect');
  const mentor = await openedMentor();
  await press(mentor, 'Sign in as Ada');
  await until(
    async () => (await textOf(page, 'sign-in')).includes('Connect as ada'),
    'the question',
  );
  await until(() => page.evaluate(() => document.visibilityState === 'visible'), 'the front');
  expect(await textOf(page, 'sign-in')).toContain('goes only to base.manager.iblai.app');
  await press(page, 'Connect', '[data-testid="first-run"]');
  await isShown(page, 'open-a-unit');
  await until(async () => (await search()) === null);
  expect(await mayRead()).toBe(before);
  if (session.kind === DIFFERENCES.permissionIsGranted) expect(before).toBe(false);
  expect(await hasNavigation(page)).toBe(true);
  const links = await page.evaluate(() =>
    Array.from(
      document.querySelectorAll<HTMLAnchorElement>('[data-testid="first-run"] a'),
      ({ href }) => href,
    ),
  );
  expect(links.slice(0, 2)).toEqual(['https://www.edx.org/', 'https://learn.iblai.app/']);
  await mentor.close();
  await session.visit(unitAt(demonstration, 1));
  await until(session.says(demonstration, 1));
  await until(async () => (await badge()) === '✓', 'the sign of the first place');
  await isGone(page);
  await until(async () => (await textOf(page, 'connection-status')).includes('Demo University'));
  const popup = await session.driver.openPopup();
  await until(async () => (await textOf(popup, 'first-saved')).includes('Which unit am I in?'));
  await until(async () => (await badge()) === '');
  await popup.close();
  await page.close();
});

test('Help shows the first steps again', async () => {
  const page = await session.driver.openOptions('school');
  await until(async () => (await textOf(page, 'connection-status')).includes('Connected as'));
  expect(await textOf(page, 'first-run')).toBe('');
  await press(page, 'Show the first steps again');
  await isShown(page, 'open-a-unit');
  await hasFocus(page, '#first-title');
  await page.close();
});

test('no page opens after an update', async ({ build }) => {
  await update(build, '98.0');
  await expectNoPage();
});

test('no page opens after a restart, which both browsers report as an install', async () => {
  await session.driver.restart();
  await session.driver.inBackground('null');
  await expectNoPage();
  const page = await session.driver.openOptions();
  await until(async () => (await textOf(page, 'connection-status')).includes('Connected as'));
  expect(await textOf(page, 'first-run')).toBe('');
  await page.close();
});

test('no page ever opens for a learner who had Waypoint before there were first steps', async ({
  build,
}) => {
  await session.driver.inBackground(`chrome.storage.local.remove('first-run')`);
  await update(build, '99.0');
  await expectNoPage();
  await session.driver.restart();
  await session.driver.inBackground('null');
  await expectNoPage();
});
