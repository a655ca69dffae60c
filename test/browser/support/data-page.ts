import Papa from 'papaparse';
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { textOf, until } from '../../../dev/browser/page-actions.ts';
import { CAMPUS } from '../../../dev/fake-openedx/courses.ts';
import { DIFFERENCES } from './differences.ts';
import { session, type SessionTest } from './session-test.ts';

export const CHATS = '[aria-labelledby=data-chats]';

/** The options page of the test. A test that closes it opens it again. */
export let options: Page;
export async function openOptions(): Promise<void> {
  options = await session.driver.openOptions('data');
  await options.bringToFront();
}

/** Opens the options page before each test of the file, and makes the server well after it. */
export function useOptionsPage(test: SessionTest): void {
  test.override('sessionOptions', async ({ kind, build }) => {
    if (kind !== DIFFERENCES.permissionIsGranted) await build.allow(CAMPUS.learning);
    return { extension: build.folder };
  });
  test.beforeEach(openOptions);
  test.afterEach(async () => {
    session.api.faults.clear();
    session.api.seed.server({
      exportPolls: 1,
      exportEnds: 'history',
      exportShape: 'list',
      exportItems: 3,
    });
    await options.close();
  });
}

const stepOf = (testId: string) =>
  options.evaluate(
    (id) => document.querySelector<HTMLElement>(`[data-testid=${id}]`)?.dataset['step'],
    testId,
  );

/** Waits until the export of chats is at a step. */
export const exportIs = (wanted: string) =>
  until(
    async () => (await stepOf('chat-export')) === wanted,
    `the export to be ${wanted}`,
    120_000,
  );
export const exportSays = () => textOf(options, 'chat-export');
/** Returns what the server replied when it was asked for the file. */
export const replied = () =>
  session.api.log.findLast(({ path }) => path.includes('downloads/'))?.reply;

/** Waits until the delete of everything is at a step. */
export const deleteIs = (wanted: string) =>
  until(async () => (await stepOf('erase')) === wanted, `the delete to be ${wanted}`);

/** Clicks a choice of the dialog. */
export const choose = (name: string) =>
  options.evaluate((text) => {
    const labels = Array.from(document.querySelectorAll<HTMLElement>('dialog label'));
    labels.find((one) => one.textContent === text)?.click();
  }, name);

/** Parses a table the way Excel opens it: by its byte order mark and its tabs. */
export const rows = (csv: string) => {
  expect(csv.charAt(0)).toBe('\uFEFF');
  return Papa.parse<string[]>(csv.slice(1), { delimiter: '\t', skipEmptyLines: true }).data;
};
