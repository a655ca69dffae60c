import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { DEMO_KEY } from '../../../dev/fake-ibl/api.ts';
import { textOf, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { saved } from '../../../dev/browser/page-files.ts';
import { demonstration, unitAt } from '../../../dev/fake-openedx/courses.ts';
import { session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

/* Tests what a learner can inspect, save and reset. */

test.beforeAll(async () => {
  await session.visit(unitAt(demonstration, 1));
  await until(session.says(demonstration, 1));
});

const shown = (page: Page) => page.evaluate(() => document.body.innerText);

test('the request log is saved as a file with every text, and clearing it removes nothing else', async () => {
  const page = await session.driver.openOptions('sent');
  const saves = async () => (await shown(page)).includes('Saved your place');
  await until(saves, 'a list with writes');
  const file = await saved(page, 'Save the list as a file');
  expect(file.name).toMatch(/^waypoint-sent-\d{4}-\d\d-\d\d\.json$/);
  const list = JSON.parse(file.text) as { sent: { method: string; body: string | null }[] };
  const bodies = list.sent.flatMap(({ body }) => body ?? []).join('\n');
  expect(bodies).toContain(unitAt(demonstration, 1).unit.key);
  expect(file.text).not.toContain(DEMO_KEY);
  await press(page, 'Clear the list');
  await press(page, 'Clear the list', '.confirm');
  // The page itself may have asked the server in the meantime. The texts that were sent are gone.
  await until(async () => !(await saves()), 'a list without writes');
  expect(session.says(demonstration, 1)()).toBe(true);
  const popup = await session.driver.openPopup();
  await until(async () => (await textOf(popup, 'now-status')).includes('Saved for your mentor'));
  await popup.close();
  await page.close();
});

/** Two windows (px). History and the request log may be as long as what they list. */
const HIGHEST = 1600;

test('no section of the options page is higher than two windows', async () => {
  const page = await session.driver.openOptions('school');
  await page.setViewport({ width: 1280, height: 800 });
  for (const section of ['school', 'sites', 'privacy', 'data', 'help']) {
    await page.evaluate((id) => (location.hash = `#${id}`), section);
    await page.waitForSelector(`#${section}:not([hidden])`);
    await page.waitForNetworkIdle({ idleTime: 200 });
    const height = await page.$eval(`#${section}`, (one) => one.scrollHeight);
    expect(height, section).toBeGreaterThan(100);
    expect(height, section).toBeLessThanOrEqual(HIGHEST);
  }
  expect(await page.$$('#privacy .document__icons li')).toHaveLength(5);
  await page.close();
});

test('diagnostics contain states and counts, and neither the key nor a course', async () => {
  const page = await session.driver.openOptions();
  await press(page, 'Show problem report');
  await until(async () => (await textOf(page, 'diagnostics')) !== '');
  const text = await textOf(page, 'diagnostics');
  expect(JSON.parse(text)).toMatchObject({
    connections: [{ connected: true, courses: 1, waiting: 0 }],
  });
  for (const secret of [DEMO_KEY, demonstration.key, demonstration.title, 'ada']) {
    expect(text).not.toContain(secret);
  }
  await page.close();
});

test('a line above every section says that Waypoint is paused, and Resume ends the pause', async () => {
  const page = await session.driver.openOptions('privacy');
  const says = (kind: string) =>
    until(() => page.$(`[data-testid="banner"][data-kind="${kind}"]`), kind);
  await press(page, 'Pause everything', '#privacy');
  await until(async () => (await textOf(page, 'pauses')).includes('Paused'));
  // Privacy itself says it.
  await says('none');
  await page.evaluate(() => (location.hash = '#data'));
  await says('paused');
  await press(page, 'Resume', '[data-testid="banner"]');
  await says('none');
  await page.close();
  await until(session.isAtRest, 'nothing to be sent');
});

test('no page of Waypoint treats text as markup or as the address of a script', async () => {
  for (const page of [await session.driver.openOptions(), await session.driver.openPopup()]) {
    const errors = await page.evaluate(() => {
      const why = (act: () => void): string => {
        try {
          act();
          return '';
        } catch (error) {
          return String(error);
        }
      };
      const element = document.createElement('div');
      return [
        why(() => (element.innerHTML = '<b>bold</b>')),
        why(() => element.insertAdjacentHTML('beforeend', '<b>bold</b>')),
        why(() => (document.createElement('script').src = '/popup.js')),
        why(() => new Worker('/popup.js')),
        why(() => globalThis.trustedTypes?.createPolicy('another', { createScriptURL: String })),
      ];
    });
    for (const why of errors) expect(why).toMatch(/TypeError|SecurityError/);
    await page.close();
  }
});

test('Waypoint reads and sends nothing while settings are damaged, saves a copy and resets them', async () => {
  const newer = { v: 99, data: { paused: 'in words' } };
  const put = (item: object) =>
    session.driver.inBackground(`browser.storage.local.set({ settings: ${JSON.stringify(item)} })`);
  const old = await session.driver.inBackground<{ settings?: object }>(
    `browser.storage.local.get('settings')`,
  );
  await put(newer);
  const requests = session.api.log.length;
  const unit = await session.visit(unitAt(demonstration, 2));
  const page = await session.driver.openOptions();
  await until(async () => (await textOf(page, 'recovery')).includes('Your settings'));
  const popup = await session.driver.openPopup();
  await until(async () => (await textOf(popup, 'recovery')).includes('cannot read'));
  await popup.close();
  const file = await saved(page, 'Save a copy');
  expect(JSON.parse(file.text)).toMatchObject({ settings: newer });
  expect(file.text).not.toContain(DEMO_KEY);
  expect(session.api.log.slice(requests).filter(({ method }) => method === 'POST')).toEqual([]);
  // Trying again finds settings that were repaired in the meantime. Then a place may be sent.
  await put(old.settings ?? { v: 1, data: { paused: false, never: [], journal: null } });
  await press(page, 'Try again');
  await until(async () => (await textOf(page, 'connection-status')).includes('Connected as ada'));
  await put(newer);
  await page.reload({ waitUntil: [] });
  await until(async () => (await textOf(page, 'recovery')).includes('Your settings'));
  await press(page, 'Start fresh…');
  await press(page, 'Start fresh', 'dialog');
  await until(async () => (await textOf(page, 'connection-status')).includes('Connected as ada'));
  const stored = await session.driver.inBackground<Record<string, unknown>>(
    'browser.storage.local.get(null)',
  );
  const aside = Object.entries(stored).filter(([key]) => key.startsWith('damaged:settings:'));
  expect(aside.map(([, value]) => value)).toEqual([newer]);
  const again = await session.driver.openPopup();
  await press(again, 'Resume');
  await again.close();
  await unit.bringToFront();
  await unit.reload();
  await until(session.says(demonstration, 2));
  await page.close();
});
