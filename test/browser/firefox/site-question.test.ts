import { expect } from 'vitest';
import { BUILD_FOLDERS } from '../../../dev/browser/build-folders.ts';
import { FirefoxChrome } from '../../../dev/browser/firefox-chrome.ts';
import { geckoId } from '../../../dev/browser/firefox-start.ts';
import { until } from '../../../dev/browser/page-actions.ts';
import { CAMPUS, demonstration, unitAt, unitUrl } from '../../../dev/fake-openedx/courses.ts';
import { shows } from '../support/session.ts';
import { session, sessionTest } from '../support/session-test.ts';
import { registered } from '../support/sites.ts';

const test = sessionTest();

const id = await geckoId(BUILD_FOLDERS.firefox);

const chrome = () => new FirefoxChrome(session.driver.browser);
const textIn = (testId: string) =>
  chrome().inPopup<string>(
    id,
    `document.querySelector('[data-testid="${testId}"]')?.textContent ?? ''`,
  );

test('the popup asks about an unknown site with a course page, then shows and saves its place', async () => {
  const { unit } = unitAt(demonstration, 1);
  const page = await session.open(unitUrl(demonstration, unit, CAMPUS));
  await shows(page, unit.key);
  await page.bringToFront();
  await chrome().openPopup(id);
  await until(
    async () =>
      (await textIn('site-question')).includes(
        'This looks like Open edX. Follow my place on apps.campus.example?',
      ),
    'the question',
  );
  const may = `browser.permissions.contains({ origins: ['${CAMPUS.learning}/*'] })`;
  expect(await session.driver.inBackground(may)).toBe(false);
  await chrome().pressInPopup(id, '[data-testid="site-question"] button');
  await until(async () => (await textIn('now-place')).includes(unit.title), 'the place');
  expect(await textIn('site-question')).toBe('');
  expect(await session.driver.inBackground(may)).toBe(true);
  expect(await registered(session)).toEqual([`site:${CAMPUS.learning}`]);
  await until(session.says(demonstration, 1));
});
