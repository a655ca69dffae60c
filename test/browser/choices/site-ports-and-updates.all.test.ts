import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { next, type, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import {
  CAMPUS,
  EDX,
  TUTOR,
  demonstration,
  plainCourses,
  type Course,
} from '../../../dev/fake-openedx/courses.ts';
import { DIFFERENCES } from '../support/differences.ts';
import { NO_MORE } from '../support/session.ts';
import { session, sessionTest } from '../support/session-test.ts';
import {
  addSite,
  everything,
  isListed,
  listed,
  pressIn,
  registered,
  turnOff,
  visitOn,
} from '../support/sites.ts';
import { heardOf } from '../support/tabs.ts';

const test = sessionTest();

/* Tests the sites of a learner beyond one typed site: ports, an update and the sites of the build. */

const [one, three, four] = plainCourses as [Course, Course, Course];
let options: Page;

test.override('sessionOptions', async ({ kind, build }) => {
  if (kind !== DIFFERENCES.permissionIsGranted) {
    await build.allow(CAMPUS.learning, TUTOR.learning);
  }
  return { extension: build.folder };
});
test.beforeAll(async () => {
  options = await session.driver.openOptions();
});

test('the form explains why it cannot follow an address, and the browser asks nothing', async () => {
  await type(options, 'Add a site', 'http://campus.example/learning');
  await press(options, 'Add');
  const said = () =>
    options.evaluate(() => document.querySelector('#site-address-error')?.textContent ?? '');
  await until(async () => (await said()).includes('must start with https://'));
  await type(options, 'Add a site', 'https://*');
  await press(options, 'Add');
  await until(async () => (await said()).includes('not the address of a site'));
  expect(await listed(options, CAMPUS.learning)).toBeNull();
});

test('Waypoint reads a site on its own port and no other port of the host', async () => {
  await type(options, 'Add a site', 'apps.tutor.localhost:2000');
  const hint = await options.evaluate(() => document.body.textContent.includes('every port'));
  expect(hint).toBe(session.kind === DIFFERENCES.portsAreOne);
  await press(options, 'Add');
  await isListed(options, TUTOR.learning, 'followed');
  const other = await visitOn(
    session,
    { ...TUTOR, learning: 'http://apps.tutor.localhost:3000' },
    three,
  );
  await sleep(NO_MORE);
  expect(await heardOf(session.driver, other)).toBeNull();
  expect(session.memoryOf(three)).toBeUndefined();
  expect(await everything(session)).not.toContain(':3000');
  await visitOn(session, TUTOR, three);
  await until(session.says(three, 0));
});

test('Waypoint follows both sites after an update, in open pages and new ones', async ({
  build,
}) => {
  const open = await visitOn(session, CAMPUS, one);
  await addSite(options, CAMPUS.learning, CAMPUS.learning);
  await open.bringToFront();
  await until(session.says(one, 0));
  await build.change(() => ({ version: '99.0' }));
  await session.driver.install();
  const version = 'chrome.runtime.getManifest().version';
  await until(async () => (await session.driver.inBackground(version)) === '99.0');
  await until(async () => (await registered(session)).length === 2, 'the scripts to be back');
  await open.bringToFront();
  await next(open);
  await until(session.says(one, 1));
  await visitOn(session, CAMPUS, four);
  await until(session.says(four, 0));
  options = await session.driver.openOptions();
  await isListed(options, CAMPUS.learning, 'followed');
});

test('the learner can turn a site that came with Waypoint off and on again', async () => {
  const page = await visitOn(session, EDX, demonstration);
  await until(session.says(demonstration, 0));
  await turnOff(options, EDX.learning, false);
  const writes = session.writes().length;
  await page.bringToFront();
  await next(page);
  await sleep(NO_MORE);
  expect(session.writes()).toHaveLength(writes);
  await pressIn(options, EDX.learning, 'Follow');
  await isListed(options, EDX.learning, 'followed');
  await page.bringToFront();
  await until(session.says(demonstration, 1));
});
