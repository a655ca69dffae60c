import type { Page } from 'puppeteer-core';
import { textOf, until } from '../browser/page-actions.ts';
import { press } from '../browser/press.ts';
import { demonstration, unitAt } from '../fake-openedx/courses.ts';
import { scene } from './scene.ts';

/* Everything, a course or a site paused, with and without an end. */

async function choose(page: Page, value: string): Promise<void> {
  await page.$eval(`[value="${value}"]`, (radio) => (radio as HTMLElement).click());
}

/** Opens the dialog beside Pause in the popup. */
async function ask(popup: Page): Promise<void> {
  await press(popup, 'Choose what to pause, and for how long');
  await popup.waitForSelector('dialog[open] .primary');
}

const says = (popup: Page, text: string) =>
  until(async () => (await textOf(popup, 'now-status')).includes(text), text);

export const pauses = [
  scene(
    ['now-pause-menu', 'now-course-paused', 'now-course-paused-until', 'now-paused-until'],
    async (stage, show) => {
      await stage.study(unitAt(demonstration, 1));
      const popup = await stage.now(/Saved for your mentor/);
      await ask(popup);
      await choose(popup, 'course');
      await show('now-pause-menu', popup);
      await press(popup, 'Pause', 'dialog');
      await says(popup, 'paused this course');
      await show('now-course-paused', popup);
      await ask(popup);
      await choose(popup, 'course');
      await choose(popup, 'hour');
      await press(popup, 'Pause', 'dialog');
      await says(popup, 'paused this course until');
      await show('now-course-paused-until', popup);
      await ask(popup);
      await choose(popup, 'tomorrow');
      await press(popup, 'Pause', 'dialog');
      await says(popup, 'Paused until tomorrow');
      await show('now-paused-until', popup);
    },
  ),
  scene(['now-pause-menu-no-course'], async (stage, show) => {
    const popup = await stage.now(/not a course page/);
    await ask(popup);
    await show('now-pause-menu-no-course', popup);
  }),
  scene(['options-pauses', 'options-paused-until'], async (stage, show) => {
    await stage.study(unitAt(demonstration, 1));
    const popup = await stage.now(/Saved for your mentor/);
    await ask(popup);
    await choose(popup, 'site');
    await choose(popup, 'hour');
    await press(popup, 'Pause', 'dialog');
    const page = await stage.options();
    await press(page, 'Pause', `[data-course="${demonstration.key}"]`);
    await until(async () => (await textOf(page, 'pauses')).includes(demonstration.title));
    await page.evaluate(() => (location.hash = '#privacy'));
    await show('options-pauses', page);
    await choose(page, 'hour');
    await press(page, 'Pause everything', '#privacy');
    await until(async () => (await textOf(page, 'pauses')).includes('Paused until'));
    await show('options-paused-until', page);
  }),
];
