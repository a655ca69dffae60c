import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import type { Driver } from '../../../dev/browser/driver.ts';
import { until } from '../../../dev/browser/page-actions.ts';
import { launch } from '../../../dev/browser/launch.ts';
import {
  courseUrl,
  examination,
  unitAt,
  unitDocumentTitle,
  unitUrl,
  type Course,
} from '../../../dev/fake-openedx/courses.ts';
import { openDemoWorld } from '../../../dev/fake-network/demo-network.ts';
import type { World } from '../../../dev/fake-network/network.ts';
import { recorded, seenUntil } from '../support/recorder.ts';
import { freshCourse } from '../support/fresh-course.ts';
import { makeTinyExtension } from '../support/tiny-extension.ts';

let world: World;
let driver: Driver;
let page: Page;
let removeExtension: () => Promise<void>;

beforeAll(async () => {
  const kind = inject('kind');
  const noApi = { fetch: () => new Response(null, { status: 404 }) };
  // These tests look at order, not at time.
  world = await openDemoWorld(noApi, { pace: 0.5 });
  const { folder, remove } = await makeTinyExtension(kind);
  removeExtension = remove;
  driver = await launch({ kind, extension: folder, proxyPort: world.proxyPort, firstRun: true });
});

afterAll(async () => {
  await driver.close();
  await world.close();
  await removeExtension();
});

afterEach(async () => {
  if (!page.isClosed()) await page.close();
});

async function open(url: string): Promise<void> {
  page = await driver.browser.newPage();
  await recorded(page);
  await page.goto(url);
}

/** Opens the n-th unit of a course and waits until it is shown. */
async function openUnit(course: Course, n: number): Promise<void> {
  const { unit } = unitAt(course, n);
  await open(unitUrl(course, unit));
  await seenUntil(page, unitLine(course, n, 1));
}

const idOf = (key: string): string => key.slice(key.lastIndexOf('@') + 1);

/** Returns the recorder's line for the n-th unit, whose heading and frame have the same title. */
function unitLine(course: Course, n: number, frame: number): string {
  const { unit } = unitAt(course, n);
  return `unit: ${unit.title} in frame ${frame} of ${idOf(unit.key)}`;
}

function pathLine(how: string, course: Course, n: number): string {
  const { subsection, unit } = unitAt(course, n);
  return `${how}: ${course.key.replace('course-v1:', '')}/${idOf(subsection.key)}/${idOf(unit.key)}`;
}

function titleLine(course: Course, n: number): string {
  return `title: ${unitDocumentTitle(unitAt(course, n))}`;
}

/** Clicks without the mouse, because the button still moves while the unit's frame grows. */
const click = (selector: string) => () =>
  page.evaluate((at) => document.querySelector<HTMLElement>(at)?.click(), selector);

test('Next inside a subsection changes the address, then the heading and the frame together', async () => {
  const course = freshCourse();
  await openUnit(course, 0);
  const end = unitLine(course, 1, 2);
  expect(await seenUntil(page, end, click('a.next-button'))).toEqual([
    pathLine('push', course, 1),
    end,
  ]);
});

test('Next into another subsection shows a passing address, nothing, the title, the address, the unit', async () => {
  const course = freshCourse();
  await openUnit(course, 2);
  const end = unitLine(course, 3, 2);
  expect(await seenUntil(page, end, click('a.next-button'))).toEqual([
    pathLine('push', course, 3).replace(/[^/]+$/, 'first'),
    'unit: none',
    titleLine(course, 3),
    pathLine('replace', course, 3),
    end,
  ]);
});

test('Previous across subsections, then back and forward, shows the same steps', async () => {
  const course = freshCourse();
  await openUnit(course, 3);
  const previous = unitLine(course, 2, 2);
  expect(await seenUntil(page, previous, click('a.previous-button'))).toEqual([
    pathLine('push', course, 2).replace(/[^/]+$/, 'last'),
    'unit: none',
    titleLine(course, 2),
    pathLine('replace', course, 2),
    previous,
  ]);
  const back = unitLine(course, 3, 3);
  expect(await seenUntil(page, back, () => page.evaluate(() => history.back()))).toEqual([
    pathLine('traverse', course, 3),
    'unit: none',
    titleLine(course, 3),
    back,
  ]);
  const forward = unitLine(course, 2, 4);
  const seen = await seenUntil(page, forward, () => page.evaluate(() => history.forward()));
  expect(seen.at(0)).toBe(pathLine('traverse', course, 2));
});

test('Back inside a subsection does not change the title', async () => {
  const course = freshCourse();
  await openUnit(course, 0);
  await seenUntil(page, unitLine(course, 1, 2), click('a.next-button'));
  const end = unitLine(course, 0, 3);
  expect(await seenUntil(page, end, () => page.evaluate(() => history.back()))).toEqual([
    pathLine('traverse', course, 0),
    end,
  ]);
});

