import { expect } from 'vitest';
import { until } from '../../../dev/browser/page-actions.ts';
import { session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

/* Only Chromium lets a test look at a page of an extension while the page is still being read. */

test('a page has the chosen colours in its first frame, so it never flashes', async () => {
  const options = await session.driver.openOptions();
  const choose = (theme: string) =>
    options.$eval(`input[name="theme"][value="${theme}"]`, (radio) => radio.click());
  const isReady = () =>
    until(async () => (await options.$('input[name="theme"]:checked')) !== null);
  await isReady();
  await choose('dark');
  for (const page of [options, await session.driver.openPopup()]) {
    await until(async () => (await page.$('[data-theme="dark"]')) !== null);
    // A browser calls back only for frames that it draws.
    await page.evaluateOnNewDocument(() => {
      requestAnimationFrame(() => {
        const { backgroundColor } = getComputedStyle(document.documentElement);
        Reflect.set(globalThis, 'atFirst', backgroundColor);
      });
    });
    await page.bringToFront();
    await page.reload({ waitUntil: [] });
    const seen = () =>
      page.evaluate((): unknown => Reflect.get(globalThis, 'atFirst')).catch(() => undefined);
    await until(async () => (await seen()) !== undefined, 'the first frame');
    expect(await seen()).toBe('rgb(18, 24, 28)');
  }
  await isReady();
  await choose('device');
  await until(async () => (await options.$('[data-theme]')) === null);
});
