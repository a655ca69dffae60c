import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { connect } from '../../../dev/browser/connect.ts';
import { press, textOf, until } from '../../../dev/browser/page-actions.ts';
import { session, sessionTest } from '../support/session-test.ts';
import type { Build } from '../support/sites.ts';

const test = sessionTest();

/** Longer than the options page takes to open (ms). */
const OPENS = 4_000;

test.override('sessionOptions', ({ build }) => ({
  extension: build.folder,
  connected: false,
  firstRun: true,
}));

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

const stateOf = (page: Page, step: string) =>
  page.evaluate(
    (name) => document.querySelector<HTMLElement>(`[data-step="${name}"]`)?.dataset['state'],
    step,
  );
const isAt = (page: Page, step: string, state: string) =>
  until(async () => (await stateOf(page, step)) === state, `${step} to be ${state}`);
const isShown = (page: Page) =>
  until(async () => (await textOf(page, 'first-run')) !== '', 'the first steps');
const row = (step: string) => `[data-step="${step}"]`;

test('the options page opens in front after the install and shows the three steps', async () => {
  await until(async () => (await optionsPages()).length === 1, 'the options page');
  const [page] = await optionsPages();
  if (!page) throw new Error('The page is gone again.');
  await isShown(page);
  expect(await page.evaluate(() => document.visibilityState)).toBe('visible');
  for (const step of ['connect', 'sites', 'sent']) expect(await stateOf(page, step)).toBe('to-do');
  // Closing the page at once loses nothing.
  const empty = await session.driver.openPage('about:blank');
  await page.close();
  const again = await session.driver.openOptions();
  await isShown(again);
  await again.close();
  await empty.close();
});

test('each step leads to its section, and can be skipped and resumed', async () => {
  const page = await session.driver.openOptions();
  await isShown(page);
  for (const [name, section] of [
    ['Go to the connection', '#school'],
    ['Go to the sites', '#sites'],
    ['Go to what was sent', '#sent'],
  ] as const) {
    await press(page, name);
    expect(await page.evaluate(() => location.hash)).toBe(section);
    await until(() =>
      page.evaluate((id) => document.querySelector(id)?.checkVisibility(), section),
    );
    await page.evaluate(() => history.back());
    await isShown(page);
  }
  await press(page, 'Skip', row('sites'));
  await isAt(page, 'sites', 'skipped');
  await press(page, 'Do it now', row('sites'));
  await isAt(page, 'sites', 'to-do');
  await press(page, 'Skip', row('sites'));
  await press(page, 'What is sent where, with an example');
  const text = await textOf(page, 'first-run');
  expect(text).toContain(
    'Studying "Demonstration Course" (key "course-v1:edX+DemoX+Demo_Course").',
  );
  expect(text).toContain('Before that: "Video and Sequences". Updated 2026-11-23T10:00Z.');
  expect(text).toContain('stays in this browser');
  await press(page, 'I have read it');
  await isAt(page, 'sent', 'done');
  await page.close();
});

test('the steps disappear after the last one, and About shows them again', async () => {
  const page = await session.driver.openOptions();
  await isShown(page);
  expect(await stateOf(page, 'sites')).toBe('skipped');
  await connect(page);
  await until(async () => (await textOf(page, 'first-left')).includes('under Help and about'));
  expect(await textOf(page, 'first-run')).toBe('');
  await page.close();
  const later = await session.driver.openOptions('school');
  await until(async () => (await textOf(later, 'connection-status')).includes('Connected as'));
  expect(await textOf(later, 'first-run')).toBe('');
  expect(await textOf(later, 'first-left')).toBe('');
  await press(later, 'Show the first steps again');
  await isShown(later);
  await until(() => later.evaluate(() => document.activeElement?.id === 'first-title'));
  expect(await stateOf(later, 'connect')).toBe('done');
  expect(await stateOf(later, 'sites')).toBe('skipped');
  await press(later, 'Hide these steps');
  await until(async () => (await textOf(later, 'first-run')) === '');
  await later.close();
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
