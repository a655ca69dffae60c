import type { Page } from 'puppeteer-core';
import { EMPTY_FILE } from '../../lib/settings-file.ts';
import { DEMO_ORG, OTHER_ORG } from '../fake-ibl/api.ts';
import { textOf, until } from '../browser/page-actions.ts';
import { press } from '../browser/press.ts';
import { chooseFile } from '../browser/page-files.ts';
import { CAMPUS } from '../fake-openedx/courses.ts';
import { noteWeeks } from './journey.ts';
import { scene } from './scene.ts';
import { mentor, over } from './sign-in.ts';

/* How long data is kept, and what an organization has set. */

async function choose(page: Page, limit: string): Promise<void> {
  const radio = await page.waitForSelector(`#history input[value="${limit}"]`);
  await page.bringToFront();
  await radio?.click();
}

export const privacy = [
  scene(
    [
      'options-privacy',
      'options-privacy-asks',
      'options-privacy-short',
      'options-privacy-delete',
      'options-privacy-not-kept',
    ],
    async (stage, show) => {
      const page = await stage.options('history');
      await choose(page, 'until-deleted');
      await until(async () => (await textOf(page, 'journal-said')) === 'Saved.');
      await noteWeeks(stage);
      await until(() => page.evaluate(() => document.querySelector('.calendar') !== null));
      await show('options-privacy', page);
      await choose(page, '30-days');
      await until(async () => (await textOf(page, 'journal-asks')) !== '');
      await show('options-privacy-asks', page);
      await page.$eval('#history button.danger', (button) => button.click());
      await until(async () => (await textOf(page, 'journal-limit')).includes('30 days'));
      await show('options-privacy-short', page);
      await press(page, 'Delete my history', '#history');
      await show('options-privacy-delete', page);
      await press(page, 'Cancel', '#history');
      await choose(page, 'not-kept');
      await until(async () => (await textOf(page, 'journal-asks')) !== '');
      await page.$eval('#history button.danger', (button) => button.click());
      await until(async () => (await textOf(page, 'journal-limit')).includes('not to keep'));
      await show('options-privacy-not-kept', page);
    },
  ),
];

export const organization = [
  scene(
    ['options-organization-elsewhere', 'options-organization', 'options-organization-trouble'],
    async (stage, show) => {
      const page = await stage.options();
      await stage.organization({ organization: { value: 'other-school', locked: true } });
      await until(async () => (await textOf(page, 'connection-elsewhere')) !== '');
      await show('options-organization-elsewhere', page);
      await stage.organization({
        organization: { value: DEMO_ORG, locked: true },
        address: { value: 'https://base.manager.iblai.app', locked: true },
        sites: { value: [CAMPUS.learning], locked: true },
        journal: { value: '7-days', locked: true },
        help: { value: 'https://help.school.example/waypoint' },
      });
      await page.evaluate(() => (location.hash = '#history'));
      await until(async () => (await textOf(page, 'journal-locked')) !== '');
      await show('options-organization', page);
      await stage.organization({
        organization: { value: 'demo university' },
        journal: { value: '1-year', locked: true },
      });
      await until(async () => (await textOf(page, 'policy-trouble')) !== '');
      await show('options-organization-trouble', page);
    },
    true,
    'chromium',
  ),
  scene(
    ['options-organization-form', 'options-organization-file', 'sign-in-other-school'],
    async (stage, show) => {
      const school = { organization: { value: DEMO_ORG, locked: true } };
      await stage.organization({ ...school, journal: { value: '7-days', locked: true } });
      const page = await stage.options('school');
      await until(() => page.$('#org[readonly]'), 'the locked school');
      await show('options-organization-form', page);
      const text = JSON.stringify({
        ...EMPTY_FILE,
        paused: true,
        journal: '90-days',
        connections: [
          {
            address: 'https://base.manager.iblai.app',
            organization: OTHER_ORG,
            username: 'ada',
            sites: [],
          },
        ],
      });
      await chooseFile(page, 'Open a settings file', { name: 'waypoint-settings.json', text });
      await until(async () => (await textOf(page, 'file-held')) !== '');
      await page.evaluate(() => (location.hash = '#data'));
      await show('options-organization-file', page);
      const front = await mentor(stage, `https://mentor.iblai.app/platform/${OTHER_ORG}/`);
      await show('sign-in-other-school', await over(stage, front, 'has set another school'));
      await front.close();
    },
    false,
    'chromium',
  ),
];
