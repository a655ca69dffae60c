import type { Page } from 'puppeteer-core';
import { disconnect } from '../../../dev/browser/connect.ts';
import { expect } from 'vitest';
import { textOf, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { plainCourses, unitAt, type Course } from '../../../dev/fake-openedx/courses.ts';
import { session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

/* Tests the shipped build against ibl.ai servers that differ from the documentation. */

let options: Page;
test.beforeAll(async () => {
  options = await session.driver.openOptions();
});

const [hidden, remade] = plainCourses as [Course, Course];
const asked = (method: string, path: RegExp): number =>
  session.api.log.filter((one) => one.method === method && path.test(one.path)).length;
const creates = () => asked('POST', /\/memories\/$/);

test('Waypoint sends one create to a server that hides its row, and only reads after that', async () => {
  session.api.seed.server({ listsMemories: false, memoryByName: '404', createReply: 'empty' });
  const page = await session.visit(unitAt(hidden, 0));
  await until(() => creates() === 1, 'the create');
  const looks = asked('GET', /\/memories\/\?/);
  await page.close();
  const next = await session.visit(unitAt(hidden, 1));
  await until(() => asked('GET', /\/memories\/\?/) >= looks + 2, 'two more looks', 180_000);
  expect(creates()).toBe(1);
  expect(session.memories()).toHaveLength(1);
  await next.close();
  session.api.seed.server({ listsMemories: true, memoryByName: 'found', createReply: 'page' });
  await options.evaluate(`void chrome.runtime.sendMessage({ type: 'send/try-again' })`);
  await until(session.says(hidden, 1), 'the row that was there all the time');
  expect(session.memories()).toHaveLength(1);
});

test('Delete everything ends and says so when the server creates rows again', async () => {
  const page = await session.visit(unitAt(remade, 0));
  await until(session.says(remade, 0), 'the place');
  await page.close();
  session.api.seed.server({ remakesRows: true });
  await press(options, 'Delete everything…');
  await press(options, 'Delete now');
  await until(async () => (await textOf(options, 'erase-failed')) !== '', 'the end');
  expect(await textOf(options, 'erase-failed')).toContain('the server saved it again');
  expect(asked('DELETE', /\/memory\//)).toBeLessThan(20);
  session.api.seed.server({ remakesRows: false });
  await press(options, 'Close', '#data');
});

test('Waypoint sends nothing with the key after Disconnect, not even the rest of a long list', async () => {
  const { api } = session;
  for (let n = 0; n < 60; n += 1) {
    api.seed.memory({ name: `note ${n}`, entries: [{ key: 'a', value: 'b' }] });
  }
  api.seed.server({ largestPage: 1 });
  api.faults.add({ path: /\/memories\/\?/, do: { kind: 'delay', ms: 400 } });
  await options.evaluate(`void chrome.runtime.sendMessage({ type: 'memory/list' })`);
  const before = asked('GET', /\/memories\/\?/);
  await until(() => asked('GET', /\/memories\/\?/) >= before + 3, 'some pages');
  await disconnect(options);
  await until(async () => (await textOf(options, 'connection-status')).includes('Not connected'));
  const sent = api.log.length;
  api.faults.clear();
  const page = await session.visit(unitAt(remade, 1));
  const popup = await session.driver.openPopup();
  await until(async () => (await textOf(popup, 'now-status')).includes('Not connected'));
  expect(api.log.length).toBe(sent);
  await popup.close();
  await page.close();
});
