import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { ADMIN_KEY, DEMO_KEY, DEMO_ORG } from '../../../dev/fake-ibl/api.ts';
import { press, textOf, type, until } from '../../../dev/browser/page-actions.ts';
import { session, test } from '../support/session-test.ts';

/* The form for a key: what the server tells of the key, and the text with which one asks for one. */

let page: Page;
test.override('sessionOptions', { connected: false });
test.afterEach(() => page.close());
test.beforeEach(async () => {
  session.api.reset();
  await session.driver.inBackground(`browser.storage.local.clear()`);
  page = await session.driver.openOptions();
  await until(async () => (await textOf(page, 'connection-status')).includes('Not connected'));
});

async function fill(org: string, username: string, key: string): Promise<void> {
  // A field that is typed into when it is empty has nothing to be selected.
  if (org) await type(page, 'School (organization)', org);
  await type(page, 'Username', username);
  await type(page, 'API key', key);
  await press(page, 'Connect');
}
const advice = () => textOf(page, 'key-advice');
const connected = (as: string) => async () =>
  (await textOf(page, 'connection-status')).includes(`Connected as ${as}`);

test('without a school, those of the key are offered, and one press fills it in', async () => {
  await fill('', 'ada', DEMO_KEY);
  await until(async () => (await advice()).includes('Demo University (demo-university)'));
  expect(await advice()).toContain('Night School (night-school)');
  await press(page, 'Demo University (demo-university)');
  await press(page, 'Connect');
  await until(connected('ada'));
  await until(async () => (await advice()) === '');
});

test('also where the server refuses the school that was typed', async () => {
  await fill('demo-univercity', 'ada', DEMO_KEY);
  await until(async () => (await advice()).includes('Demo University (demo-university)'));
  expect(await textOf(page, 'connection-error')).toContain('demo-univercity');
});

test('of somebody else’s key, an administrator’s, it is said what that means; it works all the same', async () => {
  await fill(DEMO_ORG, 'ada', ADMIN_KEY);
  await until(connected('ada'));
  await until(async () => (await advice()).includes('This key belongs to dean, not to ada.'));
  expect(await advice()).toContain('This is the key of an administrator of demo-university.');
});

test('the text for the school has the names that were typed, and is copied as it is shown', async () => {
  await type(page, 'School (organization)', DEMO_ORG);
  await type(page, 'Username', 'ada');
  await press(page, 'Ask your school for a key');
  const letter = await textOf(page, 'letter');
  expect(letter).toContain('Organization (platform key): demo-university\nUsername: ada\n');
  expect(letter).toContain('sends it only to https://base.manager.iblai.app.');
  const mail = await page.evaluate(
    () => document.querySelector<HTMLAnchorElement>('.ask-school a')?.href ?? '',
  );
  expect(new URL(mail).searchParams.get('body')).toBe(letter);
  await page.evaluate(() => {
    // What the browser's clipboard is given: a test may not read it in every browser.
    navigator.clipboard.writeText = async (text) => void Reflect.set(globalThis, 'copied', text);
  });
  await press(page, 'Copy', '.ask-school');
  await until(() => page.evaluate((text) => Reflect.get(globalThis, 'copied') === text, letter));
});

test('the three ways stand in their order', async () => {
  const headings = await page.evaluate(() =>
    Array.from(document.querySelectorAll('.ways :is(h3, .ask-school > summary)'), (one) =>
      one.textContent.trim(),
    ),
  );
  expect(headings).toEqual([
    'Connect with your sign-in',
    'Or with a key',
    'Ask your school for a key',
  ]);
});
