import { expect } from 'vitest';
import { DEMO_KEY } from '../../../dev/fake-ibl/api.ts';
import { demonstration, unitAt } from '../../../dev/fake-openedx/courses.ts';
import { connect, disconnect } from '../../../dev/browser/connect.ts';
import { textOf, type, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

test.override('sessionOptions', { connected: false });

test('connecting says in one sentence what is wrong and keeps nothing that does not work', async () => {
  const page = await session.driver.openOptions();
  const fault = async (key: string) => {
    const before = session.api.log.length;
    await type(page, 'School (organization)', 'demo-university');
    await type(page, 'Username', 'ada');
    await type(page, 'API key', key);
    await press(page, 'Connect');
    await until(() => session.api.log.length > before);
    await until(async () => (await textOf(page, 'connection-error')) !== '');
    return await textOf(page, 'connection-error');
  };
  expect(await fault('f'.repeat(64))).toMatch(/key/i);
  const { faults } = session.api;
  const answers = [
    [{ kind: 'status', status: 403, body: { detail: 'No.' } }, /ada/],
    [{ kind: 'status', status: 404, body: { detail: 'Not found.' } }, /school|user/i],
    [{ kind: 'body', body: '<html>Log in</html>', contentType: 'text/html' }, /ibl\.ai/i],
    [{ kind: 'drop' }, /no answer/i],
  ] as const;
  for (const [action, says] of answers) {
    const end = faults.add({ path: /edx-memory/, do: action });
    expect(await fault(DEMO_KEY), JSON.stringify(action)).toMatch(says);
    end();
  }
  expect(await textOf(page, 'connection-status')).not.toContain('Connected as');
  await connect(page);
  await page.close();
});

test('the key is only in IndexedDB and in the header to the API', async () => {
  const page = await session.visit(unitAt(demonstration, 0));
  await until(() => session.memoryOf(demonstration));
  const { driver, world } = session;

  const stored = await driver.inBackground<string>(
    `Promise.all(['local', 'session', 'sync', 'managed'].map((area) =>
      browser.storage[area].get(null).catch(() => null))).then(JSON.stringify)`,
  );
  expect(stored).not.toContain(DEMO_KEY);

  for (const { host, path, headers } of world.requests) {
    const { authorization, ...others } = headers;
    expect(JSON.stringify([path, others])).not.toContain(DEMO_KEY);
    if (authorization !== undefined) expect(host).toBe('base.manager.iblai.app');
  }
  for (const { headers, body } of session.api.log) {
    expect(body).not.toContain(DEMO_KEY);
    expect(headers['cookie']).toBeUndefined();
    expect(headers['referer']).toBeUndefined();
  }
  for (const screen of [await driver.openPopup(), await driver.openOptions()]) {
    const html = await screen.evaluate(() => document.documentElement.outerHTML);
    expect(html).not.toContain(DEMO_KEY);
    await screen.close();
  }
  expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain(DEMO_KEY);
});

test('the key is gone after Disconnect, and nothing is sent', async () => {
  const page = await session.driver.openOptions();
  await disconnect(page);
  await until(async () => !(await textOf(page, 'connection-status')).includes('Connected as'));
  const keys = await session.driver.inBackground<number>(
    `new Promise((done, fail) => {
      const open = indexedDB.open('waypoint');
      open.onerror = () => fail(open.error);
      open.onsuccess = () => {
        const all = open.result.transaction('keys').objectStore('keys').getAllKeys();
        all.onsuccess = () => done(all.result.length);
      };
    })`,
  );
  expect(keys).toBe(0);
});
