import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plainCourses, unitAt, type Course } from '../../dev/course/courses.ts';
import { press, until } from '../../dev/browser/hands.ts';
import { openSession, textIn, type Session } from './session.ts';

let session: Session;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => session.close());

const [one, two, three] = plainCourses as [Course, Course, Course];
const rowOf = (course: string) => `[data-testid="memory-row"][data-course="${course}"]`;
const has = (page: Page, course: string) =>
  page.evaluate((selector) => document.querySelector(selector) !== null, rowOf(course));
const count = (page: Page) =>
  page.evaluate(() => document.querySelectorAll('[data-testid="memory-row"]').length);
const deletes = () => session.api.log.filter(({ method }) => method === 'DELETE');

async function openMemory(): Promise<Page> {
  const popup = await session.driver.openPopup();
  await press(popup, 'Memory');
  return popup;
}

test('all pages are listed, joined with what Waypoint wrote, one row a course', async () => {
  await session.visit(unitAt(one, 0));
  await until(() => session.memoryOf(one));
  for (let i = 0; i < 230; i += 1) {
    const courseId = `course-v1:School+C${i}+2026`;
    session.api.seed.edxMemory({ courseId, data: { page: `unit ${i}`, html: '<b>bold</b>' } });
  }
  session.api.seed.edxMemory({ courseId: one.key, data: { from: 'the school' } });
  session.api.seed.edxMemory({ courseId: 'course-v1:No+Id+Here', showsId: false, data: null });
  const popup = await openMemory();
  await until(async () => (await count(popup)) === 232, '232 rows');
  // Opened, a row shows all that is stored, as text.
  await popup.click(`${rowOf(one.key)} [aria-expanded]`);
  const text = await popup.evaluate(
    (s) => document.querySelector(s)?.textContent ?? '',
    rowOf(one.key),
  );
  expect(text).toContain(textIn(session.memoryOf(one)));
  expect(text).toContain('the school');
  const school = rowOf('course-v1:School+C3+2026');
  await popup.click(`${school} [aria-expanded]`);
  const html = await popup.evaluate((s) => document.querySelector(s)?.innerHTML ?? '', school);
  expect(html).toContain('&lt;b&gt;bold');
  await popup.close();
});

test('Delete, then Undo: nothing is deleted', async () => {
  const popup = await openMemory();
  await until(() => has(popup, one.key));
  const before = deletes().length;
  await remove(popup, one.key);
  await press(popup, 'Undo');
  await until(() => has(popup, one.key));
  await sleep(12_000);
  expect(deletes().length).toBe(before);
  expect(session.memoryOf(one)).toBeDefined();
  await popup.close();
});

test('Delete is carried out after the popup closed, and not before 10 s', async () => {
  for (const course of [two, three]) {
    await session.visit(unitAt(course, 0));
    await until(() => session.memoryOf(course));
  }
  const popup = await openMemory();
  await until(() => has(popup, three.key));
  const memory = session.memoryOf(two);
  const start = Date.now();
  await remove(popup, two.key);
  await remove(popup, three.key);
  await popup.close();
  await session.driver.stopBackground();
  await until(() => !session.memoryOf(two) && !session.memoryOf(three), 'both deletes', 60_000);
  for (const { at } of deletes().slice(-2)) expect(at - start).toBeGreaterThanOrEqual(10_000);
  expect(deletes().some(({ path }) => path.includes(memory?.uniqueId ?? 'no id'))).toBe(true);
  expect(session.memoryOf(one)).toBeDefined();
  const later = await openMemory();
  await until(() => has(later, one.key));
  expect(await has(later, two.key)).toBe(false);
});

/** Presses Delete in a row, and in whatever asks whether that is meant. */
async function remove(page: Page, course: string): Promise<void> {
  await page.click(`${rowOf(course)} [aria-expanded="false"]`).catch(() => undefined);
  await press(page, 'Delete', rowOf(course));
}
