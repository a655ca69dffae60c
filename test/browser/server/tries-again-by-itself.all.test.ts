import { expect } from 'vitest';
import { plainCourses, unitAt, type Course } from '../../../dev/fake-openedx/courses.ts';
import { until } from '../../../dev/browser/page-actions.ts';
import { API_HOST } from '../support/session.ts';
import { session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

/* Tests places that only the browser's own alarm sends. */

const [one, two] = plainCourses as [Course, Course];

test('a place arrives although the worker was stopped before it sent it', async () => {
  session.world.cut(API_HOST);
  const page = await session.visit(unitAt(one, 0));
  await until(async () => !(await session.isAtRest()), 'a place that waits to be sent');
  await session.driver.stopBackground();
  expect(session.memoryOf(one)).toBeUndefined();
  session.world.restore(API_HOST);
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
