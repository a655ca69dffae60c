import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { textOf, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { demonstration, unitAt } from '../../../dev/fake-openedx/courses.ts';
import { session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

/* Buttons of the popup open the field of the settings that helps, also in a page that is open. */

let options: Page;
test.beforeAll(async () => {
  options = await session.driver.openOptions('history');
  await until(() => options.evaluate(() => location.hash === '#history'));
});

const focused = () => options.evaluate(() => document.activeElement?.id ?? '');
async function isFocused(field: string): Promise<void> {
  await until(async () => (await focused()) === field, `the focus on ${field}`);
  expect(await options.evaluate(() => location.hash)).toBe('#school');
  expect(
    await options.evaluate((id) => document.getElementById(id)?.checkVisibility(), field),
  ).toBe(true);
}
async function leave(): Promise<void> {
  await options.evaluate(() => (location.hash = '#history'));
  await until(async () => (await focused()) === 'history-title');
}

test('the popup opens the server’s address when something else answers in its place', async () => {
  const wiFi = { kind: 'body', body: '<title>Sign in</title>', contentType: 'text/html' } as const;
  session.api.faults.add({ do: wiFi });
  const popup = await session.driver.openPopup('memory');
  await press(popup, 'Open settings', '[role=tabpanel]:not([hidden])');
  await isFocused('address');
  await leave();
  await popup.close();
  session.api.faults.clear();
});

test('the popup opens the key’s field when the server rejects the key, as often as it is pressed', async () => {
  const refuse = { kind: 'status', status: 401, body: { detail: 'Invalid token.' } } as const;
  session.api.faults.add({ do: refuse });
  await session.visit(unitAt(demonstration, 1));
  const popup = await session.driver.openPopup();
  await until(async () => (await textOf(popup, 'now-status')).includes('did not accept your'));
  for (let i = 0; i < 2; i += 1) {
    await press(popup, 'Open settings');
    await isFocused('key');
    await leave();
  }
  await press(popup, 'Memory');
  await press(popup, 'Open settings', '[role=tabpanel]:not([hidden])');
  await isFocused('key');
  await leave();
  await popup.close();
});
