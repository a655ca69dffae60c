import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { next, press, textOf, type, until } from '../../../dev/browser/page-actions.ts';
import {
  CAMPUS,
  EDX,
  TUTOR,
  demonstration,
  plainCourses,
  unitAt,
  unitUrl,
  type Course,
  type Site,
} from '../../../dev/fake-openedx/courses.ts';
import { DIFFERENCES } from '../support/differences.ts';
import { NO_MORE, shows } from '../support/session.ts';
import { session, sessionTest } from '../support/session-test.ts';
import {
  everything,
  isListed,
  listed,
  recordedAboutSites,
  pressIn,
  registered,
  turnOff,
} from '../support/sites.ts';
import { heardOf } from '../support/tabs.ts';
import { focused } from '../support/focus-order.ts';

const test = sessionTest();

const [one, two, three, four] = plainCourses as [Course, Course, Course, Course];
let options: Page;
/** A page of the school's site that was opened before the site was added and stays open. */
let open: Page;

test.override('sessionOptions', async ({ kind, build }) => {
  if (kind !== DIFFERENCES.permissionIsGranted) {
    await build.allow(CAMPUS.learning, TUTOR.learning);
  }
  return { extension: build.folder };
});
test.beforeAll(async () => {
  options = await session.driver.openOptions();
});

async function visit(course: Course, site: Site): Promise<Page> {
  const { unit } = unitAt(course, 0);
  const page = await session.open(unitUrl(course, unit, site));
  await shows(page, unit.key);
  return page;
}
const saved = (course: Course, n = 0) => until(session.says(course, n), `${course.key}, ${n}`);

/** Waits for the registration, because the background replies before it registers scripts. */
const isRegistered = (ids: readonly string[]) =>
  until(async () => (await registered(session)).join() === ids.join(), `the scripts ${ids.join()}`);

test('the form explains why it cannot follow an address, and the browser asks nothing', async () => {
  await type(options, 'Add a site', 'http://campus.example/learning');
  await press(options, 'Add');
  const said = () =>
    options.evaluate(() => document.querySelector('#site-address-error')?.textContent ?? '');
  await until(async () => (await said()).includes('has to begin with https://'));
  await type(options, 'Add a site', 'https://*');
  await press(options, 'Add');
  await until(async () => (await said()).includes('not the address of a site'));
  expect(await listed(options, CAMPUS.learning)).toBeNull();
});

test('Waypoint does not read a page of an unknown site', async () => {
  open = await visit(one, CAMPUS);
  await sleep(NO_MORE);
  expect(session.memoryOf(one)).toBeUndefined();
  expect(await everything(session)).not.toContain('campus');
});

test('Waypoint follows a typed site in open pages and new ones', async () => {
  await type(options, 'Add a site', await open.evaluate(() => location.href));
  await press(options, 'Add');
  await isListed(options, CAMPUS.learning, 'followed');
  await until(async () => (await textOf(options, 'site-added')).includes('apps.campus.example'));
  await isRegistered([`site:${CAMPUS.learning}`]);
  await open.bringToFront();
  await saved(one);
  await visit(two, CAMPUS);
  await saved(two);
});

test('Waypoint reads a site on its own port and no other port of the host', async () => {
  await type(options, 'Add a site', 'apps.tutor.localhost:2000');
  const hint = await options.evaluate(() => document.body.textContent.includes('all ports'));
  expect(hint).toBe(session.kind === DIFFERENCES.portsAreOne);
  await press(options, 'Add');
  await isListed(options, TUTOR.learning, 'followed');
  const other = await visit(three, { ...TUTOR, learning: 'http://apps.tutor.localhost:3000' });
  await sleep(NO_MORE);
  expect(await heardOf(session.driver, other)).toBeNull();
  expect(session.memoryOf(three)).toBeUndefined();
  expect(await everything(session)).not.toContain(':3000');
  await visit(three, TUTOR);
  await saved(three);
});

test('Waypoint follows both sites after an update, in open pages and new ones', async ({
  build,
}) => {
  await build.change(() => ({ version: '99.0' }));
  await session.driver.install();
  const version = 'chrome.runtime.getManifest().version';
  await until(async () => (await session.driver.inBackground(version)) === '99.0');
  await until(async () => (await registered(session)).length === 2, 'the scripts to be back');
  await open.bringToFront();
  await next(open);
  await saved(one, 1);
  await visit(four, CAMPUS);
  await saved(four);
  options = await session.driver.openOptions();
  await isListed(options, CAMPUS.learning, 'followed');
});

test('Waypoint reads nothing on a site that is turned off and keeps nothing of it', async () => {
  expect(await recordedAboutSites(session)).toContain(CAMPUS.learning);
  await turnOff(options, CAMPUS.learning, true);
  // The list changes as soon as the learner chooses; everything else follows.
  await until(
    async () => !(await recordedAboutSites(session)).includes(CAMPUS.learning),
    'nothing of it kept',
  );
  await isRegistered([`site:${TUTOR.learning}`]);
  expect(await recordedAboutSites(session)).toContain(TUTOR.learning);
  const writes = session.writes().length;
  await open.bringToFront();
  await next(open);
  await shows(open, unitAt(one, 2).unit.key);
  await sleep(NO_MORE);
  expect(session.writes()).toHaveLength(writes);
  const may = `chrome.permissions.contains({ origins: ['${CAMPUS.learning}/*'] })`;
  expect(await session.driver.inBackground(may)).toBe(
    session.kind !== DIFFERENCES.permissionIsGranted,
  );
  await pressIn(options, CAMPUS.learning, 'Follow');
  await isListed(options, CAMPUS.learning, 'followed');
  await open.bringToFront();
  await saved(one, 2);
  await turnOff(options, CAMPUS.learning, false);
  await options.bringToFront();
  await options.focus(`[data-site="${CAMPUS.learning}"] button:last-of-type`);
  expect((await focused(options)).name).toBe('Remove from the list');
  await options.keyboard.press('Enter');
  await isListed(options, CAMPUS.learning, null);
  // Returns the site whose row has the focus: the one after the removed site.
  const siteInFocus = () =>
    options.evaluate(
      () => document.activeElement?.closest('[data-site]')?.getAttribute('data-site') ?? null,
    );
  await until(async () => (await siteInFocus()) === TUTOR.learning, 'the focus in the next row');
});

test('the learner can turn a site that came with Waypoint off and on again', async () => {
  const page = await visit(demonstration, EDX);
  await saved(demonstration);
  await turnOff(options, EDX.learning, false);
  const writes = session.writes().length;
  await page.bringToFront();
  await next(page);
  await sleep(NO_MORE);
  expect(session.writes()).toHaveLength(writes);
  await pressIn(options, EDX.learning, 'Follow');
  await isListed(options, EDX.learning, 'followed');
  await page.bringToFront();
  await saved(demonstration, 1);
});
