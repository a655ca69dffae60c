import type { Page } from 'puppeteer-core';
import { EMPTY_FILE } from '../../lib/settings-file.ts';
import { textOf, until } from '../browser/page-actions.ts';
import { press } from '../browser/press.ts';
import { chooseFile } from '../browser/page-files.ts';
import {
  CAMPUS,
  demonstration,
  LEARNING_ORIGIN,
  unitAt,
  unitUrl,
} from '../fake-openedx/courses.ts';
import { scene } from './scene.ts';
import type { Stage } from './session.ts';

/* What needs the learner, a site in front that is not followed, and narrow windows. */

const goTo = (page: Page, section: string) =>
  page.evaluate((hash) => (location.hash = hash), `#${section}`);
const needs = (page: Page, kind: string) =>
  until(() => page.$(`[data-testid="banner"][data-kind="${kind}"] .message`), kind);

/** Opens the popup over a page with the toolbar icon, and waits for these words about the site. */
async function over({ driver }: Stage, page: Page, says: string): Promise<Page> {
  const popup = await driver.realPopup?.(page);
  if (!popup) throw new Error('This browser opens no popup for a test.');
  await until(async () => (await textOf(popup, 'site-question')).includes(says), says);
  return popup;
}

/** Lets Chromium give Waypoint access to its sites, or only after a click. */
async function setAccess({ driver }: Stage, to: 'ON_CLICK' | 'ON_ALL_SITES'): Promise<void> {
  const page = await driver.openPage('chrome://extensions');
  const change = { extensionId: new URL(driver.origin).hostname, hostAccess: to };
  await page.evaluate(
    `chrome.developerPrivate.updateExtensionConfiguration(${JSON.stringify(change)})`,
  );
  await page.close();
}

