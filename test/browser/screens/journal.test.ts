import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { next, textOf, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { demonstration, unitAt } from '../../../dev/fake-openedx/courses.ts';
import { shows } from '../support/session.ts';
import { session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

/* Tests how a learner chooses how long the journal is kept. */

const DAY = 86_400_000;
let course: Page;
let options: Page;

test.beforeAll(async () => {
  course = await session.visit(unitAt(demonstration, 0));
  await until(session.says(demonstration, 0));
  await until(async () => (await days()).length === 1, 'the first unit to be recorded');
  await copyBack([3, 10, 29, 40]);
  options = await session.driver.openOptions('history');
});

/** Returns the keys in storage that begin with this. */
const keys = (start: string) =>
  session.driver.inBackground<string[]>(
    `chrome.storage.local.get().then((all) => Object.keys(all).filter((key) => key.startsWith('${start}')))`,
  );
const days = () => keys('journal:');

/**
 * Copies today's journal to earlier days, because a test cannot wait for weeks. Uses a day on which
 * Waypoint has already looked for days that are too old.
 */
async function copyBack(back: readonly number[]): Promise<void> {
  const names = back.map(
    (one) => `journal:${new Date(Date.now() - one * DAY).toISOString().slice(0, 10)}`,
  );
  await session.driver.inBackground(
    `chrome.storage.local.get().then(async (all) => {
      const today = Object.entries(all).find(([key]) => key.startsWith('journal:'))[1];
      const trimmed = { v: 1, data: new Date().toISOString().slice(0, 10) };
      await chrome.storage.session.set({ 'trimmed-on': trimmed });
      return chrome.storage.local.set(Object.fromEntries(${JSON.stringify(names)}.map((name) => [name, today])));
    })`,
  );
}

const choose = async (limit: string) => {
  const radio = await options.waitForSelector(`#history input[value="${limit}"]`);
  await options.bringToFront();
  await radio?.click();
};
const chosen = () =>
  options.evaluate(
    () =>
      document.querySelector<HTMLInputElement>('#history input[type=radio]:checked')?.value ?? null,
  );
const isChosen = (limit: string) =>
  until(async () => (await chosen()) === limit, `${limit} chosen`);
const asks = () => textOf(options, 'journal-asks');
const focused = () =>
  options.evaluate(
    () => document.activeElement?.getAttribute('value') ?? document.activeElement?.textContent,
  );

test('the journal is kept for 30 days by default, and a longer time deletes nothing and asks nothing', async () => {
  await isChosen('30-days');
  await until(async () =>
    (await textOf(options, 'journal-limit')).includes('Your history is kept for 30 days.'),
  );
  await choose('until-deleted');
  await until(async () => (await textOf(options, 'journal-limit')).includes('until you delete it'));
  expect(await asks()).toBe('');
  expect(await days()).toHaveLength(5);
});

test('a shorter time says how many days it deletes, and deletes them only after it is confirmed', async () => {
  await choose('7-days');
  await until(async () => (await asks()).startsWith('3 days of your history are older than that.'));
  expect(await days()).toHaveLength(5);
  await press(options, 'Cancel', '#history');
  await isChosen('until-deleted');
  expect(await asks()).toBe('');
  await choose('7-days');
  await press(options, 'Delete 3 days', '#history');
  await until(async () => (await days()).length === 2);
  await isChosen('7-days');
  await until(async () => (await focused()) === '7-days', 'the focus to be at what was chosen');
  await until(async () =>
    (await textOf(options, 'journal-limit')).includes('Your history is kept for 7 days.'),
  );
});

test('choosing no journal says what stops, records nothing more, and still sends places', async () => {
  await choose('not-kept');
  await until(async () => (await textOf(options, 'journal-stops')).includes('Continue'));
  await press(options, 'Delete 2 days', '#history');
  await until(async () =>
    (await textOf(options, 'journal-limit')).includes('not to keep a history'),
  );
  await until(async () => (await days()).length === 0, 'the days to go');
  await course.bringToFront();
  await next(course);
  await shows(course, unitAt(demonstration, 1).unit.key);
  await until(session.says(demonstration, 1));
  const text = session.memoryOf(demonstration)?.entries[0]?.value;
  expect(text).toContain(`Before that: "${unitAt(demonstration, 0).unit.title}`);
  expect(await days()).toEqual([]);
});

test('a button deletes the journal, and keeps the request log and the course', async () => {
  await choose('30-days');
  await isChosen('30-days');
  await until(async () => (await textOf(options, 'journal-said')) === 'Saved.');
  await course.bringToFront();
  await next(course);
  await until(session.says(demonstration, 2));
  await until(async () => (await days()).length === 1, 'the unit to be recorded');
  const sent = await keys('sent:');
  await press(options, 'Delete my history', '#history');
  await press(options, 'Delete my history', '#history .confirm');
  await until(async () => (await textOf(options, 'journal-said')) === 'Your history was deleted.');
  expect(await days()).toEqual([]);
  expect(sent.length).toBeGreaterThan(0);
  expect(await keys('sent:')).toEqual(expect.arrayContaining(sent));
  await course.bringToFront();
  await next(course);
  await until(session.says(demonstration, 3));
  expect(session.memoryOf(demonstration)?.entries[0]?.value).toContain('Before that: "');
});
