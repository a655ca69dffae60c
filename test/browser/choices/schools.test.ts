import { expect } from 'vitest';
import { OTHER_ORG, DEMO_ORG } from '../../../dev/fake-ibl/api.ts';
import { textOf, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { EDX, IBL, plainCourses, type Course } from '../../../dev/fake-openedx/courses.ts';
import { session, sessionTest } from '../support/session-test.ts';
import { connectNightWithSite, memoryAt, says, study, textIs } from '../support/two-schools.ts';

const test = sessionTest();

/* Tests a learner with two schools, each with its own sites. */

const [one, two] = plainCourses as [Course, Course];

test('each place goes only to the school of its site when a second school has a site', async () => {
  // The page that connected may have been closed before the server said the school's own name.
  await session.driver.inBackground(
    `browser.storage.local.get('connections').then(({ connections }) => {
      connections.data[0].name = 'Demo University';
      return browser.storage.local.set({ connections });
    })`,
  );
  const options = await session.driver.openOptions();
  await connectNightWithSite(options);
  await textIs(
    options,
    `[data-site="${EDX.learning}"] [data-testid=site-school]`,
    'Demo University',
  );
  const page = await study(one, EDX);
  await until(says(DEMO_ORG, one), 'the place at the first school');
  const other = await study(two, IBL);
  await until(says(OTHER_ORG, two), 'the place at the second school');
  expect(memoryAt(DEMO_ORG, two)).toBeUndefined();
  expect(memoryAt(OTHER_ORG, one)).toBeUndefined();
  const popup = await session.driver.openPopup();
  await until(async () => (await textOf(popup, 'goes-to')).includes('Night School'));
  await press(popup, 'Memory');
  const row = (course: Course) => () =>
    popup.evaluate(
      (key) => document.querySelector(`[data-testid="memory-row"][data-course="${key}"]`) !== null,
      course.key,
    );
  await until(row(two), 'the memory of the school in front');
  expect(await row(one)()).toBe(false);
  // The learner reaches the other school with one choice.
  const first = await popup.evaluate((org) => {
    const all = document.querySelectorAll<HTMLOptionElement>('[data-testid=school] option');
    return Array.from(all).find(({ text }) => text === org)?.value ?? '';
  }, 'Demo University');
  await popup.bringToFront();
  await popup.select('[role=tabpanel]:not([hidden]) [data-testid=school]', first);
  await until(row(one), 'the memory of the other school');
  for (const open of [popup, page, other, options]) await open.close();
});