test('a subsection that is loaded cold shows the shell title, then course, title, address and unit', async () => {
  const course = freshCourse();
  const { subsection } = unitAt(course, 3);
  await open(courseUrl(course, subsection.key));
  const end = unitLine(course, 3, 1);
  const seen = (await seenUntil(page, end)).filter((line) => line !== 'unit: none');
  expect(seen.slice(seen.indexOf('title: Course | edX'))).toEqual([
    'title: Course | edX',
    pathLine('replace', course, 3).replace(/\/[^/]+$/, ''),
    `course: ${course.title}`,
    titleLine(course, 3),
    pathLine('replace', course, 3),
    end,
  ]);
});

test('a unit without its subsection has a half empty title for a while', async () => {
  const course = freshCourse();
  const { unit } = unitAt(course, 4);
  await open(courseUrl(course, unit.key));
  const end = unitLine(course, 4, 1);
  const seen = await seenUntil(page, end);
  expect(seen.slice(seen.indexOf(`course: ${course.title}`) + 1)).toEqual([
    // The value of `document.title` for two empty parts.
    `title: | | ${course.title} | edX`,
    titleLine(course, 4),
    pathLine('replace', course, 4),
    end,
  ]);
});

test('an encoded address is corrected, and the course resumes where it was left', async () => {
  const course = freshCourse();
  const { subsection, unit } = unitAt(course, 4);
  const parts = [course.key, subsection.key, unit.key].map((part) =>
    encodeURIComponent(encodeURIComponent(part)),
  );
  await open(`${new URL(courseUrl(course)).origin}/course/${parts.join('/')}`);
  expect(await seenUntil(page, unitLine(course, 4, 1))).toContain(pathLine('replace', course, 4));
  await page.goto(courseUrl(course));
  expect(await seenUntil(page, unitLine(course, 4, 1))).toContain(pathLine('replace', course, 4));
});

test('a tab loads the page again, and the outline continues inside the app', async () => {
  const course = freshCourse();
  await openUnit(course, 0);
  await page.evaluate(() => void (window.name = 'before'));
  await Promise.all([page.waitForNavigation(), click('#courseTabsNavigation a')()]);
  await seenUntil(page, `title: Outline | ${course.title} | edX`);
  await until(() => page.$('#courseHome-outline a[href*="sequential12"]'), 'the outline');
  const end = unitLine(course, 3, 1);
  const seen = await seenUntil(page, end, click('#courseHome-outline a[href*="sequential12"]'));
  expect(seen).toEqual([
    pathLine('push', course, 3).replace(/\/[^/]+$/, ''),
    titleLine(course, 3),
    pathLine('replace', course, 3),
    end,
  ]);
});

test('a frame that asks to go on leads to the next subsection', async () => {
  const course = freshCourse();
  await openUnit(course, 0);
  const seen = await seenUntil(page, unitLine(course, 3, 2), () =>
    page.evaluate(() => window.postMessage({ type: 'plugin.autoAdvance' }, '*')),
  );
  expect(seen[0]).toBe(pathLine('push', course, 3).replace(/[^/]+$/, 'first'));
});

test('a preview sends a learner away and lets staff stay, with the toolbar visible', async () => {
  const course = freshCourse();
  const preview = unitUrl(course, unitAt(course, 0).unit).replace('/course/', '/preview/course/');
  await open(preview);
  const seen = await seenUntil(page, unitLine(course, 0, 1));
  expect(seen).toContain(pathLine('replace', course, 0));
  expect(await page.$('[data-testid="instructor-toolbar"]')).toBeNull();
  await page.goto(`${preview}?staff=1`);
  await seenUntil(page, unitLine(course, 0, 1));
  expect(await page.$('[data-testid="instructor-toolbar"]')).not.toBeNull();
  expect(await page.evaluate(() => location.pathname)).toContain('/preview/course/');
});

test('an unknown course keeps the shell title and an empty name', async () => {
  await open(courseUrl(unitAt(examination, 0).course).replace('EXAM', 'NONE'));
  await until(() => page.$('.alert'), 'the error');
  const text = await page.$eval('.alert', (one) => one.textContent);
  expect(text).toBe('There was an error loading this course.');
  expect(await page.$eval('.course-title', (one) => one.textContent)).toBe('');
  expect(await page.title()).toBe('Course | edX');
});

test('an exam shows instructions without a unit, then a clock on every page until it ends', async () => {
  const shows = (id: string) => async () => (await page.$(`[data-testid="${id}"]`)) !== null;
  const { subsection } = unitAt(examination, 2);
  await open(courseUrl(examination, subsection.key));
  await until(shows('exam-instructions-title'), 'the instructions');
  expect(await page.title()).toBe(unitDocumentTitle(unitAt(examination, 2)));
  expect(await page.evaluate(() => location.pathname)).toContain(unitAt(examination, 2).unit.key);
  expect(await page.$('.unit, #unit-iframe')).toBeNull();
  await click('[data-testid="start-exam-button"]')();
  await until(shows('exam-timer'), 'the clock');
  expect(await page.$('#unit-iframe')).not.toBeNull();
  await page.goto(courseUrl(examination, 'progress'));
  await until(shows('exam-timer'), 'the clock on another page');
  await click('[data-testid="end-button"]')();
  await until(async () => !(await shows('exam-timer')()), 'the clock to go');
});

test('the browser asks only the demo site', () => {
  expect(world.strangers).toEqual([]);
});
