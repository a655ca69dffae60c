import type { KeyInput, Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { DEMO_KEY, DEMO_ORG } from '../../../dev/fake-ibl/api.ts';
import { textOf, until } from '../../../dev/browser/page-actions.ts';
import { demonstration, unitAt } from '../../../dev/fake-openedx/courses.ts';
import { session, sessionTest } from '../support/session-test.ts';
import {
  focused,
  missed,
  step,
  toEdge,
  walk,
  walkDialog,
  type Stop,
} from '../support/focus-order.ts';
import { eventually } from '../../harness/eventually.ts';

const test = sessionTest();

/*
 * Tests the screens with the keyboard alone: each control is reached, shows its focus and can be
 * left.
 */

test.override('sessionOptions', { connected: false });

const keys = async (page: Page, ...all: KeyInput[]): Promise<void> => {
  for (const key of all) await page.keyboard.press(key);
};
const shown = (page: Page) => page.evaluate(() => document.body.innerText);

/**
 * Presses Tab until the control of this name has the focus, and starts once more from the top as
 * long as it does not come: a part of the popup may still be loading.
 */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const isIt = (found: string) => (typeof name === 'string' ? found === name : name.test(found));
  const leads = async (): Promise<boolean> => {
    for (let at = await step(page, 'Tab'); at.id >= 0; at = await step(page, 'Tab')) {
      if (isIt(at.name)) return true;
    }
    await toEdge(page, 'first');
    return false;
  };
  await until(leads, `Tab leads to ${String(name)}`);
}

/**
 * Checks that Tab reaches each control and shows it, and that the way back is the same. Walks again
 * if not, because a part of the screen that was still loading may have come on the way.
 */
async function expectWhole(page: Page): Promise<void> {
  await eventually(async () => {
    const there = await walk(page, 'Tab');
    expect(await missed(page, there)).toEqual([]);
    expect(there.filter(({ seen }) => !seen).map(({ name }) => name)).toEqual([]);
    const back = await walk(page, 'Shift+Tab');
    expect(namesOf(back).toReversed()).toEqual(namesOf(there));
  });
}
const namesOf = (stops: readonly Stop[]) => stops.map(({ name }) => name);

