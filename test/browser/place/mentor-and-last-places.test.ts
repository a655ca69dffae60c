import type { Page } from 'puppeteer-core';
import { openForm } from '../../../dev/browser/connect.ts';
import { expect } from 'vitest';
import { textOf, type, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import {
  demonstration,
  LEARNING_ORIGIN,
  plainCourses,
  unitAt,
  unitUrl,
  type Course,
} from '../../../dev/fake-openedx/courses.ts';
import { session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

/* Tests what the Now tab offers: the mentor, the first saved place, and the way back. */

const [other] = plainCourses as [Course];

/** Returns the links of this name with their classes, without following them. */
const linksTo = (page: Page, name: string): Promise<string[][]> =>
  page.evaluate(
    (text) =>
      Array.from(document.querySelectorAll('a'))
        .filter((link) => link.textContent === text)
        .map((link) => [link.href, link.target, link.className]),
    name,
  );

async function popupSays(words: RegExp): Promise<Page> {
  const popup = await session.driver.openPopup();
  await until(async () => words.test(await textOf(popup, 'now-status')), String(words));
  return popup;
}

test('without a history, a page without a place says where units will appear', async () => {
  const popup = await popupSays(/not a course page/);
  await until(async () =>
    (await popup.evaluate(() => document.body.innerText)).includes(
      'Units you open will appear here.',
    ),
  );
  expect(await linksTo(popup, 'Open my mentor')).toEqual([
    ['https://os.ibl.ai/', '_blank', 'button'],
  ]);
  expect(await linksTo(popup, 'Continue')).toEqual([]);
  await popup.close();
});

test('the first saved place is one message with something to try, shown once', async () => {
  await session.visit(unitAt(other, 0));
  await until(session.says(other, 0));
  const popup = await popupSays(/^Saved for your mentor\.$/);
  await until(async () => (await textOf(popup, 'first-saved')).includes('Which unit am I in?'));
  expect(await textOf(popup, 'first-saved')).toContain('up to ibl.ai and your school');
  const boxes = await popup.evaluate(() => document.querySelectorAll('.message').length);
  expect(boxes).toBe(1);
  await popup.close();
  await session.visit(unitAt(demonstration, 1));
  await until(session.says(demonstration, 1));
  const again = await popupSays(/^Saved for your mentor\.$/);
  await until(async () => (await linksTo(again, 'Open my mentor')).length === 1);
  expect(await textOf(again, 'first-saved')).toBe('');
  const [link] = await linksTo(again, 'Open my mentor');
  expect(link).toEqual(['https://os.ibl.ai/', '_blank', 'button primary']);
  await again.close();
});

test('the copy button says so in its own place, and shows the text if it may not copy', async () => {
  const popup = await popupSays(/^Saved for your mentor\.$/);
  const width = (name: string) =>
    popup.evaluate(
      (text) =>
        Array.from(document.querySelectorAll('button'))
          .find((button) => button.textContent === text)
          ?.getBoundingClientRect().width,
      name,
    );
  await popup.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.resolve();
  });
  const before = await width('Copy my place');
  await press(popup, 'Copy my place');
  await until(async () => (await width('Copied')) !== undefined, 'the button that says Copied');
  expect(await width('Copied')).toBe(before);
  await popup.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));
  });
  await press(popup, 'Copy my place');
  await until(async () => (await popup.$('.copy__refused pre')) !== null, 'the text');
  expect(await popup.$eval('.copy__refused pre', (one) => one.textContent)).toContain(
    unitAt(demonstration, 1).unit.title,
  );
  await popup.close();
});

test('where a page has no place, the last places lead back', async () => {
  await session.open(`${LEARNING_ORIGIN}/authoring/course/${demonstration.key}`);
  const popup = await popupSays(/creating courses/);
  await until(async () => (await textOf(popup, 'last-place')) !== '', 'the last place');
  const last = unitAt(demonstration, 1);
  expect(await textOf(popup, 'last-place')).toContain(last.unit.title);
  expect(await textOf(popup, 'last-place')).toContain(demonstration.title);
  const [link] = await linksTo(popup, 'Continue');
  expect(link?.[0]).toBe(unitUrl(demonstration, last.unit));
  expect(await textOf(popup, 'other-places')).toContain(other.title);
  const [back] = await linksTo(popup, unitAt(other, 0).unit.title);
  expect(back?.[0]).toBe(unitUrl(other, unitAt(other, 0).unit));
  await popup.close();
});

test('the learner says where the mentor is, with an https address', async () => {
  const options = await session.driver.openOptions('school');
  await openForm(options);
  await press(options, 'My school has its own server');
  await type(options, 'Where I chat with my mentor', 'http://mentor.school.example');
  await press(options, 'Save');
  const error = () => options.$eval('#mentor-error', (one) => one.textContent).catch(() => '');
  await until(async () => (await error()).includes('https://'), 'what is wrong');
  await type(options, 'Where I chat with my mentor', 'https://mentor.school.example/chat');
  await press(options, 'Save');
  const popup = await popupSays(/creating courses/);
  await until(
    async () =>
      (await linksTo(popup, 'Open my mentor'))[0]?.[0] === 'https://mentor.school.example/chat',
    'the address of the mentor',
  );
  await popup.close();
  await options.close();
});
