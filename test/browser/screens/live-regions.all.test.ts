import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { textOf, until } from '../../../dev/browser/page-actions.ts';
import { demonstration, unitAt } from '../../../dev/fake-openedx/courses.ts';
import { session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

/**
 * Records each change that a screen reader announces by itself, and lets two minutes pass at once.
 */
const letMinutesPass = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const regions = '[role="status"],[role="alert"],[role="log"],[aria-live]';
    const heard: string[] = [];
    new MutationObserver((changes) => {
      for (const { target, oldValue } of changes) {
        // A screen reader announces no text that is replaced by the same text.
        if (target instanceof Text && target.data === oldValue) continue;
        const element = target instanceof Element ? target : target.parentElement;
        const region = element?.closest(regions);
        if (region) heard.push(region.outerHTML.slice(0, 200));
      }
    }).observe(document, { subtree: true, childList: true, characterDataOldValue: true });
    Object.assign(globalThis, { heard });
    const now = Date.now.bind(Date);
    Date.now = () => now() + 120_000;
  });

const heardIn = (page: Page): Promise<unknown> =>
  page.evaluate((): unknown => Reflect.get(globalThis, 'heard'));

test('no screen announces anything again while nothing happens', async () => {
  await session.visit(unitAt(demonstration, 0));
  await until(session.says(demonstration, 0));
  await until(session.isAtRest, 'nothing to be sent');
  const options = await session.driver.openOptions();
  await until(async () => (await textOf(options, 'connection-status')).includes('Connected'));
  const popup = await session.driver.openPopup();
  await until(async () => (await textOf(popup, 'now-status')).includes('Saved for your mentor'));
  for (const page of [options, popup]) await letMinutesPass(page);
  const times = () => popup.evaluate(() => document.querySelector('time')?.textContent ?? '');
  await until(
    async () => (await times()).includes('2 minutes ago'),
    'the time that is shown',
    40_000,
  );
  expect(await heardIn(popup)).toEqual([]);
  expect(await heardIn(options)).toEqual([]);
});

test('a list that grows by itself is not announced', async () => {
  const options = await session.driver.openOptions('sent');
  const count = () => textOf(options, 'sent-count');
  await until(count);
  await session.visit(unitAt(demonstration, 1));
  await until(session.says(demonstration, 1));
  await until(session.isAtRest, 'nothing to be sent');
  const before = await count();
  await letMinutesPass(options);
  await session.visit(unitAt(demonstration, 2));
  await until(session.says(demonstration, 2), 'the next unit');
  await until(async () => (await count()) !== before, 'a longer list');
  expect(await heardIn(options)).toEqual([]);
});
