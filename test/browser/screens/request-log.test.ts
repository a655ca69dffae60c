import { expect } from 'vitest';
import { plainCourses, unitAt, type Course } from '../../../dev/fake-openedx/courses.ts';
import { type, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { textIn } from '../support/session.ts';
import { session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

const [course] = plainCourses as [Course];

test('the request log says in sentences what was sent, and is searched, filtered and read as text', async () => {
  const mend = session.api.faults.add({
    path: /memor/,
    times: 1,
    do: { kind: 'body', body: '<title>Sign in</title>' },
  });
  await session.visit(unitAt(course, 0));
  await until(session.says(course, 0), 'the place after an invalid answer');
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
  await until(async () => (await rows()).length > 0, 'a list');
  await choose('Saved or changed');
  const unit = unitAt(course, 0).unit.title;
  await until(async () =>
    (await rows()).some((row) => row.startsWith(`Saved your place: ${unit}`)),
  );
  expect((await rows()).every((row) => /^(?:Saved|Tried to save) your place/.test(row))).toBe(true);
  expect((await rows()).join('\n')).not.toMatch(/POST|\/api\//);
  await choose('Only read');
  const asked = `Asked whether your school saves your place in ${course.title}`;
  await until(async () => (await rows()).some((row) => row.startsWith(asked)), asked);
  await until(async () => (await rows()).some((row) => /\(\d{3}\)\./.test(row)), 'a failure');
  await choose('Saved or changed');
  // The short title, T01, is also in the times of day from one to two (UTC).
  await type(options, 'Search what was sent', `${course.key.toUpperCase()} now at`);
  await until(async () => (await rows()).length === 1, 'one row');
  await press(options, 'Details', '.sent');
  await until(async () => (await rows())[0]?.includes(textIn(session.memoryOf(course))));
  expect((await rows())[0]).toMatch(/POST \/api\/.*Answer: 200/);
  await choose('Rejected');
  await until(() =>
    options.evaluate(() => document.body.innerText.includes('Nothing matches your search.')),
  );
  await press(options, 'Show all');
  await choose('Rejected');
  await until(async () => (await rows()).length === 1, 'the rejected request');
  expect((await rows())[0]).toMatch(/It was not JSON.*<title>Sign in<\/title>/);
  await options.close();
});
