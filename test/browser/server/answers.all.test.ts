import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { next, textOf, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { plainCourses, unitAt, type Course } from '../../../dev/fake-openedx/courses.ts';
import { API_HOST, NO_MORE, openSession } from '../support/session.ts';
import { session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

/* Tests how a real browser handles answers that are not the API's, and a second device. */

const [one, two, three, four, five, six, seven] = plainCourses as [
  Course,
  Course,
  Course,
  Course,
  Course,
  Course,
  Course,
];

const statusOf = async (): Promise<{ read: () => Promise<string>; close: () => Promise<void> }> => {
  const popup = await session.driver.openPopup();
  return { read: () => textOf(popup, 'now-status'), close: () => popup.close() };
};
const requests = () => session.world.requests.filter(({ host }) => host === API_HOST);
/** Matches the first request of a course, which asks whether the school tracks places itself. */
const isAsked = (course: Course) => () =>
  requests().some(({ path }) => path.includes(encodeURIComponent(course.key)));

test('a place waits while the network shows a login page, and arrives later', async () => {
  const html = { headers: { 'Content-Type': 'text/html' } };
  session.world.host(API_HOST, () => new Response('<h1>Welcome to the hotel</h1>', html));
  const page = await session.visit(unitAt(one, 0));
  await until(isAsked(one));
  const popup = await statusOf();
  await until(async () =>
    (await popup.read()).includes('something other than an ibl.ai server answered'),
  );
  await popup.close();
  session.world.host(API_HOST, (request) => session.api.fetch(request));
  const again = await statusOf();
  await until(session.says(one, 0));
  await Promise.all([again.close(), page.close()]);
});

test('a redirect gets no key, and the place arrives later', async () => {
  const lure = 'https://lure.example/dm/api/';
  const redirect = (request: Request) =>
    new Response(null, { status: 301, headers: { Location: lure + request.url.slice(8) } });
  session.world.host(API_HOST, redirect);
  session.world.host('lure.example', () => new Response('{}'));
  const page = await session.visit(unitAt(two, 0));
  await until(isAsked(two));
  await sleep(2_000);
  expect(session.world.requests.filter(({ host }) => host === 'lure.example')).toEqual([]);
  session.world.host(API_HOST, (request) => session.api.fetch(request));
  const popup = await statusOf();
  await until(session.says(two, 0));
  await Promise.all([popup.close(), page.close()]);
});

test('a check for robots stops nothing, and the place arrives later', async () => {
  const headers = { 'Content-Type': 'text/html; charset=UTF-8', 'cf-mitigated': 'challenge' };
  const check = () => new Response('<title>Just a moment...</title>', { status: 403, headers });
  session.world.host(API_HOST, check);
  const page = await session.visit(unitAt(six, 0));
  await until(isAsked(six));
  const popup = await statusOf();
  await until(async () => (await popup.read()).includes('answered instead (error 403)'));
  await popup.close();
  session.world.host(API_HOST, (request) => session.api.fetch(request));
  const again = await statusOf();
  await until(session.says(six, 0));
  await Promise.all([again.close(), page.close()]);
});

test('a place arrives soon after 1.9 MB of escaped quotation marks and a Retry-After in Unix time', async () => {
  const body = `"${'\\"'.repeat(950_000)}`;
  const ofSeven = { path: new RegExp(encodeURIComponent(seven.key)), times: 1 };
  session.api.faults.add({ ...ofSeven, do: { kind: 'body', body } });
  const headers = { 'Retry-After': '1771404540' };
  session.api.faults.add({ ...ofSeven, do: { kind: 'status', status: 429, headers } });
  const page = await session.visit(unitAt(seven, 0));
  await until(session.says(seven, 0), 'the place', 150_000);
  await page.close();
});

test('Waypoint waits for as long as the server asks, whatever the learner opens', async () => {
  const tooMany = {
    kind: 'status',
    status: 429,
    body: {},
    headers: { 'Retry-After': '12' },
  } as const;
  session.api.faults.add({ path: /course_id/, times: 1, do: tooMany });
  const page = await session.visit(unitAt(three, 0));
  await until(isAsked(three));
  const asked = Date.now();
  const popup = await session.driver.openPopup();
  await until(async () => (await textOf(popup, 'now-status')).includes('very busy'));
  await press(popup, 'Instruction');
  await press(popup, 'Now');
  await popup.close();
  await until(session.says(three, 0), 'the place after the wait');
  const writes = requests().filter(({ path, at }) => /memor/.test(path) && at > asked);
  const wait = Math.min(...writes.map(({ at }) => at)) - asked;
  expect(wait).toBeGreaterThan(10_000);
  await page.close();
});

test("Waypoint writes nothing when the school's server tracks places, and the popup says so", async () => {
  session.api.seed.edxMemory({ courseId: five.key, data: { page: 'kept' } });
  const page = await session.visit(unitAt(five, 0));
  await until(isAsked(five));
  const popup = await statusOf();
  await until(async () => (await popup.read()).includes("Your school's server already saves"));
  await sleep(6_000);
  expect(session.memoryOf(five)).toBeUndefined();
  await Promise.all([popup.close(), page.close()]);
});

test('two devices in turn keep one memory with the newest place', async () => {
  const other = await openSession({ api: session.api });
  try {
    const [here, there] = await Promise.all([
      session.visit(unitAt(four, 0)),
      other.visit(unitAt(four, 4)),
    ]);
    await until(() => session.says(four, 0)() || session.says(four, 4)());
    await sleep(NO_MORE);
    await next(there);
    await until(session.says(four, 5));
    await next(here);
    await until(session.says(four, 1));
    const mine = session.memories().filter(({ catalogItemId }) => catalogItemId === four.key);
    expect(mine).toHaveLength(1);
  } finally {
    await other.close();
  }
});
