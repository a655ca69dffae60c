import type { Page } from 'puppeteer-core';
import { ADMIN_KEY, DEMO_KEY, DEMO_ORG, DEMO_TOKEN } from '../fake-ibl/api.ts';
import { textOf, type, until } from '../browser/page-actions.ts';
import { press } from '../browser/press.ts';
import { demonstration, unitAt } from '../fake-openedx/courses.ts';
import { scene } from './scene.ts';
import type { Stage } from './session.ts';

/* The ways to connect: the popup over pages of ibl.ai, and the options page's other ways. */

export const MENTOR = `https://mentor.iblai.app/platform/${DEMO_ORG}/`;

/** Opens a page of ibl.ai, signed in or not. */
export async function mentor(stage: Stage, url = MENTOR, signIn = true): Promise<Page> {
  const page = await stage.driver.openPage(url, { type: 'window' });
  await page.evaluate(() => localStorage.clear());
  if (signIn) await press(page, 'Sign in as Ada');
  return page;
}

/** Opens the popup over a page with the toolbar icon, and waits for these words on the sign-in. */
export async function over(stage: Stage, page: Page, says: string): Promise<Page> {
  const popup = await stage.driver.realPopup?.(page);
  if (!popup) throw new Error('This browser opens no popup for a test.');
  await until(async () => (await textOf(popup, 'sign-in')).includes(says), says);
  return popup;
}

export const signIn = [
  scene(
    ['sign-in-question', 'sign-in-refused', 'sign-in-done'],
    async (stage, show) => {
      const page = await mentor(stage);
      stage.api.seed.server({ sessions: [] });
      const popup = await over(stage, page, 'Connect as ada');
      await show('sign-in-question', popup);
      await press(popup, 'Connect');
      await until(async () => (await textOf(popup, 'sign-in-error')) !== '');
      await show('sign-in-refused', popup);
      stage.api.seed.server({ sessions: ['dm_token'] });
      await press(popup, 'Connect');
      await until(async () => (await textOf(popup, 'sign-in')).includes('Connected as'));
      await show('sign-in-done', popup);
      await page.close();
    },
    false,
    'chromium',
  ),
  scene(
    ['sign-in-none', 'sign-in-unreadable', 'sign-in-no-school'],
    async (stage, show) => {
      const page = await mentor(stage, MENTOR, false);
      const none = await over(stage, page, 'You are not signed in');
      await show('sign-in-none', none);
      await none.close();
      await page.evaluate(() => localStorage.setItem('userData', '<b>'));
      const odd = await over(stage, page, 'cannot read the sign-in');
      await show('sign-in-unreadable', odd);
      await odd.close();
      const os = await mentor(stage, 'https://os.ibl.ai/');
      await os.evaluate(() => {
        for (const name of ['tenant', 'current_tenant', 'app_tenant'])
          localStorage.removeItem(name);
      });
      const noSchool = await over(stage, os, 'does not say which school');
      await show('sign-in-no-school', noSchool);
      await noSchool.close();
      await Promise.all([page.close(), os.close()]);
    },
    false,
    'chromium',
  ),
  scene(
    ['sign-in-ends', 'sign-in-ended'],
    async (stage, show) => {
      const page = await mentor(stage, `${MENTOR}?hours=5`);
      const popup = await over(stage, page, 'Connect as ada');
      await press(popup, 'Connect');
      await until(async () => (await textOf(popup, 'sign-in')).includes('Connected as'));
      await popup.close();
      await stage.study(unitAt(demonstration, 1));
      const soon = await stage.now(/Saved for your mentor/);
      await until(async () => (await textOf(soon, 'sign-in')).includes('expires'));
      await show('sign-in-ends', soon);
      const key = { key: DEMO_TOKEN, username: 'ada', kind: 'dm_token' } as const;
      stage.api.seed.key({ ...key, ends: Date.now() - 1000 });
      await stage.study(unitAt(demonstration, 2));
      await show('sign-in-ended', await stage.now(/sign-in to ibl.ai has ended/));
      await page.close();
    },
    false,
    'chromium',
  ),
  scene(
    ['options-ask-school', 'options-schools-of-key', 'options-key-of-admin'],
    async (stage, show) => {
      const page = await stage.options();
      await type(page, 'Username', 'ada');
      await press(page, 'Ask your school for a key');
      await show('options-ask-school', page);
      await press(page, 'Ask your school for a key');
      await type(page, 'API key', DEMO_KEY);
      await press(page, 'Connect');
      await until(async () => (await textOf(page, 'key-schools')).includes('Night School'));
      await show('options-schools-of-key', page);
      await type(page, 'School (organization)', DEMO_ORG);
      await type(page, 'API key', ADMIN_KEY);
      await press(page, 'Connect');
      await until(async () => (await textOf(page, 'key-warning')).includes('administrator'));
      await show('options-key-of-admin', page);
    },
    false,
  ),
];
