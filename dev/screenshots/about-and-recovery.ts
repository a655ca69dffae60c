import { textOf, until } from '../browser/page-actions.ts';
import { press } from '../browser/press.ts';
import { demonstration, unitAt } from '../fake-openedx/courses.ts';
import { scene } from './scene.ts';

/* Help, documents, licences and diagnostics, and stored items that cannot be read. */

export const trust = [
  scene(
    ['privacy', 'privacy-in-words', 'about-permissions', 'about-licences', 'about-diagnostics'],
    async (stage, show) => {
      const page = await stage.options('privacy');
      const has = (selector: string) => async () => (await page.$(selector)) !== null;
      await until(has('#privacy .document__icons'));
      await show('privacy', page);
      await press(page, 'Read everything', '#privacy');
      await until(has('#privacy details .document'));
      await show('privacy-in-words', page);
      await press(page, 'Which permissions Waypoint asks for, and why');
      await until(has('#help .document table'));
      await show('about-permissions', page);
      await press(page, 'Which permissions Waypoint asks for, and why');
      await press(page, 'Open-source licences');
      await until(has('#help .rows'));
      await show('about-licences', page);
      await press(page, 'Show problem report');
      await until(async () => (await textOf(page, 'diagnostics')) !== '');
      await show('about-diagnostics', page);
    },
  ),
  scene(
    ['help', 'help-whats-new', 'help-chosen-dark', 'popup-chosen-dark'],
    async (stage, show) => {
      const page = await stage.options();
      await press(page, 'My place is not saved');
      await until(async () => (await textOf(page, 'shortcut')) !== '');
      await show('help', page);
      await press(page, 'What is new');
      await until(async () => (await page.$('#help .document')) !== null);
      await show('help-whats-new', page);
      await press(page, 'What is new');
      const choose = (theme: string) =>
        page.$eval(`input[name="theme"][value="${theme}"]`, (radio) => radio.click());
      const isShown = async (theme: string) => (await page.$(`[data-theme="${theme}"]`)) !== null;
      await choose('dark');
      await until(() => isShown('dark'));
      await show('help-chosen-dark', page);
      await show('popup-chosen-dark', await stage.now(/not a course page/));
      await choose('device');
      await until(async () => !(await isShown('dark')));
    },
  ),
  scene(['options-recovery', 'options-recovery-ask', 'popup-recovery'], async (stage, show) => {
    await stage.study(unitAt(demonstration, 1));
    await stage.driver.inBackground(
      `browser.storage.local.set({ settings: { v: 99, data: { paused: 'newer' } } })`,
    );
    const page = await stage.options();
    await until(async () => (await textOf(page, 'recovery')).includes('Your settings'));
    await show('options-recovery', page);
    await press(page, 'Start fresh…');
    await show('options-recovery-ask', page);
    const popup = await stage.popup();
    await until(async () => (await textOf(popup, 'recovery')) !== '');
    await show('popup-recovery', popup);
    await press(page, 'Start fresh', 'dialog');
    await until(async () => (await textOf(page, 'connection-status')) !== '');
  }),
];
