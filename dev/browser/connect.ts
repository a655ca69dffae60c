import type { Page } from 'puppeteer-core';
import { DEMO_KEY, DEMO_ORG, NIGHT_KEY, OTHER_ORG } from '../fake-ibl/api.ts';
import { textOf, type, until } from './page-actions.ts';
import { press } from './press.ts';

/** Opens the form of the only school, if one is stored. Before the first school, a form is there. */
export async function openForm(page: Page): Promise<void> {
  await until(() => page.$('#school :is(form, .school)'), 'a form or a school');
  if (await page.$('#school form')) return;
  const isConnected = (await textOf(page, 'connection-status')).startsWith('Connected');
  await press(page, isConnected ? 'Change' : 'Connect again', '.school');
}

/** Types the demo's connection into the options page and waits until it is connected. */
export async function connect(page: Page, key: string = DEMO_KEY): Promise<void> {
  await openForm(page);
  await type(page, 'School (organization)', DEMO_ORG);
  await type(page, 'Username', 'ada');
  await type(page, 'API key', key);
  await press(page, 'Connect');
  const isConnected = async () =>
    (await textOf(page, 'connection-status')).includes('Connected as ada');
  await until(isConnected).catch(async (cause: unknown) => {
    const said = await textOf(page, 'connection-error');
    throw new Error(`Waypoint did not connect, and said "${said}".`, { cause });
  });
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

/**
 * Presses Disconnect and answers its question.
 * @param within a selector of the school's card, if there are several schools
 * @param forget also deletes what Waypoint stored there
 */
export async function disconnect(
  page: Page,
  { within, forget = false }: { readonly within?: string; readonly forget?: boolean } = {},
): Promise<void> {
  await press(page, 'Disconnect…', within);
  if (forget) await tick(page, 'dialog', 'Also delete what Waypoint saved there');
  await press(page, forget ? 'Delete and disconnect' : 'Disconnect', 'dialog');
}

/**
 * Ticks a checkbox by how its label begins.
 * @param within a selector, such as a school's card
 */
export async function tick(page: Page, within: string, label: string): Promise<void> {
  await page.bringToFront();
  await until(
    () =>
      page.evaluate(
        (selector, text) => {
          const labels = Array.from(document.querySelectorAll(`${selector} label`));
          const found = labels.find((one) => one.textContent.trim().startsWith(text));
          const box = found?.querySelector('input');
          if (box && !box.checked) box.click();
          return box?.checked === true;
        },
        within,
        label,
      ),
    `"${label}" to be ticked`,
  );
}
