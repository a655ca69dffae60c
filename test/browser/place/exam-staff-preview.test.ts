import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import {
  courseUrl,
  demonstration,
  examination,
  LEARNING_ORIGIN,
  plainCourses,
  STUDIO_ORIGIN,
  unitAt,
  unitPlaces,
  unitUrl,
  type Course,
} from '../../../dev/fake-openedx/courses.ts';
import { textOf, until } from '../../../dev/browser/page-actions.ts';
import { NO_MORE, textIn } from '../support/session.ts';
import { session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

const [one, two] = plainCourses as [Course, Course];

/** Waits until the popup says this about the page that was opened last. */
async function popupSays(words: RegExp, where: string): Promise<void> {
  const popup = await session.driver.openPopup();
  await until(async () => words.test(await textOf(popup, 'now-status')), `${words} at ${where}`);
  await popup.close();
}

test('Waypoint sends nothing from pages where no learner studies, and the popup says why', async () => {
  const { course, unit } = unitAt(demonstration, 0);
  const path = new URL(unitUrl(course, unit)).pathname;
  const pages = [
    { url: `${courseUrl(one)}/home?staff=1`, says: /staff/i },
    { url: `${unitUrl(one, unitAt(one, 0).unit)}?staff=1`, says: /staff/i },
    { url: `${LEARNING_ORIGIN}/preview${path}?staff=1`, says: /preview/i },
    { url: `${LEARNING_ORIGIN}/authoring/course/${course.key}`, says: /creating courses/i },
    { url: `${STUDIO_ORIGIN}/course/${course.key}`, says: /course/i },
    { url: `${LEARNING_ORIGIN}/course/course-v1:No+Such+Course/home`, says: /course/i },
  ];
  const before = session.writes().length;
  for (const { url, says } of pages) {
    const page = await session.open(url);
    await sleep(2_500);
    if (new URL(url).origin === LEARNING_ORIGIN) await popupSays(says, url);
    await page.evaluate(() => sessionStorage.clear());
    await page.close();
  }
  await sleep(NO_MORE);
  expect(session.writes().slice(before)).toEqual([]);
  expect(session.memories()).toEqual([]);
});

test('Waypoint sends nothing from any course during a timed exam until its tab leaves', async () => {
  const exam = unitPlaces(examination).find(({ subsection }) => subsection.examMinutes);
  if (!exam) throw new Error('The demo course has no exam.');
  const page = await session.visit(exam);
  await page.waitForSelector('[data-testid="start-exam-button"]');
  await popupSays(/exam/i, 'the exam');
  const other = await session.visit(unitAt(two, 0));
  await sleep(NO_MORE + 4_000);
  expect(session.writes()).toEqual([]);

  // After the start, the timer is shown on the course's other tabs too, and still nothing is sent.
  await page.bringToFront();
  await page.click('[data-testid="start-exam-button"]');
  await page.waitForSelector('[data-testid="exam-timer"]');
  await sleep(NO_MORE);
  expect(session.writes()).toEqual([]);

  await page.close();
  await until(() => session.memoryOf(two), 'what waited, after the exam');
  expect(textIn(session.memoryOf(two))).toContain(unitAt(two, 0).unit.key);
  expect(session.memoryOf(examination)).toBeUndefined();
  expect(session.api.log.filter(({ body }) => body.includes(examination.key))).toEqual([]);
  await other.close();
});
