import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { DEMO_KEY, DEMO_ORG } from '../../../dev/fake-ibl/api.ts';
import { connect } from '../../../dev/browser/connect.ts';
import { textOf, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { chooseFile } from '../../../dev/browser/page-files.ts';
import {
  CAMPUS,
  demonstration,
  plainCourses,
  unitAt,
  unitUrl,
  type Course,
} from '../../../dev/fake-openedx/courses.ts';
import { EMPTY_FILE } from '../../../lib/settings-file.ts';
import { DIFFERENCES } from '../support/differences.ts';
import { openDownloads } from '../support/downloads.ts';
import { openSession, type Session } from '../support/session.ts';
import { session as first, sessionTest } from '../support/session-test.ts';
import { everything, isListed, pressIn, registered, turnOff } from '../support/sites.ts';

const test = sessionTest();

const LMS = 'https://courses.edx.org';
const [other] = plainCourses as [Course];
const ADA = {
  address: 'https://base.manager.iblai.app',
  organization: DEMO_ORG,
  username: 'ada',
  sites: [],
};
let second: Session;
let page: Page;

test.beforeAll(async () => {
  second = await openSession({ api: first.api, connected: false });
});
test.afterAll(() => second.close());

const choose = (text: string, name = 'settings.json') =>
  chooseFile(page, 'Open a settings file', { name, text });
const changes = () =>
  page.evaluate(() =>
    Array.from(document.querySelectorAll('[data-testid="file-change"]'), (one) => one.textContent),
  );
const tick = (name: string) =>
  page.evaluate((text) => {
    const rows = Array.from(document.querySelectorAll('[data-testid="file-change"]'));
    rows
      .find((row) => row.textContent.startsWith(text))
      ?.querySelector('input')
      ?.click();
  }, name);
const save = async (from: Session, at: Page) => {
  const downloads = await openDownloads(from);
  try {
    return await downloads.saved(() => press(at, 'Save a settings file'));
  } finally {
    await downloads.remove();
  }
};
/** Returns the choices that this browser stores. */
const stored = () =>
  second.driver.inBackground<string>(
    `chrome.storage.local.get(['settings', 'sites', 'connections']).then(JSON.stringify)`,
  );

let exported = '';

test('the settings file contains the choices, and neither the key nor anything that was studied', async () => {
  await first.visit(unitAt(demonstration, 0));
  await until(first.says(demonstration, 0));
  const options = await first.driver.openOptions();
  await turnOff(options, LMS, false);
  const course = `[data-course="${demonstration.key}"]`;
  await press(options, 'Stop following', course);
  await until(() =>
    options.evaluate(
      (row) => document.querySelector(`${row}[data-state="not-followed"]`) !== null,
      course,
    ),
  );
  const { name, text } = await save(first, options);
  expect(name).toBe('waypoint-settings.json');
  expect(JSON.parse(text)).toEqual({
    ...EMPTY_FILE,
    paused: false,
    sites: [{ origin: LMS, follow: false }],
    connections: [ADA],
    neverFollowed: [{ courseKey: demonstration.key, title: demonstration.title }],
  });
  for (const secret of [DEMO_KEY, unitAt(demonstration, 0).unit.title, 'block-v1', 'Studying']) {
    expect(text).not.toContain(secret);
  }
  exported = text;
});

test('another browser shows the changes in the file first and applies none', async () => {
  page = await second.driver.openOptions();
  const before = await stored();
  await choose(exported);
  await until(async () => (await changes()).length === 3);
  expect(await changes()).toEqual([
    `Add ada at ${DEMO_ORG} (new, needs a key). It stays disconnected until you connect it.`,
    'Stop following courses.edx.org. ',
    `Stop following the course ${demonstration.title}. `,
  ]);
  expect(await stored()).toBe(before);
  await press(page, 'Cancel', '[data-testid="file-changes"]');
  await until(async () => (await textOf(page, 'file-changes')) === '');
  expect(await stored()).toBe(before);
});

test('another browser applies only the ticked changes, and gets no access, key or site to read', async () => {
  const sites = [
    { origin: LMS, follow: false },
    { origin: CAMPUS.learning, follow: true },
  ];
  await choose(JSON.stringify({ ...(JSON.parse(exported) as object), sites }));
  await until(async () => (await changes()).length === 4);
  await tick('Stop following the course');
  await press(page, 'Apply');
  await until(async () => (await textOf(page, 'file-applied')) === '3 changes were made.');
  // The learner can still choose what was left out.
  await until(async () => (await changes()).length === 1);
  expect(await textOf(page, 'course')).toBe('');
  await isListed(page, LMS, 'off');
  await isListed(page, CAMPUS.learning, 'from-file');
  expect(await textOf(page, 'connection-status')).toBe('Not connected.');
  expect(await registered(second)).toEqual([]);
  const may = `chrome.permissions.contains({ origins: ['${CAMPUS.learning}/*'] })`;
  expect(await second.driver.inBackground(may)).toBe(false);
  expect(await everything(second)).not.toContain(DEMO_KEY);
});

test('another browser applies the remaining changes and then shows none', async () => {
  await tick('Stop following');
  await press(page, 'Apply');
  await until(async () => (await textOf(page, 'file-applied')) === '1 change was made.');
  await until(async () => (await textOf(page, 'course')).includes('Not following'));
  const before = await stored();
  await choose(exported);
  await until(async () => (await textOf(page, 'file-changes')).includes('already set here'));
  await press(page, 'Close', '[data-testid="file-changes"]');
  expect(await stored()).toBe(before);
  const { text } = await save(second, page);
  const file = JSON.parse(exported) as object;
  const sites = [
    { origin: LMS, follow: false },
    { origin: CAMPUS.learning, follow: true },
  ];
  expect(JSON.parse(text)).toEqual({ ...file, sites });
});

test('another browser reads the site after it is approved and connects after the key is entered', async () => {
  await connect(page);
  // The server says the school's own name a little later.
  await until(async () => (await stored()).includes('Demo University'));
  if (second.kind !== DIFFERENCES.permissionIsGranted) return;
  await pressIn(page, CAMPUS.learning, 'Allow access');
  await isListed(page, CAMPUS.learning, 'followed');
  const { course, unit } = unitAt(other, 0);
  await second.open(unitUrl(course, unit, CAMPUS));
  await until(second.says(other, 0));
});

let opened = 0;
const hostile = (parts: object) => JSON.stringify({ ...EMPTY_FILE, ...parts });

test.each([
  ['it is not JSON', ''],
  ['it is not JSON', '<html>'],
  ['it is not JSON', '\u0000\u0001\u0002'],
  ['is not a Waypoint settings file', 'null'],
  ['is not a Waypoint settings file', '{"settings":{"v":2}}'],
  ['newer version of Waypoint', hostile({ version: 2, anything: {} })],
  ['"paused" was text, not a yes or no', hostile({ paused: 'yes' })],
  ['"sites[0].origin"', hostile({ sites: [{ origin: 'https://*', follow: true }] })],
  ['"sites[0].origin"', hostile({ sites: [{ origin: 'https://<b>.example', follow: true }] })],
  ['"connections[0].username"', hostile({ connections: [{ ...ADA, username: '../admin' }] })],
  ['.address"', hostile({ connections: [{ ...ADA, address: 'http://evil.example' }] })],
  ['"neverFollowed[0].title"', hostile({ neverFollowed: [{ courseKey: 'course-v1:a+b+c' }] })],
  ['is too large', hostile({ sites: 'x'.repeat(2_000_000) })],
])(
  'a file that is no settings file changes nothing, and the page says so: %s',
  async (says, text) => {
    const before = await stored();
    opened += 1;
    const name = `a<b>${opened}.json`;
    await choose(text, name);
    await until(async () => (await textOf(page, 'file-problem')).includes(name), name);
    const problem = await textOf(page, 'file-problem');
    expect(problem).toContain(says);
    expect(problem).toContain('Nothing was changed.');
    expect(await textOf(page, 'file-changes')).toBe('');
    expect(await stored()).toBe(before);
  },
);

test('a key in a settings file is sent nowhere', async () => {
  const grace = { ...ADA, username: 'grace', key: 'f'.repeat(64), connected: true };
  await choose(hostile({ connections: [grace] }));
  await until(async () => (await changes()).length === 1);
  await press(page, 'Apply');
  await until(async () => (await everything(second)).includes('grace'));
  expect(await everything(second)).not.toContain('f'.repeat(64));
  // The working connection is still in use.
  expect(await textOf(page, 'connection-status')).toContain('Connected as ada');
});
