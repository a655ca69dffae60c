import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { until } from '../../../dev/browser/page-actions.ts';
import { unitAt, type Course } from '../../../dev/fake-openedx/courses.ts';
import {
  learnerTabUrl,
  learnerUnitUrl,
  type Knobs,
} from '../../../dev/fake-openedx/learner-app/addresses.ts';
import { freshCourse } from '../support/fresh-course.ts';
import { MOVEMENTS, type Movement } from '../support/movements.ts';
import { bodies, notePlaces, saved, wronglyNamed } from '../support/pages/saved-place.ts';
import { NO_MORE } from '../support/session.ts';
import { session, sessionTest } from '../support/session-test.ts';
import { asSeen, heardOf } from '../support/tabs.ts';

const test = sessionTest();

test.override('sessionOptions', { pace: 0.5 });
test.beforeAll(() => notePlaces(session.driver));

/** Opens the n-th unit of a course and waits until it is saved. */
async function visit(course: Course, n: number, knobs: Knobs = {}): Promise<Page> {
  const page = await session.open(learnerUnitUrl(course, n, knobs));
  await saved(course, n);
  return page;
}

const NEXT = '[aria-label="Next lesson"]';
const PREVIOUS = '[aria-label="Previous lesson"]';

const click = (page: Page, selector: string): Promise<void> =>
  page.evaluate((one) => document.querySelector<HTMLElement>(one)?.click(), selector);
/** Waits until the address and the link of the Course tab name the n-th unit. */
async function names(page: Page, course: Course, n: number): Promise<void> {
  const { key } = unitAt(course, n).unit;
  const there = () =>
    page.evaluate(
      (unit) =>
        location.search.includes(unit) && document.querySelector(`a[href*="${unit}"]`) !== null,
      key,
    );
  await until(there, key);
}

/** Checks that the n-th unit never left the page. */
const isNowhere = (course: Course, n: number): void =>
  expect(bodies()).not.toContain(unitAt(course, n).unit.key);

async function moves(from: number, selector: string, to: number, knobs?: Knobs): Promise<void> {
  const course = freshCourse();
  const page = await visit(course, from, knobs);
  await click(page, selector);
  await saved(course, to);
}

const TESTS: Partial<Record<Movement, () => Promise<void>>> = {
  async appNext() {
    await moves(0, NEXT, 1);
  },
  async appLater() {
    await moves(0, NEXT, 1, { release: 'later' });
  },
  async appPrevious() {
    await moves(3, PREVIOUS, 2);
  },
  async appSlow() {
    await moves(2, NEXT, 3, { names: 40, debounce: 600, token: 2_000 });
  },
  async appThere() {
    const course = freshCourse();
    const page = await visit(course, 2, { debounce: 600 });
    await click(page, NEXT);
    await names(page, course, 3);
    await click(page, PREVIOUS);
    await names(page, course, 2);
    await sleep(NO_MORE);
    isNowhere(course, 3);
    expect(asSeen(await heardOf(session.driver, page))).toMatchObject({
      unitKey: unitAt(course, 2).unit.key,
    });
    await click(page, NEXT);
    await saved(course, 3);
  },
  async appOvertaken() {
    const course = freshCourse();
    const page = await visit(course, 1, { debounce: 100, token: 1_500 });
    await click(page, NEXT);
    await names(page, course, 2);
    // The app has begun to ask for the second unit, and draws its answer beside the third.
    await page.waitForFunction(() => document.querySelector('#edx-iframe') === null);
    await click(page, NEXT);
    await saved(course, 3);
  },
  async appOutline() {
    const course = freshCourse();
    const page = await visit(course, 0);
    const { title } = unitAt(course, 7).unit;
    await page.evaluate((name) => {
      const units = document.querySelectorAll<HTMLElement>(
        '[data-testid="course-outline-sidebar"] button',
      );
      [...units].find(({ textContent }) => textContent === name)?.click();
    }, title);
    await saved(course, 7);
  },
  async appMentor() {
    const course = freshCourse();
    const page = await visit(course, 4);
    const { key } = unitAt(course, 4).unit;
    const seen = async () => JSON.stringify(asSeen(await heardOf(session.driver, page)));
    await until(async () => (await seen()).includes(key), 'the unit');
    await click(page, 'a[href$="/agent"]');
    await until(async () => !(await seen()).includes('unitKey'), 'the mentor');
    const titles = { courseTitle: course.title };
    expect(JSON.parse(await seen())).toEqual({ kind: 'place', courseKey: course.key, titles });
    await click(page, 'a[href*="/course?unit_id="]');
    await until(async () => (await seen()).includes(key), 'the unit again');
    await click(page, NEXT);
    await saved(course, 5);
  },
  async appBack() {
    const course = freshCourse();
    const page = await visit(course, 2);
    await click(page, NEXT);
    await saved(course, 3);
    await page.evaluate(() => history.back());
    await saved(course, 2);
    await page.evaluate(() => history.forward());
    await saved(course, 3);
  },
  async appDrift() {
    const course = freshCourse();
    const page = await session.open(learnerTabUrl(course, 'course', { drift: 1, again: 2_500 }));
    await page.waitForSelector(`a[href*="${unitAt(course, 1).unit.key}"]`);
    await saved(course, 0);
    await sleep(NO_MORE);
    isNowhere(course, 1);
  },
  async appDriftSoon() {
    const course = freshCourse();
    const page = await session.open(learnerTabUrl(course, 'course', { drift: 1, again: 1 }));
    await page.waitForSelector(`a[href*="${unitAt(course, 1).unit.key}"]`);
    await sleep(NO_MORE);
    for (const n of [0, 1]) isNowhere(course, n);
    await click(page, NEXT);
    await saved(course, 2);
  },
};

describe('at the same time', { concurrent: true }, () => {
  test.each(
    (Object.entries(TESTS) as [Movement, () => Promise<void>][]).map(
      ([movement, act]) => [MOVEMENTS[movement], act] as const,
    ),
  )('%s', async (_, act) => {
    await act();
  });
});

test('no unit ever had the names of another one', async () => {
  expect(await wronglyNamed(session.driver)).toEqual([]);
});
