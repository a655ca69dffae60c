import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { textOf, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import {
  CAMPUS,
  EDX,
  courseUrl,
  demonstration,
  unitAt,
  unitUrl,
} from '../../../dev/fake-openedx/courses.ts';
import { openSession, shows, type Session } from '../support/session.ts';
import { session as shipped, sessionTest } from '../support/session-test.ts';
import { isListed, registered, turnOff } from '../support/sites.ts';

const test = sessionTest();

let granted: Session;
test.beforeAll(async ({ build }) => {
  await build.allow(CAMPUS.learning);
  granted = await openSession({ extension: build.folder });
});
test.afterAll(() => granted.close());

async function popupOver(session: Session, page: Page): Promise<Page> {
  const popup = await session.driver.realPopup?.(page);
  if (!popup) throw new Error('This browser opens no popup for a test.');
  return popup;
}
const { unit } = unitAt(demonstration, 1);
const QUESTION = 'This looks like Open edX. Follow my place on apps.campus.example?';

test('the popup asks about an unknown site with a course page, with no permission but the click', async () => {
  const page = await shipped.open(unitUrl(demonstration, unit, CAMPUS));
  await shows(page, unit.key);
  const popup = await popupOver(shipped, page);
  await until(async () => (await textOf(popup, 'site-question')).includes(QUESTION));
  // The popup shows only this sentence, and not that this is no course page.
  expect(await popup.evaluate(() => document.body.innerText)).not.toContain('not a course page');
  const may = `chrome.permissions.contains({ origins: ['${CAMPUS.learning}/*'] })`;
  expect(await shipped.driver.inBackground(may)).toBe(false);
  // The browser asks now and nobody answers, so nothing is followed.
  await press(popup, 'Follow my place here');
  expect(await registered(shipped)).toEqual([]);
  const options = await shipped.driver.openOptions();
  await isListed(options, EDX.learning, 'followed');
  await isListed(options, CAMPUS.learning, null);
});

test.each([
  ['a site without Open edX', 'https://news.example/'],
  ['a page of the site without a course', `${CAMPUS.lms}/dashboard`],
  ['Studio', 'https://studio.edx.org/course/course-v1:A+B+C'],
])('the popup does not ask over %s', async (_, url) => {
  const html = { headers: { 'Content-Type': 'text/html' } };
  shipped.world.host('news.example', () => new Response('<title>News</title>News.', html));
  const page = await shipped.open(url);
  const popup = await popupOver(shipped, page);
  await until(async () => (await textOf(popup, 'now-status')).includes('not a course page'));
  expect(await textOf(popup, 'site-question')).toBe('');
  await popup.close();
});

test('the popup shows the place after the learner allows the site, and Waypoint saves it', async () => {
  const page = await granted.open(unitUrl(demonstration, unit, CAMPUS));
  await shows(page, unit.key);
  const popup = await popupOver(granted, page);
  await press(popup, 'Follow my place here');
  await until(async () => (await textOf(popup, 'now-place')).includes(unit.title));
  expect(await textOf(popup, 'site-question')).toBe('');
  await until(granted.says(demonstration, 1));
});

test('the popup says that a site is turned off and turns it on', async () => {
  const options = await granted.driver.openOptions();
  await turnOff(options, EDX.learning, false);
  const page = await granted.open(courseUrl(demonstration, 'home'));
  const popup = await popupOver(granted, page);
  await until(async () =>
    (await textOf(popup, 'site-question')).includes('You stopped following learning.edx.org'),
  );
  await press(popup, 'Follow my place here');
  await isListed(options, EDX.learning, 'followed');
  await until(async () => (await textOf(popup, 'now-place')).includes(demonstration.title));
});

test('Waypoint may ask the browser for https and for names of this computer, and for nothing else', async () => {
  const options = await shipped.driver.openOptions();
  /**
   * Returns what the browser answers at once, or `asks` if it shows a question that nobody answers.
   */
  const request = (pattern: string) =>
    options.evaluate(`Promise.race([
      chrome.permissions.request({ origins: ['${pattern}'] }).then(String, String),
      new Promise((done) => setTimeout(done, 1500, 'asks')),
    ])`);
  for (const host of ['campus.example', 'apps.local.openedx.io:2000', '192.168.1.5', '*']) {
    expect(await request(`http://${host}/*`)).toContain('specified in the manifest');
  }
  for (const origin of [
    'http://localhost:2000',
    'http://apps.tutor.localhost:2000',
    'http://127.0.0.1:8000',
    'https://campus.example:8443',
  ]) {
    expect(await request(`${origin}/*`)).toBe('asks');
  }
});
