import type { Page } from 'puppeteer-core';
import { DEMO_KEY, DEMO_ORG, NIGHT_KEY, OTHER_ORG } from '../fake-ibl/api.ts';
import { press, textOf, type, until } from './page-actions.ts';

/** Types the demo's connection into the options page and waits until it is connected. */
export async function connect(page: Page, key: string = DEMO_KEY): Promise<void> {
  await type(page, 'School (organization)', DEMO_ORG);
  await type(page, 'Username', 'ada');
  await type(page, 'API key', key);
  await press(page, 'Connect');
  await until(async () => (await textOf(page, 'connection-status')).includes('Connected as ada'));
}

/** Returns a selector for the card of one of several schools, or for something in the card. */
export const inCard = (org: string, what = ''): string => `[data-school="${org}"] ${what}`.trim();

/** Adds the night school as a second one. */
export async function connectNight(page: Page): Promise<void> {
  await press(page, 'Add another school');
  await type(page, 'School (organization)', OTHER_ORG);
  await type(page, 'Username', 'ada');
  await type(page, 'API key', NIGHT_KEY);
  await press(page, 'Connect');
  await until(() => page.$(inCard(OTHER_ORG)), 'the card of the night school');
}

/** Ticks a checkbox in a school's card, such as a site, by how its label begins. */
export async function tick(page: Page, org: string, label: string): Promise<void> {
  await page.bringToFront();
  await until(
    () =>
      page.evaluate(
        (card, text) => {
          const labels = Array.from(document.querySelectorAll(`${card} label`));
          const found = labels.find((one) => one.textContent.trim().startsWith(text));
          const box = found?.querySelector('input');
          if (box && !box.checked) box.click();
          return box?.checked === true;
        },
        inCard(org),
        label,
      ),
    `"${label}" to be ticked`,
  );
}
