import type { Page } from 'puppeteer-core';
import { textOf, until } from '../browser/page-actions.ts';
import { press } from '../browser/press.ts';
import { scene } from './scene.ts';
import type { Stage } from './session.ts';

/* The first run: from the install to the first saved place. */

/** The part of the browser's API that a scene replaces. */
interface Own {
  readonly permissions: { request: () => Promise<boolean> };
}

const HERE = '[data-testid="first-run"]';
const says = (page: Page, words: string) =>
  until(async () => (await textOf(page, 'first-run')).includes(words), words);

/** Opens the options page as after an install. */
async function welcome(stage: Stage): Promise<Page> {
  const data = { v: 2, data: { opened: true, wanted: true } };
  await stage.driver.inBackground(
    `browser.storage.local.set({ 'first-run': ${JSON.stringify(data)} })`,
  );
  const page = await stage.options();
  await says(page, 'Let your mentor');
  return page;
}

/** Answers the browser's next questions about access, which a test cannot press. */
const answer = (page: Page, yes: boolean) =>
  page.evaluate((allowed) => {
    const { browser, chrome } = globalThis as unknown as Record<string, Own | undefined>;
    const own = browser ?? chrome;
    if (own) own.permissions.request = async () => allowed;
  }, yes);

async function openedMentor(stage: Stage): Promise<Page> {
  let found: Page | undefined;
  await until(async () => {
    found = (await stage.driver.browser.pages()).find((page) => page.url().includes('//os.ibl.ai'));
    return found !== undefined;
  }, 'the page of the mentor');
  if (!found) throw new Error('The page of the mentor is gone again.');
  await found.evaluate(() => localStorage.clear());
  return found;
}

export const firstRun = [
  scene(
    ['welcome', 'welcome-example', 'welcome-refused', 'welcome-looking', 'welcome-over'],
    async (stage, show) => {
      const page = await welcome(stage);
      await show('welcome', page);
      await press(page, 'See an example');
      await show('welcome-example', page);
      await press(page, 'See an example');
      await answer(page, false);
      await press(page, 'Sign in to connect');
      await says(page, 'click the Waypoint icon there');
      await show('welcome-refused', page);
      await answer(page, true);
      await press(page, 'Sign in to connect');
      const mentor = await openedMentor(stage);
      await says(page, 'in the new tab');
      await show('welcome-looking', page);
      await mentor.close();
      await says(page, 'has stopped looking');
      await show('welcome-over', page);
    },
    false,
  ),
  scene(
    ['welcome-question', 'welcome-connected'],
    async (stage, show) => {
      const page = await welcome(stage);
      await answer(page, true);
      await press(page, 'Sign in to connect');
      const mentor = await openedMentor(stage);
      await press(mentor, 'Sign in as Ada');
      // A press of the icon gives the access that the browser would have given. The popup may close
      // by itself first, because the welcome page comes to the front.
      const popup = await stage.driver.realPopup?.(mentor);
      await popup?.close().catch(() => undefined);
      await says(page, 'Connect as ada');
      await show('welcome-question', page);
      await press(page, 'Connect', HERE);
      await says(page, 'Now open a unit');
      await show('welcome-connected', page);
      await mentor.close();
    },
    false,
    'chromium',
  ),
];
