import { DEMO_ORG } from '../fake-ibl/api.ts';
import { textOf, until } from '../browser/page-actions.ts';
import { press } from '../browser/press.ts';
import { chooseFile } from '../browser/page-files.ts';
import { CAMPUS, demonstration, unitAt } from '../fake-openedx/courses.ts';
import { EMPTY_FILE, type SettingsFile } from '../../lib/settings-file.ts';
import { scene } from './scene.ts';

/* The options page: courses, and the settings file. */

const neverFollowed = Array.from({ length: 12 }, (_, i) => ({
  courseKey: `course-v1:DemoU+Course${i + 1}+2026`,
  title: `${['Algebra', 'مقدمة في الإحصاء', 'Introdução à Química'][i % 3]} ${i + 1}`,
}));
const FILE: Required<SettingsFile> = {
  ...EMPTY_FILE,
  paused: true,
  sites: [
    { origin: CAMPUS.learning, follow: true },
    { origin: 'https://courses.edx.org', follow: false },
  ],
  connections: [
    {
      address: 'https://ibl.campus.example',
      organization: DEMO_ORG,
      username: 'ada.lovelace@campus.example',
      sites: [],
    },
  ],
  neverFollowed: neverFollowed.slice(0, 2),
  journal: '7-days',
};
const asText = (parts: object) => JSON.stringify({ ...EMPTY_FILE, ...parts });

export const first = [
  scene(
    ['options-courses', 'options-courses-stopped', 'options-courses-search'],
    async (stage, show) => {
      await stage.study(unitAt(demonstration, 1));
      await stage.now(/Saved for your mentor/);
      const page = await stage.options('sites');
      await until(async () => (await textOf(page, 'course')).includes('Following'));
      await show('options-courses', page);
      await press(page, 'Stop following', '[data-testid=course]');
      await until(async () => (await textOf(page, 'undo')).includes('no longer follows'));
      await show('options-courses-stopped', page);
      const text = asText({ neverFollowed });
      await chooseFile(page, 'Open a settings file', { name: 'courses.json', text });
      await press(page, 'Apply');
      await until(async () => (await textOf(page, 'courses-count')) !== '');
      await page.evaluate(() => (location.hash = '#sites'));
      await show('options-courses-search', page);
    },
  ),
  scene(
    ['options-file-wrong', 'options-file-changes', 'options-file-applied', 'options-file-nothing'],
    async (stage, show) => {
      const page = await stage.options('data');
      const open = async (name: string, text: string) =>
        await chooseFile(page, 'Open a settings file', { name, text });
      await open('notes.json', asText({ sites: [{ origin: 'everything', follow: true }] }));
      await until(async () => (await textOf(page, 'file-problem')) !== '');
      await show('options-file-wrong', page);
      await open('waypoint-settings.json', asText(FILE));
      await until(async () => (await textOf(page, 'file-changes')) !== '');
      await show('options-file-changes', page);
      await press(page, 'Apply');
      await until(async () => (await textOf(page, 'file-applied')) !== '');
      await show('options-file-applied', page);
      const { journal: _, ...same } = FILE;
      await open('waypoint-settings.json', asText(same));
      await until(async () => (await textOf(page, 'file-changes')).includes('already set here'));
      await show('options-file-nothing', page);
    },
    false,
  ),
];
