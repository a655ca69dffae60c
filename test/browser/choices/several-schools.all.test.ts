import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { OTHER_ORG, DEMO_ORG } from '../../../dev/fake-ibl/api.ts';
import { disconnect, inCard, tick } from '../../../dev/browser/connect.ts';
import { textOf, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { EDX, IBL, plainCourses, unitAt, type Course } from '../../../dev/fake-openedx/courses.ts';
import { API_HOST } from '../support/session.ts';
import { session, sessionTest } from '../support/session-test.ts';
import { everything } from '../support/sites.ts';
import { connectNightWithSite, memoryAt, says, study, textIs } from '../support/two-schools.ts';

const test = sessionTest();

/* Tests one of two schools that fails, gets a site of the other one, or is disconnected. */

let options: Page;
test.beforeAll(async () => {
  options = await session.driver.openOptions();
  await connectNightWithSite(options);
});

const [one, two, three, four] = plainCourses as [Course, Course, Course, Course];

test('a school that rejects its key does not stop the other school, and the popup says so', async () => {
  const mend = session.api.faults.add({
    path: /night-school/,
    do: { kind: 'status', status: 401, body: { detail: 'Invalid token.' } },
  });
  const rejected = await study(two, IBL, 1);
  await textIs(options, inCard(OTHER_ORG, '[data-testid=connection-status]'), 'no longer accepts');
  const page = await study(one, EDX, 1);
  await until(says(DEMO_ORG, one, 1), 'the place at the first school');
  expect(says(OTHER_ORG, two, 1)()).toBe(false);
  const popup = await session.driver.openPopup();
  await until(async () => (await textOf(popup, 'other-school')).includes('Night School'));
  mend();
  await popup.close();
  await options.bringToFront();
  await press(options, 'Change', inCard(OTHER_ORG));
  await press(options, 'Save', inCard(OTHER_ORG));
  await until(says(OTHER_ORG, two, 1), 'what waited, once the key is saved again');
  for (const open of [page, rejected]) await open.close();
});

test('a site that moves to the other school takes its waiting place along', async () => {
  session.world.cut(API_HOST);
  const page = await study(three, EDX);
  await until(async () => (await everything(session)).includes(unitAt(three, 0).unit.key));
  await tick(options, inCard(OTHER_ORG), new URL(EDX.learning).host);
  await textIs(options, `[data-site="${EDX.learning}"] [data-testid=site-school]`, 'Night School');
  session.world.restore(API_HOST);
  const popup = await session.driver.openPopup();
  await until(says(OTHER_ORG, three), 'the place at its new school');
  expect(memoryAt(DEMO_ORG, three)).toBeUndefined();
  for (const open of [popup, page]) await open.close();
});

test('disconnecting lets the learner choose when some of what Waypoint stored cannot be deleted', async () => {
  const kept = memoryAt(OTHER_ORG, three)?.uniqueId ?? '';
  const mend = session.api.faults.add({
    method: 'DELETE',
    path: new RegExp(kept),
    do: { kind: 'status', status: 403, body: { detail: 'It is locked.' } },
  });
  const deletes = session.api.faults.add({
    method: 'DELETE',
    path: /night-school/,
    do: { kind: 'delay', ms: 3_000 },
  });
  await disconnect(options, { within: inCard(OTHER_ORG), forget: true });
  await textIs(options, inCard(OTHER_ORG, '[data-testid=disconnecting]'), 'Waypoint is deleting');
  await options.close();
  await session.driver.stopBackground();
  await until(() => session.api.memories(OTHER_ORG, 'ada').length === 1, 'all but one');
  const before = session.api.log.length;
  const page = await study(four, IBL);
  await until(async () => (await everything(session)).includes(unitAt(four, 0).unit.key));
  options = await session.driver.openOptions();
  await textIs(options, inCard(OTHER_ORG, '[data-step=over]'), '1 not deleted');
  await textIs(options, inCard(OTHER_ORG), 'It is locked.');
  const writes = session.api.log.slice(before).filter(({ method }) => method === 'POST');
  expect(writes.filter(({ path }) => path.includes(OTHER_ORG))).toEqual([]);
  deletes();
  mend();
  await press(options, 'Try again', inCard(OTHER_ORG));
  await until(() => session.api.memories(OTHER_ORG, 'ada').length === 0, 'the rest', 180_000);
  await textIs(options, inCard(OTHER_ORG, '[data-testid=connection-status]'), 'Not connected');
  expect(session.api.memories(DEMO_ORG, 'ada').length).toBeGreaterThan(0);
  await press(options, 'Remove from the list', inCard(OTHER_ORG));
  await press(options, 'Remove from the list', inCard(OTHER_ORG, '.confirm'));
  await until(async () => (await options.$(inCard(OTHER_ORG))) === null, 'the card to go');
  // What waited there goes to the remaining school.
  await until(says(DEMO_ORG, four), 'the place at the school that is left');
  await page.close();
});
