import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { next, textOf, until } from '../../../dev/browser/page-actions.ts';
import {
  CAMPUS,
  TUTOR,
  plainCourses,
  unitAt,
  type Course,
} from '../../../dev/fake-openedx/courses.ts';
import { DIFFERENCES } from '../support/differences.ts';
import { NO_MORE, shows } from '../support/session.ts';
import { session, sessionTest } from '../support/session-test.ts';
import {
  addSite,
  everything,
  isListed,
  isRegistered,
  recordedAboutSites,
  pressIn,
  turnOff,
  visitOn,
} from '../support/sites.ts';
import { focused } from '../support/focus-order.ts';

const test = sessionTest();

const [one, two, three] = plainCourses as [Course, Course, Course];
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

test('Waypoint does not read a page of an unknown site', async () => {
  open = await visitOn(session, CAMPUS, one);
  await sleep(NO_MORE);
  expect(session.memoryOf(one)).toBeUndefined();
  expect(await everything(session)).not.toContain('campus');
});

test('Waypoint follows a typed site in open pages and new ones', async () => {
  await addSite(options, await open.evaluate(() => location.href), CAMPUS.learning);
  await until(async () => (await textOf(options, 'site-added')).includes('apps.campus.example'));
  await isRegistered(session, [`site:${CAMPUS.learning}`]);
  await open.bringToFront();
  await until(session.says(one, 0));
  await visitOn(session, CAMPUS, two);
  await until(session.says(two, 0));
});

test('Waypoint reads nothing on a site that is turned off and keeps nothing of it', async () => {
  await addSite(options, TUTOR.learning, TUTOR.learning);
  await visitOn(session, TUTOR, three);
  await until(session.says(three, 0));
  expect(await recordedAboutSites(session)).toContain(CAMPUS.learning);
  await turnOff(options, CAMPUS.learning, true);
  // The list changes as soon as the learner chooses; everything else follows.
  await until(
    async () => !(await recordedAboutSites(session)).includes(CAMPUS.learning),
    'nothing of it kept',
  );
  await isRegistered(session, [`site:${TUTOR.learning}`]);
  expect(await recordedAboutSites(session)).toContain(TUTOR.learning);
  const writes = session.writes().length;
  await open.bringToFront();
  await next(open);
  await shows(open, unitAt(one, 1).unit.key);
  await sleep(NO_MORE);
  expect(session.writes()).toHaveLength(writes);
  const may = `chrome.permissions.contains({ origins: ['${CAMPUS.learning}/*'] })`;
  expect(await session.driver.inBackground(may)).toBe(
    session.kind !== DIFFERENCES.permissionIsGranted,
  );
  await pressIn(options, CAMPUS.learning, 'Follow');
  await isListed(options, CAMPUS.learning, 'followed');
  await open.bringToFront();
  await until(session.says(one, 1));
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
