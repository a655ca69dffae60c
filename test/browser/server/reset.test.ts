import { expect } from 'vitest';
import { until } from '../../../dev/browser/page-actions.ts';
import { demonstration, LEARNING_ORIGIN, unitAt } from '../../../dev/fake-openedx/courses.ts';
import { session, sessionTest } from '../support/session-test.ts';

/* Tests what the driver does to the shared browser before the next test file gets it. */

const test = sessionTest();
test.override('sessionOptions', { ownBrowser: true });

const STORED = `(async () => {
  const stored = await chrome.storage.local.get();
  const keys = await new Promise((resolve) => {
    const asked = indexedDB.open('waypoint');
    asked.onsuccess = () => {
      const all = asked.result.transaction('keys').objectStore('keys').getAllKeys();
      all.onsuccess = () => { asked.result.close(); resolve(all.result.length); };
    };
  });
  return { isConnected: 'connections' in stored, keys };
})()`;
const ofSite = (): number => localStorage.length;

test('a reset closes every page, and deletes what Waypoint and the sites stored', async () => {
  const { driver } = session;
  const page = await session.visit(unitAt(demonstration, 0));
  await until(session.says(demonstration, 0));
  expect(await page.evaluate(ofSite)).toBeGreaterThan(0);
  expect(await driver.inBackground(STORED)).toMatchObject({ isConnected: true, keys: 1 });

  await driver.reset([new URL(LEARNING_ORIGIN).host]);
  expect(page.isClosed()).toBe(true);
  expect(await driver.inBackground(STORED)).toMatchObject({ isConnected: false, keys: 0 });
  const again = await session.open(`${LEARNING_ORIGIN}/`);
  expect(await again.evaluate(ofSite)).toBe(0);
});
