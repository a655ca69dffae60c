import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import {
  demonstration,
  plainCourses,
  unitAt,
  unitUrl,
  type Course,
} from '../../../dev/fake-openedx/courses.ts';
import { memoryName } from '../../../lib/ibl/memories/memory-name.ts';
import { next, textOf, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { NO_MORE, shows, textIn } from '../support/session.ts';
import { session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

const [one, two, three, four, five, six] = plainCourses as [
  Course,
  Course,
  Course,
  Course,
  Course,
  Course,
];
const textOfCourse = (course: Course) => textIn(session.memoryOf(course));
/** Returns the requests that name this course by its memory's name, id, entry or key. */
const requestsFor = async (course: Course) => {
  const memory = session.memoryOf(course);
  const signs = [await memoryName(course.key), memory?.uniqueId, memory?.entries[0]?.uniqueId];
  return session.api.log.filter(({ path, body }) =>
    signs.some((sign) => sign && (path.includes(sign) || body.includes(sign))),
  );
};

describe('a unit of the Learning MFE', { concurrent: true }, () => {
  test('becomes exactly one memory with the right name, item and text', async ({ expect: e }) => {
    const place = unitAt(demonstration, 0);
    await session.visit(place);
    await until(session.says(demonstration, 0));
    const memory = session.memoryOf(demonstration);
    e(memory?.name).toBe('edx-context-edx-demox-demo-course-7383a849d5');
    e(memory?.catalogItemType).toBe('course');
    e(memory?.entries.map(({ key }) => key)).toEqual(['current_location']);
    const { course, section, subsection, unit } = place;
    e(textIn(memory)).toMatch(/ Updated \d{4}-\d\d-\d\dT\d\d:\d\dZ\.$/);
    e(textIn(memory).replace(/ Updated .*/, '')).toBe(
      `Studying "${course.title}" (key "${course.key}"). Now at: "${section.title}" > ` +
        `"${subsection.title}" > "${unit.title}" (key "${unit.key}"). Address: "${unitUrl(course, unit)}".`,
    );
  });

  test('updates the entry of the same memory with one request after Next', async ({
    expect: e,
  }) => {
    const page = await session.visit(unitAt(one, 0));
    await until(session.says(one, 0));
    const { uniqueId } = session.memoryOf(one) ?? {};
    const before = (await requestsFor(one)).length;
    e(before).toBeLessThanOrEqual(4);
    await next(page);
    await until(session.says(one, 1));
    e(session.memoryOf(one)?.uniqueId).toBe(uniqueId);
    e(textOfCourse(one)).toContain(`Before that: "${unitAt(one, 0).unit.title}"`);
    e((await requestsFor(one)).length - before).toBe(1);
  });

  test('is saved with the titles of its own subsection', async ({ expect: e }) => {
    const page = await session.visit(unitAt(two, 2));
    await until(session.says(two, 2));
    await next(page);
    await until(session.says(two, 3));
    const { section, subsection, unit } = unitAt(two, 3);
    e(textOfCourse(two)).toContain(`"${section.title}" > "${subsection.title}" > "${unit.title}"`);
  });

  test('is the only one that is sent after five units in quick succession', async ({
    expect: e,
  }) => {
    const page = await session.visit(unitAt(three, 0));
    for (let n = 1; n < 5; n += 1) {
      await next(page);
      await shows(page, unitAt(three, n).unit.key);
    }
    await until(session.says(three, 4));
    e((await requestsFor(three)).filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  test('is saved again after Back', async ({ expect: e }) => {
    const page = await session.visit(unitAt(four, 0));
    await next(page);
    await until(session.says(four, 1));
    await page.goBack();
    await until(session.says(four, 0));
    e(textOfCourse(four)).toContain(`Now at: "${unitAt(four, 0).section.title}"`);
  });

  test('is saved although its tab closed 2 s after it opened', async () => {
    const page = await session.visit(unitAt(five, 3));
    await page.waitForSelector('#unit-iframe');
    await sleep(2_000);
    await page.close();
    await until(session.says(five, 3), 'the place of the closed tab');
  });

  test('causes no request when it is opened again or looked at again', async ({ expect: e }) => {
    const page = await session.visit(unitAt(six, 0));
    await until(session.says(six, 0));
    const before = (await requestsFor(six)).length;
    await page.reload();
    await page.bringToFront();
    await sleep(NO_MORE);
    // Tests of other courses wrote in the meantime, so this course became the newest again.
    const more = (await requestsFor(six)).slice(before);
    e(more.length).toBeLessThanOrEqual(1);
    for (const { method, path } of more) e(`${method} ${path}`).toContain('POST');
  });
});

test('the popup says what was saved and copies exactly that', async () => {
  const place = unitAt(demonstration, 1);
  await session.visit(place);
  await until(session.says(demonstration, 1));
  const popup = await session.driver.openPopup();
  await until(async () => (await textOf(popup, 'now-place')).includes(place.unit.title));
  await until(async () => (await textOf(popup, 'now-status')).includes('Saved for your mentor'));
  // The very first place comes with its exact text.
  await until(async () => (await textOf(popup, 'first-saved')) !== '');
  expect(await textOf(popup, 'first-saved')).toContain(textOfCourse(demonstration));
  // A headless browser has no clipboard to read, so this records the call itself.
  await popup.evaluate(() => {
    navigator.clipboard.writeText = async (text) => {
      document.body.dataset['copied'] = text;
    };
  });
  await press(popup, 'Copy my place');
  await until(() => popup.evaluate(() => document.body.dataset['copied'] !== undefined));
  const copied = await popup.evaluate(() => document.body.dataset['copied']);
  expect(copied).toBe(textOfCourse(demonstration));
});

test('Waypoint sends no request while the learner stays', async () => {
  const before = session.api.log.length;
  await sleep(10_000);
  expect(session.api.log.slice(before).map(({ path }) => path)).toEqual([]);
});
