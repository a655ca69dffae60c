import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { plainCourses, unitAt, type Course } from '../../../dev/fake-openedx/courses.ts';
import { next, textOf, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { openMemory } from '../support/memory-list.ts';
import { API_HOST } from '../support/session.ts';
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
const memoriesOf = (course: Course) =>
  session.memories().filter(({ catalogItemId }) => catalogItemId === course.key);

test("one memory exists in the end although the worker stopped before it learned the memory's id", async () => {
  const { faults } = session.api;
  // The server creates the memory, but its answer takes longer than the worker lives. A connection
  // that ends before any answer is another case: then Chromium sends the create again by itself.
  faults.add({ method: 'POST', path: /\/memories\//, times: 1, do: { kind: 'drip', ms: 5_000 } });
  const page = await session.visit(unitAt(one, 0));
  await until(() => memoriesOf(one).length === 1, 'the memory');
  await session.driver.stopBackground();
  faults.clear();
  await next(page);
  await until(session.says(one, 1), 'the next unit');
  expect(memoriesOf(one)).toHaveLength(1);
  await page.close();
});

test('one memory exists in the end although the connection ended before the answer to its create', async () => {
  const create = { method: 'POST', path: /\/memories\// } as const;
  session.api.faults.add({ ...create, times: 1, do: { kind: 'lose-reply' } });
  const page = await session.visit(unitAt(five, 0));
  // Chromium may send the create again by itself, and the server then has two memories.
  await until(() => memoriesOf(five).length > 0, 'the memory');
  await session.driver.stopBackground();
  await next(page);
  const isAlone = () => memoriesOf(five).length === 1 && session.says(five, 1)();
  await until(isAlone, 'the next unit, in one memory');
  await page.close();
});

test('only the memory that was written last is left once Memory showed two of one course', async () => {
  const page = await session.visit(unitAt(six, 0));
  await until(session.says(six, 0));
  // Right after its create, Waypoint reads the list, and would find the twin by itself.
  await until(session.isAtRest);
  const [{ name, entries } = never()] = memoriesOf(six);
  session.api.seed.memory({
    name,
    catalogItemType: 'course',
    catalogItemId: six.key,
    entries: entries.map(({ key, value }) => ({ key, value })),
  });
  await next(page);
  await until(session.says(six, 1));
  expect(memoriesOf(six)).toHaveLength(2);
  const popup = await openMemory();
  await until(() => memoriesOf(six).length === 1, 'one memory');
  expect(session.says(six, 1)()).toBe(true);
  await popup.close();
  await page.close();
});
function never(): never {
  throw new Error('There is no memory.');
}

test('the popup says that there is no network, and the place arrives when it is back', async () => {
  session.world.cut(API_HOST);
  const page = await session.visit(unitAt(two, 0));
  await page.waitForSelector('#unit-iframe');
  await sleep(7_000);
  const popup = await session.driver.openPopup();
  await until(async () => /no network|offline|connection/i.test(await textOf(popup, 'now-status')));
  expect(session.memoryOf(two)).toBeUndefined();
  await popup.close();
  session.world.restore(API_HOST);
  // Opening the popup again sends what waits at once.
  const again = await session.driver.openPopup();
  await until(session.says(two, 0));
  await until(async () => (await textOf(again, 'now-status')).includes('Saved for your mentor'));
  await again.close();
  await page.close();
});

test('a rejected key stops everything until the learner acts, and nothing is lost', async () => {
  const refuse = { kind: 'status', status: 401, body: { detail: 'Invalid token.' } } as const;
  const mend = session.api.faults.add({ path: /memor/, do: refuse });
  const page = await session.visit(unitAt(three, 0));
  // Counts only this course, because a popup that opens before its page was read would cover the
  // page.
  const ofThree = encodeURIComponent(three.key);
  await until(() =>
    session.api.log.some(({ status, path }) => status === 401 && path.includes(ofThree)),
  );
  const popup = await session.driver.openPopup();
  await until(async () => /key/i.test(await textOf(popup, 'now-status')));
  const badge = await session.driver.inBackground<string>('browser.action.getBadgeText({})');
  expect(badge).toBe('!');
  const before = session.api.log.length;
  await page.bringToFront();
  await next(page);
  await sleep(9_000);
  expect(session.api.log.length).toBe(before);
  mend();
  await press(popup, 'Try again');
  await until(session.says(three, 1));
  await until(
    async () => (await session.driver.inBackground('browser.action.getBadgeText({})')) === '',
  );
  await popup.close();
  await page.close();
});

test('a waiting place arrives after the browser was closed and started again', async () => {
  session.world.cut(API_HOST);
  const page = await session.visit(unitAt(four, 0));
  await page.waitForSelector('#unit-iframe');
  await sleep(3_000);
  await session.driver.restart();
  session.world.restore(API_HOST);
  await until(session.says(four, 0), 'the place after a restart');
});
