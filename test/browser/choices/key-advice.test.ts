import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { ADMIN_KEY, DEMO_KEY, DEMO_ORG } from '../../../dev/fake-ibl/api.ts';
import { textOf, type, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { forgetAll, session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

/*
 * Tests the form for a key: what the server says about the key, and the text for asking a school
 * for one.
 */

let page: Page;
test.override('sessionOptions', { connected: false });
test.afterEach(() => page.close());
test.beforeEach(async () => {
  await forgetAll();
  page = await session.driver.openOptions();
  await until(async () => (await textOf(page, 'connection-status')).includes('Not connected'));
});

async function fill(org: string, username: string, key: string): Promise<void> {
  // An empty field has no text that could be selected before typing.
  if (org) await type(page, 'School (organization)', org);
  await type(page, 'Username', username);
  await type(page, 'API key', key);
  await press(page, 'Connect');
}
const schools = () => textOf(page, 'key-schools');
const warning = () => textOf(page, 'key-warning');
const connected = (as: string) => async () =>
  (await textOf(page, 'connection-status')).includes(`Connected as ${as}`);

test('the form offers the schools of the key when no school was typed, and one press fills one in', async () => {
  await fill('', 'ada', DEMO_KEY);
  await until(async () => (await schools()).includes('Demo University (demo-university)'));
  expect(await schools()).toContain('Night School (night-school)');
  expect(await page.$('[aria-invalid=true]')).toBeNull();
  await press(page, 'Demo University (demo-university)');
  await until(connected('ada'));
  await until(async () => (await schools()) === '');
});

test('the form offers the schools of the key when the server rejects the typed school', async () => {
  await fill('demo-univercity', 'ada', DEMO_KEY);
  await until(async () => (await schools()).includes('Demo University (demo-university)'));
  expect(await textOf(page, 'connection-error')).toContain('demo-univercity');
});

test('the schools of the key leave the focus with a learner who has typed since', async () => {
  const held = session.api.faults.add({ path: /platforms/, do: { kind: 'delay', ms: 1500 } });
  await fill('', 'ada', DEMO_KEY);
  await until(() => session.api.log.length > 0, 'the question about the key');
  await type(page, 'Username', 'adam');
  await until(async () => (await schools()).includes('Night School (night-school)'));
  held();
  const focused = () => page.evaluate(() => document.activeElement?.id);
  expect(await focused()).toBe('username');
});

test("the form explains what another person's key or an administrator's key means, and connects with it", async () => {
  await fill(DEMO_ORG, 'ada', ADMIN_KEY);
  await until(connected('ada'));
  await until(async () => (await warning()).includes('This key belongs to dean, not to ada.'));
  expect(await warning()).toContain("This is an administrator's key for demo-university.");
});

test('the text for the school contains the typed names and is copied as shown', async () => {
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
    // Records what the page writes to the clipboard, because not every browser lets a test read it.
    navigator.clipboard.writeText = async (text) => void Reflect.set(globalThis, 'copied', text);
  });
  await press(page, 'Copy', '.ask-school');
  await until(() => page.evaluate((text) => Reflect.get(globalThis, 'copied') === text, letter));
});

test('the form lists the three ways to connect in order', async () => {
  const headings = await page.evaluate(() =>
    Array.from(document.querySelectorAll('.ways :is(h3, .ask-school > summary)'), (one) =>
      one.textContent.trim(),
    ),
  );
  expect(headings).toEqual([
    'Connect with your sign-in',
    'Or connect with a key',
    'Ask your school for a key',
  ]);
});
