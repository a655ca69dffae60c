import type { Page } from 'puppeteer-core';
import { until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { unitAt, type Course } from '../../../dev/fake-openedx/courses.ts';
import { session } from './session-test.ts';

/* The list under Memory in the popup, as a learner uses it. */

export const rowOf = (course: string) => `[data-testid="memory-row"][data-course="${course}"]`;

/** Returns whether the list shows a course. */
export const has = (page: Page, course: string) =>
  page.evaluate((selector) => document.querySelector(selector) !== null, rowOf(course));

/** Visits the first unit of a course and waits until it is saved. */
export async function study(course: Course): Promise<void> {
  const page = await session.visit(unitAt(course, 0));
  await until(() => session.memoryOf(course));
  await page.close();
}

/** Opens the popup with the list. */
export async function openMemory(): Promise<Page> {
  const popup = await session.driver.openPopup();
  await press(popup, 'Memory');
  return popup;
}

/** Opens a course in the list and asks to delete what is stored about it. */
export async function askToDelete(page: Page, course: string): Promise<void> {
  await until(() => has(page, course), course);
  await page
    .click(`${rowOf(course)} .memory-row__head[aria-expanded="false"]`)
    .catch(() => undefined);
  // A press may miss a row that is rendered again at that moment.
  await until(async () => {
    const open = () => page.evaluate(() => document.querySelector('dialog[open]') !== null);
    if (await open()) return true;
    await press(page, 'Delete…', rowOf(course));
    return await open();
  }, 'the dialog');
}
