import { expect } from 'vitest';
import { textOf, until } from '../../../dev/browser/page-actions.ts';
import { plainCourses, unitAt, type Course } from '../../../dev/fake-openedx/courses.ts';
import { learnerUnitUrl, learnerUrl } from '../../../dev/fake-openedx/learner-app/addresses.ts';
import { kept, saved } from '../support/pages/saved-place.ts';
import { session, sessionTest } from '../support/session-test.ts';
import { everything } from '../support/sites.ts';

const test = sessionTest();

const [course] = plainCourses as [Course];

test('Waypoint follows a learner in ibl.ai’s learner app', async () => {
  const page = await session.open(learnerUnitUrl(course, 2));
  await saved(course, 2);
  await page.evaluate(() =>
    document.querySelector<HTMLElement>('[aria-label="Next lesson"]')?.click(),
  );
  await saved(course, 3);
  expect(kept(course)).toContain(learnerUnitUrl(course, 3));
  const { unit } = unitAt(course, 3);
  const popup = await session.driver.openPopup();
  await until(async () => (await textOf(popup, 'now-place')).includes(unit.title), unit.title);
  await Promise.all([popup.close(), page.close()]);
});

test('Continue leads back to the unit in the learner app', async () => {
  const list = await session.open(learnerUrl('discover'));
  const popup = await session.driver.openPopup();
  await until(async () => (await textOf(popup, 'now-status')).includes('not a course page'));
  const links = () => popup.$$eval('a', (all) => all.map(({ href }) => href));
  await until(async () => (await links()).includes(learnerUnitUrl(course, 3)), 'Continue');
  await Promise.all([popup.close(), list.close()]);
});

test('no address that Waypoint keeps or sends holds the token of the frame', async () => {
  const stored = await everything(session);
  const sent = session.api.log.map(({ path, body }) => path + body).join('\n');
  for (const text of [stored, sent]) expect(text).not.toMatch(/sso_auth_token|secret-/);
});
