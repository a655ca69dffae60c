import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Driver } from '../../../dev/browser/driver.ts';
import { until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { launch } from '../../../dev/browser/launch.ts';
import { LEARNING_ORIGIN } from '../../../dev/fake-openedx/courses.ts';
import { openDemoWorld } from '../../../dev/fake-network/demo-network.ts';
import type { World } from '../../../dev/fake-network/network.ts';
import { makeTinyExtension } from '../support/tiny-extension.ts';

let world: World;
let driver: Driver;
let removeExtension: () => Promise<void>;

beforeAll(async () => {
  const kind = inject('kind');
  world = await openDemoWorld({ fetch: ({ url }) => new Response(`asked ${url}`) });
  const { folder, remove } = await makeTinyExtension(kind);
  removeExtension = remove;
  const { proxyPort } = world;
  driver = await launch({
    kind,
    extension: folder,
    proxyPort,
    dark: true,
    language: 'ar',
    firstRun: true,
  });
});

afterAll(async () => {
  await driver.close();
  await world.close();
  await removeExtension();
});

const STARTED = 'globalThis.startedAt';

test('the driver asks the background, stops it and wakes it again', async () => {
  const first = await driver.inBackground<number>(STARTED);
  expect(await driver.backgroundRuns()).toBe(true);
  await driver.stopBackground();
  expect(await driver.backgroundRuns()).toBe(false);
  expect(await driver.inBackground<number>(STARTED)).toBeGreaterThan(first);
  await expect(driver.inBackground('Promise.reject(new TypeError("no"))')).rejects.toThrow(
    'TypeError: no',
  );
});

test('a message from a page wakes a stopped background', async () => {
  await driver.stopBackground();
  const page = await driver.openPage(LEARNING_ORIGIN);
  await until(() => driver.backgroundRuns(), 'the background to wake');
  await page.close();
});

test('a request of the background reaches the fake network, and can be cut off', async () => {
  const ask = `fetch('https://base.manager.iblai.app/x').then((r) => r.text(), () => 'lost')`;
  expect(await driver.inBackground(ask)).toBe('asked https://base.manager.iblai.app/x');
  world.cut('base.manager.iblai.app');
  expect(await driver.inBackground(ask)).toBe('lost');
  world.restore('base.manager.iblai.app');
  expect(await driver.inBackground(ask)).toContain('asked');
});

test('a press counts although the page replaces the button just before the click', async () => {
  const page = await driver.openPage('about:blank');
  await page.evaluate(() => {
    const dialog = document.body.appendChild(document.createElement('dialog'));
    const button = document.body.appendChild(document.createElement('button'));
    button.textContent = 'Open';
    button.addEventListener('pointerover', () => {
      const next = document.createElement('button');
      next.textContent = 'Open';
      next.addEventListener('click', () => dialog.showModal());
      button.replaceWith(next);
    });
  });
  await press(page, 'Open');
  expect(await page.evaluate(() => document.querySelector('dialog[open]') !== null)).toBe(true);
  await page.close();
});

test("the extension's pages open in dark colors and in the chosen language", async () => {
  const popup = await driver.openPopup();
  expect(await popup.$eval('#popup', (one) => one.textContent)).toBe('Popup');
  const seen = await popup.evaluate(() => ({
    dark: matchMedia('(prefers-color-scheme: dark)').matches,
    language: navigator.language,
    origin: location.origin,
  }));
  expect(seen).toEqual({ dark: true, language: 'ar', origin: driver.origin });
  const options = await driver.openOptions();
  expect(await options.$eval('#options', (one) => one.textContent)).toBe('Options');
  await popup.close();
  await options.close();
});

test('a restart keeps what was stored, under the same address', async () => {
  const { origin } = driver;
  await driver.inBackground(`chrome.storage.local.set({ kept: [1, 2] })`);
  await driver.inBackground(`new Promise((resolve) => {
    const asked = indexedDB.open('kept', 1);
    asked.onupgradeneeded = () => void asked.result.createObjectStore('things');
    asked.onsuccess = () => { asked.result.close(); resolve(null); };
  })`);
  await driver.restart();
  expect(driver.origin).toBe(origin);
  expect(await driver.inBackground(`chrome.storage.local.get()`)).toEqual({ kept: [1, 2] });
  const names = await driver.inBackground(
    `indexedDB.databases().then((all) => all.map(({ name }) => name))`,
  );
  expect(names).toContain('kept');
});

test('the browser asks no unknown host', () => {
  expect(world.strangers).toEqual([]);
});
