import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { plainCourses, unitAt, type Course } from '../../../dev/fake-openedx/courses.ts';
import { until } from '../../../dev/browser/page-actions.ts';
import { session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

/* Tests places that only the browser's own alarm sends. */

const [one, two] = plainCourses as [Course, Course];

test('a place arrives although the worker was stopped before it sent it', async () => {
  const page = await session.visit(unitAt(one, 0));
  await page.waitForSelector('#unit-iframe');
  await sleep(1_500);
  await session.driver.stopBackground();
  // Only the alarm wakes the worker: no popup and no other page does.
  await until(session.says(one, 0), 'the place after the alarm');
  await page.close();
});

test('Waypoint tries again by itself when the server fails', async () => {
  session.api.faults.add({
    path: /memor/,
    times: 2,
    do: { kind: 'status', status: 502, body: '<h1>502</h1>' },
  });
  const page = await session.visit(unitAt(two, 0));
  await until(session.says(two, 0), 'the place after two failures');
  const mine = session.memories().filter(({ catalogItemId }) => catalogItemId === two.key);
  expect(mine).toHaveLength(1);
  await page.close();
});
