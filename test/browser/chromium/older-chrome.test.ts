import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { next, textOf, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { demonstration, unitAt } from '../../../dev/fake-openedx/courses.ts';
import { textIn } from '../support/session.ts';
import { session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

/*
 * Tests the build without the browser's own `browser`. Older Chrome had none, and the polyfill
 * makes one of `chrome`.
 */

test.override('sessionOptions', ({ build }) => {
  for (const file of globSync('**/*.js', { cwd: build.folder })) {
    const path = join(build.folder, file);
    // Every file needs this line, because the imports of a module run before the module itself.
    const first = 'try { delete globalThis.browser } catch {}\n';
    writeFileSync(path, first + readFileSync(path, 'utf8'));
  }
  return { extension: build.folder };
});

test("Waypoint saves, shows, pauses and survives a stopped worker without a `browser` of the browser's own", async () => {
  const { driver } = session;
  const page = await session.visit(unitAt(demonstration, 0));
  await until(() =>
    textIn(session.memoryOf(demonstration)).includes(unitAt(demonstration, 0).unit.key),
  );
  await driver.stopBackground();
  await next(page);
  await until(() =>
    textIn(session.memoryOf(demonstration)).includes(unitAt(demonstration, 1).unit.key),
  );
  expect(session.memories()).toHaveLength(1);
  const popup = await driver.openPopup();
  await until(async () => (await textOf(popup, 'now-status')).includes('Saved for your mentor'));
  expect(
    await popup.evaluate(
      () => (Reflect.get(globalThis, 'browser') as { runtime?: unknown } | undefined)?.runtime,
    ),
  ).toBeUndefined();
  await press(popup, 'Pause');
  await until(async () => (await textOf(popup, 'now-status')).includes('Paused'));
});
