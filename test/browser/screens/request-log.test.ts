import { expect } from 'vitest';
import { plainCourses, unitAt, type Course } from '../../../dev/fake-openedx/courses.ts';
import { press, type, until } from '../../../dev/browser/page-actions.ts';
import { textIn } from '../support/session.ts';
import { session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

const [course] = plainCourses as [Course];

test('the request log is searched by words, filtered by kind and read as text', async () => {
  const mend = session.api.faults.add({
    path: /memor/,
    times: 1,
    do: { kind: 'body', body: '<title>Sign in</title>' },
  });
  await session.visit(unitAt(course, 0));
  await until(session.says(course, 0), 'the place after an invalid answer', 60_000);
  mend();
  const options = await session.driver.openOptions('sent');
  const rows = () =>
    options.evaluate(() =>
      Array.from(document.querySelectorAll('[data-testid="sent-entry"]'), (row) => row.textContent),
    );
  const choose = (name: string) =>
    options.evaluate((text) => {
      const labels = Array.from(document.querySelectorAll('label'));
      labels.find((label) => label.textContent === text)?.click();
    }, name);
  await until(async () => (await rows()).length > 3, 'a list');
  await choose('Writes');
  await until(async () => (await rows()).every((row) => /POST|PUT|DELETE/.test(row)));
  // The short title, T01, is also in the times of day from one to two (UTC).
  await type(options, 'Search what was sent', `${course.key.toUpperCase()} now at`);
  await until(async () => (await rows()).length === 1, 'one row');
  await press(options, 'What was sent', '.sent');
  await until(async () => (await rows())[0]?.includes(textIn(session.memoryOf(course))));
  await choose('Refused input');
  await until(() =>
    options.evaluate(() => document.body.innerText.includes('Nothing matches your search.')),
  );
  await press(options, 'Show all');
  await choose('Refused input');
  await until(async () => (await rows()).length === 1, 'the rejected request');
  expect((await rows())[0]).toMatch(/It was not JSON.*<title>Sign in<\/title>/);
  await options.close();
});
