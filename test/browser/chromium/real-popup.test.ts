import { expect } from 'vitest';
import { textOf, until } from '../../../dev/browser/page-actions.ts';
import { demonstration, unitAt } from '../../../dev/fake-openedx/courses.ts';
import { session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

test('the popup shows only the page over which it was opened', async () => {
  const { driver, world } = session;
  const place = unitAt(demonstration, 1);
  const course = await session.visit(place);
  await course.waitForSelector('#unit-iframe');
  const html = { headers: { 'Content-Type': 'text/html' } };
  world.host('news.example', () => new Response('<title>News</title>News of today.', html));
  const news = await session.open('https://news.example/');
  const overNews = await driver.realPopup?.(news);
  if (!overNews) throw new Error('This browser opens no popup for a test.');
  await until(async () => (await textOf(overNews, 'now-status')).includes('not a course page'));
  await overNews.close();
  const overCourse = await driver.realPopup?.(course);
  if (!overCourse) throw new Error('This browser opens no popup for a test.');
  await until(async () => (await textOf(overCourse, 'now-place')).includes(place.unit.title));
  // The popup keeps its width while its content grows and shrinks, as it does when it fills.
  const widths = await overCourse.evaluate(async () => {
    const { style } = document.querySelector('main') ?? document.body;
    const seen = new Set([innerWidth]);
    for (let i = 0; i < 40; i += 1) {
      style.minHeight = style.maxHeight = i % 2 === 0 ? '590px' : '300px';
      await new Promise((resolve) => setTimeout(resolve, (i % 7) * 5));
      seen.add(innerWidth);
    }
    return [...seen];
  });
  expect(widths).toEqual([380]);
});