test('the keyboard connects Waypoint on the options page', async () => {
  // As after an install, which a shared browser had long ago.
  const firstRun = { v: 2, data: { opened: true, wanted: true } };
  await session.driver.inBackground(
    `chrome.storage.local.set({ 'first-run': ${JSON.stringify(firstRun)} })`,
  );
  const page = await session.driver.openOptions();
  await until(async () => (await textOf(page, 'connection-status')) !== '');
  await expectWhole(page);
  await tabTo(page, 'I have a key');
  await keys(page, 'Enter');
  await until(
    async () => (await focused(page)).name.startsWith('School ('),
    'the focus at the field',
  );
  await expectWhole(page);
  await tabTo(page, /^School \(/);
  await page.keyboard.type(DEMO_ORG);
  await tabTo(page, /^Username/);
  await page.keyboard.type('ada');
  await keys(page, 'Tab');
  await page.keyboard.type(DEMO_KEY);
  await keys(page, 'Enter');
  await until(async () => (await textOf(page, 'connection-status')).includes('Connected as ada'));
  await page.close();
});

test('the keyboard reaches every tab and control of the popup, forward and back', async () => {
  await session.visit(unitAt(demonstration, 1));
  await until(session.says(demonstration, 1));
  const popup = await session.driver.openPopup();
  await until(async () => (await textOf(popup, 'now-status')).includes('Saved for your mentor'));
  await toEdge(popup, 'first');
  await keys(popup, 'Tab');
  expect((await focused(popup)).name).toBe('Now');
  for (const [key, tab, says] of [
    ['ArrowRight', 'Instruction', /About me/],
    ['ArrowRight', 'Memory', /1 course|Demonstration Course/],
    ['ArrowRight', 'Now', /Saved for your mentor/],
  ] as const) {
    await keys(popup, key);
    expect((await focused(popup)).name).toBe(tab);
    await until(async () => says.test(await shown(popup)), tab);
    await expectWhole(popup);
    await tabTo(popup, tab);
  }
  await popup.close();
});

test('the keyboard writes, saves and clears the instruction, and dialogs give the focus back', async () => {
  const popup = await session.driver.openPopup();
  await toEdge(popup, 'first');
  await keys(popup, 'Tab', 'ArrowRight');
  await until(async () => /About me/.test(await shown(popup)));
  await tabTo(popup, 'Ideas');
  await keys(popup, 'Enter');
  await until(async () => (await focused(popup)).inDialog, 'the focus in the dialog');
  // Inside a dialog, Tab reaches nothing behind it.
  for (const { name, inDialog } of await walkDialog(popup)) expect(inDialog, name).toBe(true);
  await keys(popup, 'Escape');
  expect((await focused(popup)).name).toBe('Ideas');
  await tabTo(popup, /^About me/);
  await popup.keyboard.type('I study at night.');
  await tabTo(popup, /^My mentor should be/);
  await popup.keyboard.type('patient');
  await keys(popup, 'Enter');
  await tabTo(popup, 'Save');
  await keys(popup, 'Enter');
  await until(async () => (await textOf(popup, 'instruction-status')).startsWith('Saved'));
  await tabTo(popup, 'Clear all fields');
  await keys(popup, 'Enter');
  await until(async () => (await focused(popup)).name === 'Cancel');
  await keys(popup, 'Escape');
  await until(async () => (await focused(popup)).name === 'Clear all fields');
  await popup.close();
});

test('the keyboard opens, deletes and restores a memory', async () => {
  const popup = await session.driver.openPopup();
  await toEdge(popup, 'first');
  await keys(popup, 'Tab', 'End');
  await until(async () => /Demonstration Course/.test(await shown(popup)));
  await tabTo(popup, /^Demonstration Course/);
  await keys(popup, 'Enter');
  await until(async () => /Continue/.test(await shown(popup)));
  await expectWhole(popup);
  await tabTo(popup, 'Delete…');
  await keys(popup, 'Enter');
  await until(async () => (await focused(popup)).inDialog, 'the focus in the dialog');
  for (const { name, inDialog } of await walkDialog(popup)) expect(inDialog, name).toBe(true);
  await keys(popup, 'Escape');
  await until(() => popup.evaluate(() => document.querySelector('main dialog') === null));
  expect((await focused(popup)).name).toBe('Delete…');
  await keys(popup, 'Enter');
  await until(async () => (await focused(popup)).inDialog, 'the focus in the dialog');
  await tabTo(popup, 'Delete');
  await keys(popup, 'Enter');
  await until(async () => (await focused(popup)).name === 'Undo', 'the focus at Undo');
  await keys(popup, 'Enter');
  await until(
    async () => (await focused(popup)).name.startsWith('Demonstration Course'),
    'the row',
  );
  await popup.close();
});

/**
 * Presses Escape in the open dialog, and the button that opened it before the browser reports the
 * close. Returns what is open after that.
 */
async function closeAndOpen(page: Page): Promise<string> {
  return await page.evaluate(async () => {
    const dialog = document.querySelector('dialog');
    const closed = new Promise((resolve) => dialog?.addEventListener('close', resolve));
    const escape = { key: 'Escape', bubbles: true, cancelable: true };
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', escape));
    // Lets the page render the effect of the first key, as between two keys of a person.
    await Promise.resolve();
    (document.activeElement as HTMLElement).click();
    await closed;
    await new Promise((next) => setTimeout(next));
    return document.querySelector<HTMLElement>('dialog[open]')?.innerText ?? '';
  });
}

test('a dialog that is closed and opened again at once is complete', async () => {
  const popup = await session.driver.openPopup();
  await toEdge(popup, 'first');
  await keys(popup, 'Tab', 'ArrowRight');
  await until(async () => /About me/.test(await shown(popup)));
  await tabTo(popup, 'Ideas');
  await keys(popup, 'Enter');
  await until(async () => (await focused(popup)).inDialog, 'the focus in the dialog');
  const before = await popup.$eval('dialog', (one) => one.innerText);
  expect(await closeAndOpen(popup)).toBe(before);
  await keys(popup, 'Escape');
  await toEdge(popup, 'first');
  await keys(popup, 'Tab', 'End');
  await until(async () => /Demonstration Course/.test(await shown(popup)));
  await tabTo(popup, /^Demonstration Course/);
  await keys(popup, 'Enter');
  await tabTo(popup, 'Delete…');
  await keys(popup, 'Enter');
  await until(async () => (await focused(popup)).inDialog, 'the focus in the dialog');
  expect(await closeAndOpen(popup)).toContain('Cancel');
  await popup.close();
});

test('the keyboard reaches every control of the options page when connected', async () => {
  await until(session.isAtRest, 'nothing to be sent');
  const page = await session.driver.openOptions('sent');
  await until(async () => (await textOf(page, 'sent-count')) !== '');
  await expectWhole(page);
  for (const name of ['School', 'Sites and courses', 'History', 'Privacy', 'Your data']) {
    await tabTo(page, name);
    await keys(page, 'Enter');
    const title = `${name} – Waypoint settings`;
    await until(async () => (await page.title()) === title, title);
    const heading = () => page.evaluate(() => document.activeElement?.matches('h2') === true);
    await until(heading, `the focus at the heading "${name}"`);
    await expectWhole(page);
  }
  await page.evaluate(() => history.back());
  await until(async () => (await page.title()).startsWith('Privacy'), 'the way back');
  await page.close();
});
