import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { plainCourses, unitAt, unitUrl, type Course } from '../../../dev/fake-openedx/courses.ts';
import { textOf, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { API_HOST, textIn } from '../support/session.ts';
import { session, sessionTest } from '../support/session-test.ts';
import { askToDelete, has, openMemory, rowOf, study } from '../support/memory-list.ts';
import { heardOf } from '../support/tabs.ts';

const test = sessionTest();

const [one, two] = plainCourses as [Course, Course];
const HOSTILE = 'course-v1:School+<img src=x onerror=alert(1)>+2026';
const NO_ID = 'course-v1:No+Id+Here';
const ODD = '__proto__';
const count = (page: Page) =>
  page.evaluate(() => document.querySelectorAll('[data-testid="memory-row"]').length);
const rowText = (page: Page, course: string) =>
  page.evaluate((selector) => document.querySelector(selector)?.textContent ?? '', rowOf(course));

const factsOf = (page: Page, course: string) =>
  page.$$eval(`${rowOf(course)} dt`, (all) => all.map(({ textContent }) => textContent));

async function search(page: Page, text: string): Promise<void> {
  await page.evaluate(() => document.querySelector<HTMLInputElement>('[type=search]')?.select());
  await page.bringToFront();
  await page.focus('[type=search]');
  await page.keyboard.press('Backspace');
  await page.type('[type=search]', text);
}

test('the list shows one row per course from all pages, joined with what Waypoint wrote', async () => {
  for (const course of [two, one]) await study(course);
  for (let i = 0; i < 1000; i += 1) {
    const courseId = `course-v1:School+C${i}+2026`;
    session.api.seed.edxMemory({
      courseId,
      data: { page: `Ünit ${i}` },
      lastModified: '2026-01-01T00:00:00',
    });
  }
  session.api.seed.edxMemory({
    courseId: one.key,
    data: { from: 'the school' },
    lastModified: '2026-06-01T00:00:00',
  });
  session.api.seed.edxMemory({ courseId: NO_ID, showsId: false, data: null });
  session.api.seed.edxMemory({
    courseId: HOSTILE,
    data: { page: '<script>alert(1)</script>', inside: '{"deep":{"<b>":[null,"<i>x</i>"]}}' },
  });
  session.api.seed.edxMemory({ courseId: ODD, data: JSON.parse('{"__proto__":{"a":1}}') });
  session.api.seed.edxMemory({ courseId: 'course-v1:Of+Grace+1', username: 'grace' });
  const popup = await openMemory();
  await until(async () => (await textOf(popup, 'memory-count')) === '1,005 courses', 'all');
  expect(await count(popup)).toBe(50);
  await press(popup, 'Show 955 more');
  await until(async () => (await count(popup)) === 250);
  expect(await popup.evaluate(() => document.body.innerText)).toContain(
    '1 entry that belongs to another user is not shown.',
  );
  await popup.close();
});

test('the search finds a part of a text, and the list can be sorted by name', async () => {
  const popup = await openMemory();
  await until(() => has(popup, one.key));
  await search(popup, 'unit 77 C77');
  await until(async () => (await textOf(popup, 'memory-count')).startsWith('11 of 1,005'));
  await search(popup, 'no such course');
  await until(async () => (await count(popup)) === 0);
  await press(popup, 'Show all');
  await until(async () => (await count(popup)) === 50);
  await popup.select('select', 'name');
  await until(() => has(popup, ODD));
  await popup.close();
});

test('an opened course shows everything that is stored about it as text', async () => {
  const popup = await openMemory();
  await until(() => has(popup, HOSTILE));
  await popup.click(`${rowOf(one.key)} [aria-expanded]`);
  // First what a learner wants to know, and only then keys and raw texts.
  await until(async () => (await factsOf(popup, one.key)).includes('Saved by'));
  expect(await factsOf(popup, one.key)).toEqual(['Course', 'Unit', 'Updated', 'Saved by']);
  expect(await rowText(popup, one.key)).not.toContain(one.key);
  await press(popup, 'All details', rowOf(one.key));
  await until(async () => (await rowText(popup, one.key)).includes('the school'));
  expect(await rowText(popup, one.key)).toContain(textIn(session.memoryOf(one)));
  await popup.click(`${rowOf(HOSTILE)} [aria-expanded]`);
  await until(async () => (await rowText(popup, HOSTILE)).includes('<script>alert(1)</script>'));
  for (const name of ['All details', 'inside (1)', 'deep (1)', '<b> (2)']) {
    await press(popup, name, rowOf(HOSTILE));
  }
  await until(async () => (await rowText(popup, HOSTILE)).includes('<i>x</i>'));
  const made = await popup.evaluate(
    (selector) => document.querySelectorAll(`${selector} :is(img, script, b > i)`).length,
    rowOf(HOSTILE),
  );
  expect(made).toBe(0);
  await popup.click(`${rowOf(NO_ID)} [aria-expanded]`);
  await until(async () => (await rowText(popup, NO_ID)).includes('gives no number'));
  expect(await rowText(popup, NO_ID)).not.toContain('Delete');
  await popup.close();
});

test('Continue on a row opens the last unit, and is missing for a course that this browser never saw', async () => {
  const popup = await openMemory();
  await until(() => has(popup, HOSTILE));
  await until(async () => (await rowText(popup, one.key)).includes('Continue'));
  const links = () =>
    popup.$$eval(`${rowOf(one.key)} a.button`, (all) => all.map(({ href }) => href));
  expect((await links()).map(decodeURIComponent)).toEqual([unitUrl(one, unitAt(one, 0).unit)]);
  expect(await rowText(popup, HOSTILE)).not.toContain('Continue');
  // An opened course has one such link too, not two.
  await popup.click(`${rowOf(one.key)} [aria-expanded]`);
  await until(async () => (await factsOf(popup, one.key)).length > 0, 'the details');
  expect(await links()).toHaveLength(1);
  await popup.close();
});

test('in a wide tab, the opened course is beside the list', async () => {
  const page = await session.driver.openPopup('memory');
  await page.setViewport({ width: 1280, height: 800 });
  const shown = () =>
    page.$$eval('.memory-row:has(.beside:not([hidden]) dl)', (all) =>
      all.map((row) => row.getAttribute('data-course')),
    );
  // One course is open from the start, and only one at a time.
  await until(async () => (await shown()).length === 1, 'an opened course');
  await until(() => has(page, one.key));
  await page.click(`${rowOf(one.key)} [aria-expanded]`);
  await until(async () => (await shown()).join() === one.key, 'the other course');
  const lies = await page.$eval(rowOf(one.key), (row) => {
    const list = row.getBoundingClientRect();
    const opened = row.querySelector('.beside')?.getBoundingClientRect();
    return { isBeside: (opened?.left ?? 0) >= list.right, top: opened?.top };
  });
  expect(lies).toEqual({ isBeside: true, top: 48 });
  await page.setViewport({ width: 700, height: 800 });
  await until(
    () =>
      page.$eval(
        `${rowOf(one.key)} .beside`,
        (opened) => getComputedStyle(opened).position === 'static',
      ),
    'one column',
  );
  await page.close();
});

test('only what is ticked is deleted, and the course is unfollowed until it is followed again', async () => {
  const end = session.api.faults.add({
    method: 'DELETE',
    do: { kind: 'status', status: 400, body: { detail: 'Not today.' } },
  });
  const popup = await openMemory();
  await askToDelete(popup, one.key);
  await popup.evaluate(() =>
    document.querySelectorAll<HTMLElement>('dialog [type=checkbox]')[1]?.click(),
  );
  await popup.$$eval('dialog input', (all) => all.at(-1)?.click());
  await press(popup, 'Delete', 'dialog');
  await until(async () => (await rowText(popup, one.key)).includes('Not today.'), 'a refusal');
  end();
  await press(popup, 'Try again', rowOf(one.key));
  await until(() => !session.memoryOf(one), 'the delete');
  await until(async () => (await rowText(popup, one.key)).includes("Saved byYour school's server"));
  await popup.close();

  const writes = session.writes().length;
  const page = await session.visit(unitAt(one, 1));
  // A page that is covered before it was read reports nothing.
  await until(async () => (await heardOf(session.driver, page))?.kind === 'place', 'a report');
  const now = await session.driver.openPopup();
  await until(async () =>
    (await textOf(now, 'now-status')).includes('to stop following this course'),
  );
  await sleep(7_000);
  expect(session.writes().length).toBe(writes);
  await press(now, 'Follow this course again');
  await page.bringToFront();
  await until(() => session.says(one, 1)(), 'followed again');
  await now.close();
  await page.close();
});

test('the last list is shown at once without a network, with what the learner can do', async () => {
  session.world.cut(API_HOST);
  const popup = await openMemory();
  await until(() => has(popup, one.key));
  await until(() => popup.evaluate(() => document.body.innerText.includes('Last updated')));
  await search(popup, one.key);
  await until(async () => (await count(popup)) === 1);
  session.world.restore(API_HOST);
  await press(popup, 'Try again');
  await until(() =>
    popup.evaluate(() =>
      document.body.innerText.includes('Everything that is stored about your courses'),
    ),
  );
  await popup.close();
});

test('a line in the popup leads to the journey: a calendar, a table and a trail of links', async () => {
  const popup = await openMemory();
  await until(async () =>
    (await textOf(popup, 'glance')).startsWith('3 units in the last 7 days.'),
  );
  const href = await popup.$eval('[data-testid="glance"] a', (link) => link.href);
  await popup.close();
  const options = await session.driver.openOptions(new URL(href).hash.slice(1));
  // A run across midnight (UTC) has two days.
  const words = () =>
    options.$eval('.calendar svg[role=img]', (picture) => picture.ariaLabel ?? '');
  await until(async () => /: 3 units, [12] day/.test(await words().catch(() => '')), '3 units');
  await press(options, 'Show as a table');
  const cells = () =>
    options.$$eval('#history td', (all) => all.map(({ textContent }) => textContent));
  const units = async () =>
    (await cells()).reduce((sum, cell, i) => (i % 2 === 0 ? sum + Number(cell) : sum), 0);
  await until(async () => (await units()) === 3, 'a table of 3 units');
  await options.select('#history select', one.key);
  const links = () => options.$$eval('#history .trail a', (all) => all.map(({ href: to }) => to));
  const urls = [unitAt(one, 1), unitAt(one, 0)].map(({ unit }) => unitUrl(one, unit));
  await until(
    async () => (await links()).map(decodeURIComponent).join() === urls.join(),
    'the trail of one course, the last unit first',
  );
  await options.close();
});
