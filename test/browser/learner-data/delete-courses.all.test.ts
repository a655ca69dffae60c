import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { textOf, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { plainCourses, type Course } from '../../../dev/fake-openedx/courses.ts';
import { askToDelete, has, openMemory, rowOf, study } from '../support/memory-list.ts';
import { session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

/* Tests how a delete of courses waits: for Undo, and after the popup closed. */

const [one, two, three] = plainCourses as [Course, Course, Course];
test.beforeAll(async () => {
  await study(one);
  session.api.seed.edxMemory({
    courseId: one.key,
    data: { from: 'the school' },
    lastModified: '2026-06-01T00:00:00',
  });
});

const deletes = () => session.api.log.filter(({ method }) => method === 'DELETE');

/** Returns how many deletes wait. */
const waiting = () =>
  session.driver.inBackground<number>(
    `chrome.storage.local.get('deletes').then(({ deletes }) => deletes?.data.length ?? 0)`,
  );

/**
 * Gives a minute more to undo what waits. On a busy machine another popup may take longer to open
 * than the 10 s of a learner.
 */
const giveMoreTime = () =>
  session.driver.inBackground(
    `chrome.storage.local.get('deletes').then(({ deletes: { v, data } }) =>
      chrome.storage.local.set({
        deletes: { v, data: data.map((one) => ({ ...one, due: one.due + 60_000 })) },
      }))`,
  );

async function remove(page: Page, course: string): Promise<void> {
  await askToDelete(page, course);
  await press(page, 'Delete', 'dialog');
}

test('Undo in a popup that was opened after Delete keeps everything', async () => {
  const popup = await openMemory();
  const before = deletes().length;
  await remove(popup, one.key);
  await until(async () => (await waiting()) === 1, 'the delete to wait');
  await giveMoreTime();
  await until(async () => !(await has(popup, one.key)));
  await popup.close();
  const later = await session.driver.openPopup();
  await press(later, 'Undo', '[data-testid="undo"]');
  await press(later, 'Memory');
  await until(() => has(later, one.key));
  // A delete that does not wait any more is never carried out.
  await until(async () => (await waiting()) === 0, 'the delete to be gone');
  expect(deletes().length).toBe(before);
  expect(session.memoryOf(one)).toBeDefined();
  await later.close();
});

test('several courses are deleted together after the popup closed, and not before 10 s', async () => {
  await study(two);
  await study(three);
  const popup = await openMemory();
  await until(() => has(popup, three.key));
  const memory = session.memoryOf(two);
  await press(popup, 'Select');
  for (const course of [two, three]) await popup.click(`${rowOf(course.key)} [type=checkbox]`);
  const start = Date.now();
  await press(popup, 'Delete (2)…');
  await press(popup, 'Delete', 'dialog');
  await until(async () => (await textOf(popup, 'undo')).includes('2 courses will be deleted.'));
  await popup.close();
  await session.driver.stopBackground();
  await until(() => !session.memoryOf(two) && !session.memoryOf(three), 'both deletes');
  for (const { at } of deletes().slice(-2)) expect(at - start).toBeGreaterThanOrEqual(10_000);
  expect(deletes().some(({ path }) => path.includes(memory?.uniqueId ?? 'no id'))).toBe(true);
  expect(session.memoryOf(one)).toBeDefined();
  const later = await openMemory();
  await until(() => has(later, one.key));
  expect(await has(later, two.key)).toBe(false);
  await later.close();
});
