import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import {
  examination,
  plainCourses,
  unitAt,
  unitPlaces,
  type Course,
} from '../../../dev/fake-openedx/courses.ts';
import { textOf, until } from '../../../dev/browser/page-actions.ts';
import { session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

/* Tests a page whose main thread is busy and answers neither messages nor scripts. */

const [one] = plainCourses as [Course];
/** How long the page is busy (ms): several times what a place waits before it is sent. */
const BUSY = 40_000;
/** Less than `BUSY`, and more than an answer takes on a slow machine (ms). */
const AT_ONCE = 8_000;

test('an exam whose page is busy blocks all places, and Pause does not wait for that page', async () => {
  const place = unitPlaces(examination).find(({ subsection }) => subsection.examMinutes);
  if (!place) throw new Error('The demo course has no exam.');
  const exam = await session.visit(place);
  await exam.waitForSelector('[data-testid="start-exam-button"]');
  const popup = await session.driver.openPopup();
  await until(async () => /exam/i.test(await textOf(popup, 'now-status')), 'the exam to be seen');
  const answersIn = async (paused: boolean): Promise<number> => {
    const before = Date.now();
    await popup.evaluate(`chrome.runtime.sendMessage({ type: 'pause/set', paused: ${paused} })`);
    return Date.now() - before;
  };

  await session.visit(unitAt(one, 0));
  await until(async () => (await textOf(popup, 'now-status')).startsWith('Not saved yet'));
  const free = Date.now() + BUSY;
  await exam.evaluate((end) => {
    setTimeout(() => {
      while (Date.now() < end);
    });
  }, free);
  await sleep(1_000);
  expect(await answersIn(true)).toBeLessThan(AT_ONCE);
  expect(await answersIn(false)).toBeLessThan(AT_ONCE);
  await sleep(Math.max(0, free - Date.now() - 5_000));
  expect(session.writes()).toEqual([]);
  await exam.close();
  await until(session.says(one, 0), 'what waited, after the exam');
});
