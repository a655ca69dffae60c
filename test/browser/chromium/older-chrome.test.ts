import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { next, press, textOf, until } from '../../../dev/browser/page-actions.ts';
import { demonstration, unitAt } from '../../../dev/fake-openedx/courses.ts';
import { textIn } from '../support/session.ts';
import { session, test } from '../support/session-test.ts';

/* Chrome had no `browser` of its own for long, and the polyfill made one of `chrome`. The build is
 * tried without the browser's own. */

test.override('sessionOptions', ({ build }) => {
  for (const file of globSync('**/*.js', { cwd: build.folder })) {
    const path = join(build.folder, file);
    // In front of imports, too: a module's imports run before it, so each file does it for itself.
    const first = 'try { delete globalThis.browser } catch {}\n';
    writeFileSync(path, first + readFileSync(path, 'utf8'));
  }
  return { extension: build.folder };
});

test('without a `browser` of its own: place, popup, pause and a stopped worker', async () => {
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
