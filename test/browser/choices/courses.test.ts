import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { next, textOf, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import {
  demonstration,
  plainCourses,
  unitAt,
  type Course,
} from '../../../dev/fake-openedx/courses.ts';
import { NO_MORE, shows } from '../support/session.ts';
import { session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

/* Tests the list of courses under Sites, where the learner follows or unfollows each course. */

const [other] = plainCourses as [Course];
let options: Page;
let page: Page;

test.beforeAll(async () => {
  page = await session.visit(unitAt(demonstration, 0));
  await until(session.says(demonstration, 0));
  options = await session.driver.openOptions();
});

const rowOf = (course: Course) => `[data-course="${course.key}"]`;
const stateOf = (course: Course) =>
  options.evaluate(
    (row) => document.querySelector<HTMLElement>(row)?.dataset['state'] ?? null,
    rowOf(course),
  );
const isListed = (course: Course, state: string | null) =>
  until(async () => (await stateOf(course)) === state, `${course.key} to be ${String(state)}`);

test('the list shows a studied course with its title, the readable part of its key, and its site', async () => {
  await isListed(demonstration, 'followed');
  const text = await options.evaluate(
    (row) => document.querySelector(row)?.textContent ?? '',
    rowOf(demonstration),
  );
  for (const part of [demonstration.title, 'edX DemoX', 'learning.edx.org', 'Following']) {
    expect(text).toContain(part);
  }
  expect(await stateOf(other)).toBeNull();
});

test('an unfollowed course sends nothing more, keeps what was saved, and leaves other courses alone', async () => {
  await press(options, 'Stop following', rowOf(demonstration));
  await isListed(demonstration, 'not-followed');
  expect(await textOf(options, 'undo')).toContain(
    `Waypoint no longer follows ${demonstration.title}.`,
  );
  const before = session.memoryOf(demonstration);
  await page.bringToFront();
  await next(page);
  await shows(page, unitAt(demonstration, 1).unit.key);
  await sleep(NO_MORE);
  expect(session.memoryOf(demonstration)).toEqual(before);
  await session.visit(unitAt(other, 0));
  await until(session.says(other, 0));
  await isListed(other, 'followed');
});

test('a course that is followed again has its place saved again', async () => {
  await press(options, 'Follow again', rowOf(demonstration));
  await isListed(demonstration, 'followed');
  await page.bringToFront();
  await until(session.says(demonstration, 1));
});

test('Undo at the end of the screen follows the course again', async () => {
  await press(options, 'Stop following', rowOf(other));
  await isListed(other, 'not-followed');
  await press(options, 'Undo', '[data-testid="undo"]');
  await isListed(other, 'followed');
  await until(async () => (await textOf(options, 'undo')) === '');
});