export const settings = [
  scene(
    ['options-not-allowed', 'options-banner', 'options-banner-fix', 'options-banner-paused'],
    async (stage, show) => {
      const body = { detail: 'You do not have permission to perform this action.' };
      stage.api.faults.add({ path: /memor/, do: { kind: 'status', status: 403, body } });
      await stage.study(unitAt(demonstration, 1));
      const page = await stage.options('school');
      await until(() => page.$('[data-kind="not-allowed"]'), 'the refusal');
      await show('options-not-allowed', page);
      await goTo(page, 'history');
      await needs(page, 'not-allowed');
      await show('options-banner', page);
      await press(page, 'Fix it');
      await until(() => page.evaluate(() => document.activeElement?.id === 'key'), 'the key field');
      await show('options-banner-fix', page);
      await press(page, 'Pause everything', '#privacy');
      await goTo(page, 'sites');
      await needs(page, 'paused');
      await show('options-banner-paused', page);
    },
  ),
  scene(['options-connected-with-sign-in'], async (stage, show) => {
    const source = {
      kind: 'sign-in',
      page: 'https://mentor.iblai.app',
      expires: Date.now() + 30 * 3_600_000,
      token: 'dm_token',
    };
    await stage.driver.inBackground(
      `browser.storage.local.get('connections').then(({ connections: { v, data } }) =>
        browser.storage.local.set({ connections: { v, data: data.map((one) =>
          ({ ...one, source: ${JSON.stringify(source)} })) } }))`,
    );
    const page = await stage.options('school');
    await until(() =>
      page.evaluate(() => document.body.innerText.includes('With your sign-in, until')),
    );
    await show('options-connected-with-sign-in', page);
  }),
  scene(['options-broken'], async (stage, show) => {
    const page = await stage.options('school');
    await until(async () => (await textOf(page, 'connection-status')) !== '');
    await page.evaluate(() => {
      const fail = () => Promise.reject(new Error('Broken for a picture.'));
      const api = Reflect.get(globalThis, 'chrome') as { storage: { local: object } };
      Reflect.set(api.storage.local, 'get', fail);
    });
    await goTo(page, 'history');
    await until(() => page.$('#history [role=alert]'), 'a part that failed');
    await show('options-broken', page);
  }),
  scene(['options-at-320', 'options-at-480', 'options-at-800'], async (stage, show) => {
    const page = await stage.options('school');
    await until(async () => (await textOf(page, 'connection-status')).includes('Connected'));
    for (const width of [320, 480, 800] as const) {
      await page.setViewport({ width, height: 800 });
      await show(`options-at-${width}`, page);
    }
  }),
  scene(
    ['site-here-new', 'site-here-from-file', 'site-here-paused', 'site-here-off'],
    async (stage, show) => {
      const { unit } = unitAt(demonstration, 1);
      const page = await stage.driver.openPage(unitUrl(demonstration, unit, CAMPUS), {
        type: 'window',
      });
      const unknown = await over(stage, page, 'This looks like Open edX');
      await show('site-here-new', unknown);
      await unknown.close();
      const options = await stage.options('data');
      const sites = [{ origin: CAMPUS.learning, follow: true }];
      const text = JSON.stringify({ ...EMPTY_FILE, sites });
      await chooseFile(options, 'Open a settings file', { name: 'sites.json', text });
      await press(options, 'Apply');
      await until(async () => (await textOf(options, 'file-applied')) !== '');
      const filed = await over(stage, page, 'A settings file asks to follow');
      await show('site-here-from-file', filed);
      await filed.close();
      await page.close();
      const course = await stage.study(unitAt(demonstration, 1));
      await press(options, 'Pause', `[data-site="${LEARNING_ORIGIN}"]`);
      const paused = await over(stage, course, 'You paused Waypoint on');
      await show('site-here-paused', paused);
      await paused.close();
      await press(options, 'Stop following', `[data-site="${LEARNING_ORIGIN}"]`);
      await press(options, 'Stop following', `[data-site="${LEARNING_ORIGIN}"] .confirm`);
      const off = await over(stage, course, 'You stopped following');
      await show('site-here-off', off);
      await off.close();
    },
    true,
    'chromium',
  ),
  scene(
    ['site-may-not-read', 'options-needs-access', 'options-banner-access'],
    async (stage, show) => {
      await stage.study(unitAt(demonstration, 1));
      await setAccess(stage, 'ON_CLICK');
      const popup = await stage.popup();
      await until(async () => (await textOf(popup, 'site-question')) !== '');
      await show('site-may-not-read', popup);
      const page = await stage.options('sites');
      await until(() => page.$('[data-state="needs-access"]'), 'a site without access');
      await show('options-needs-access', page);
      await goTo(page, 'data');
      await until(() => page.$('[data-testid="banner"] .message'), 'the banner');
      await show('options-banner-access', page);
      await setAccess(stage, 'ON_ALL_SITES');
    },
    true,
    'chromium',
  ),
  scene(['memory-no-id'], async (stage, show) => {
    const courseId = 'course-v1:DemoU+Biology101+2026';
    stage.api.seed.edxMemory({ courseId, data: { page: 'Week 3' }, showsId: false });
    const popup = await stage.popup('Memory');
    await until(() => popup.$('[data-testid="memory-row"]'), 'a row');
    await popup.click('.memory-row__head');
    await until(() => popup.evaluate(() => document.body.innerText.includes('gives no number')));
    await show('memory-no-id', popup);
  }),
  scene(['memory-delete-later'], async (stage, show) => {
    stage.api.seed.edxMemory({ courseId: 'course-v1:DemoU+Biology101+2026', data: 1 });
    stage.api.faults.add({ method: 'DELETE', do: { kind: 'status', status: 503 } });
    const popup = await stage.popup('Memory');
    await until(() => popup.$('[data-testid="memory-row"]'), 'a row');
    await popup.click('.memory-row__head');
    await press(popup, 'Delete…', '.memory-row');
    await press(popup, 'Delete', 'dialog');
    await until(
      () => popup.evaluate(() => document.body.innerText.includes('is not deleted yet')),
      'the wait',
      60_000,
    );
    await show('memory-delete-later', popup);
  }),
  scene(['memory-server-off'], async (stage, show) => {
    stage.api.seed.server({ memoryStatus: 'off' });
    const popup = await stage.popup('Memory');
    await until(async () => (await textOf(popup, 'server-memory')).includes('turned off'));
    await show('memory-server-off', popup);
  }),
];
