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
  // The browser fits the popup to its content a moment later.
  const width = () => overCourse.evaluate(() => document.documentElement.clientWidth);
  await until(async () => (await width()) === 380, 'a popup of its own width');
});
