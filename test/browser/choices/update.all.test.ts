import { expect } from 'vitest';
import { z } from 'zod';
import { connect } from '../../../dev/browser/connect.ts';
import { field, next, type, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { DEMO_KEY } from '../../../dev/fake-ibl/api.ts';
import { CAMPUS, plainCourses, type Course } from '../../../dev/fake-openedx/courses.ts';
import { DIFFERENCES } from '../support/differences.ts';
import { examplesOf, ROUNDS } from '../support/packed/frozen.ts';
import {
  forceInstall,
  openForced,
  takesOnlySigned,
  type Forced,
} from '../support/packed/forced.ts';
import { updateTo } from '../support/packed/update.ts';
import { API_HOST } from '../support/session.ts';
import { session, sessionTest } from '../support/session-test.ts';
import { addSite, isListed, isRegistered, registered, visitOn } from '../support/sites.ts';

const test = sessionTest();

/*
 * Tests updates as learners get them: the browser finds the next version of a packed build at an
 * address for updates, and installs it over the old one.
 */

const [course] = plainCourses as [Course];
const DRAFT = 'I am learning to draw maps.';
let forced: Forced;
let signedOnly = false;

test.override('sessionOptions', async ({ kind, build }, { onCleanup }) => {
  if (kind !== DIFFERENCES.permissionIsGranted) await build.allow(CAMPUS.learning);
  forced = await forceInstall(build, '7.0', {});
  onCleanup(() => forced.close());
  const { id, policies } = forced;
  return { extension: build.folder, connected: false, byPolicy: id, policies };
});
test.beforeAll(async () => {
  signedOnly = await takesOnlySigned(session);
});

/**
 * Items that Waypoint only reads here. It acts on the others: it ends a pause that is over, and an
 * export and a delete without a key, and drops places of a course that is not followed.
 */
const KEPT = /^(?:accounts|connections|draft:|first-|health:|sites|theme)/;

/** Returns the keys of schools and the names of alarms, which no screen shows. */
const hidden = () =>
  session.driver.inBackground<{ keys: string[]; alarms: string[] }>(`(async () => {
    const done = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const database = await done(indexedDB.open('waypoint'));
    const keys = await done(database.transaction('keys').objectStore('keys').getAll());
    database.close();
    return { keys, alarms: (await browser.alarms.getAll()).map(({ name }) => name) };
  })()`);
const stored = () =>
  session.driver.inBackground<Record<string, { v: number; data: unknown }>>(
    'browser.storage.local.get()',
  );
/** Returns the units that wait to be sent. */
const waiting = async () =>
  Object.entries(await stored())
    .filter(([key]) => key.startsWith('record:'))
    .flatMap(([, { data }]) => z.object({ pending: z.array(z.unknown()) }).parse(data).pending);

test('an update keeps what was chosen, typed and waiting, and an open course page goes on', async () => {
  if (signedOnly) return;
  const options = await openForced(session);
  await connect(options);
  await addSite(options, CAMPUS.learning, CAMPUS.learning);
  await options.close();
  const page = await visitOn(session, CAMPUS, course);
  await until(session.says(course, 0));
  const popup = await session.driver.openPopup();
  await press(popup, 'Instruction');
  await type(popup, 'About me', DRAFT);
  await until(async () => JSON.stringify(await stored()).includes(DRAFT), 'the draft');
  await popup.close();
  await page.evaluate(() => Reflect.set(globalThis, 'isSame', true));
  session.world.cut(API_HOST);
  await page.bringToFront();
  await next(page);
  await until(async () => (await waiting()).length > 0, 'a place that waits');
  const before = { ...(await hidden()), scripts: await registered(session) };
  expect(before).toMatchObject({ keys: [DEMO_KEY], alarms: [expect.any(String)] });
  expect(before.scripts).toHaveLength(1);
  const { sites, connections } = await stored();

  await updateTo(session, forced, '8.0');

  await isRegistered(session, before.scripts);
  expect(await hidden()).toEqual({ keys: before.keys, alarms: before.alarms });
  expect(await stored()).toMatchObject({ sites, connections });
  expect((await waiting()).length).toBeGreaterThan(0);
  expect(await page.evaluate(() => Reflect.get(globalThis, 'isSame'))).toBe(true);
  await page.bringToFront();
  await next(page);
  await until(async () => JSON.stringify(await waiting()).includes('Unit 1.1.3'), 'the next unit');
  expect(session.says(course, 1)()).toBe(false);
  session.world.restore(API_HOST);
  await until(session.says(course, 2), 'the place that waited');
  const again = await session.driver.openPopup();
  await press(again, 'Instruction');
  const about = await field(again, 'About me');
  await until(async () => (await about.evaluate(({ value }) => value)) === DRAFT);
  await again.close();
  const list = await session.driver.openOptions('sites');
  await isListed(list, CAMPUS.learning, 'followed');
  await list.close();
  await page.close();
});

test.each(ROUNDS)('an update reads what version $n of each stored item stored', async ({ n }) => {
  if (signedOnly) return;
  const examples = examplesOf(n);
  const items = Object.fromEntries(examples.map(({ key, was }) => [key, was]));
  // The worker may still be busy with the last page, and would add it to the examples.
  await session.driver.stopBackground();
  await session.driver.inBackground(
    `browser.storage.local.clear().then(() => browser.storage.local.set(${JSON.stringify(items)}))`,
  );

  await updateTo(session, forced, `9.${n}`);

  for (const section of ['school', 'sites', 'history', 'sent', 'data']) {
    const options = await session.driver.openOptions(section);
    await isListed(options, 'https://learn.example.edu', 'needs-access');
    await options.close();
  }
  const popup = await session.driver.openPopup();
  await press(popup, 'Memory');
  await press(popup, 'Instruction');
  const about = await field(popup, 'About me');
  await until(async () => (await about.evaluate(({ value }) => value)) === 'typed');
  await popup.close();
  const now = await stored();
  expect(Object.keys(now).filter((key) => key.startsWith('damaged:'))).toEqual([]);
  for (const { key, was, is } of examples.filter(({ key: one }) => KEPT.test(one))) {
    expect([was, is], key).toContainEqual(now[key]);
  }
});
