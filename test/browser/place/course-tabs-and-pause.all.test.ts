import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { courseUrl, plainCourses, unitAt, type Course } from '../../../dev/fake-openedx/courses.ts';
import { textOf, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { NO_MORE, textIn } from '../support/session.ts';
import { session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

/* Tests pages of a course without a unit, and a unit during a pause. */

const [one] = plainCourses as [Course];

test('Waypoint shows outline, progress and dates and sends none of them', async () => {
  for (const tab of ['home', 'progress', 'dates']) {
    const page = await session.open(courseUrl(one, tab));
    await page.waitForSelector('header.learning-header .course-title');
    await sleep(1_500);
    const popup = await session.driver.openPopup();
    await until(async () => (await textOf(popup, 'now-place')).includes(one.title), tab);
    await popup.close();
    await page.close();
  }
  await sleep(NO_MORE);
  expect(session.memories()).toEqual([]);
});

test("Waypoint reads, records and sends nothing while paused, and resumes with the learner's place", async () => {
  const popup = await session.driver.openPopup();
  await press(popup, 'Pause');
  await until(async () => /paused/i.test(await textOf(popup, 'now-status')));
  const before = session.api.log.length;
  const page = await session.visit(unitAt(one, 4));
  await page.waitForSelector('#unit-iframe');
  await sleep(NO_MORE);
  expect(session.api.log.slice(before).map(({ path }) => path)).toEqual([]);
  const { unit } = unitAt(one, 4);
  const kept = await session.driver.inBackground<string>(
    `Promise.all([browser.storage.local.get(null), browser.storage.session.get(null)]).then(JSON.stringify)`,
  );
  expect(kept).not.toContain(unit.key);
  await press(popup, 'Resume');
  await page.bringToFront();
  await until(() => textIn(session.memoryOf(one)).includes(unit.key), 'the unit after Resume');
});
