import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { connect, connectNight } from '../../../dev/browser/connect.ts';
import { textOf, type, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { saved } from '../../../dev/browser/page-files.ts';
import { DEMO_ORG, OTHER_ORG } from '../../../dev/fake-ibl/api.ts';
import { CAMPUS, demonstration, unitAt } from '../../../dev/fake-openedx/courses.ts';
import { choose, deleteIs, options, useOptionsPage } from '../support/data-page.ts';
import { DIFFERENCES } from '../support/differences.ts';
import { session, sessionTest } from '../support/session-test.ts';
import { everything, isListed, registered } from '../support/sites.ts';

const test = sessionTest();

useOptionsPage(test);

describe('Delete everything', () => {
  test('names what fails, deletes it after another try, and empties the screens', async () => {
    const { api } = session;
    await type(options, 'Add a site', CAMPUS.learning);
    await press(options, 'Add');
    await isListed(options, CAMPUS.learning, 'followed');
    const bad = api.seed.edxMemory({ courseId: 'course-v1:A+B+bad', data: 1 });
    for (const n of [1, 2, 3]) api.seed.edxMemory({ courseId: `course-v1:A+B+${n}`, data: n });
    const action = { kind: 'status', status: 409, body: { detail: 'Not today.' } } as const;
    api.faults.add({ method: 'DELETE', path: `edx-memory/${bad}/`, do: action });
    const popup = await session.driver.openPopup();
    await press(options, 'Delete everything…');
    await choose("What your school's server saved about your courses");
    await press(options, 'Delete now');
    await deleteIs('over');
    expect(await textOf(options, 'erase-failed')).toContain('Not today.');
    expect(await textOf(options, 'erase')).toContain('Nothing was deleted in this browser');
    expect(session.memories()).toEqual([]);
    expect(await everything(session)).toContain(CAMPUS.learning);
    api.faults.clear();
    await press(options, 'Try again', '#data');
    await until(
      async () => (await textOf(options, 'erase')).includes('Everything you chose was deleted'),
      'all gone',
      120_000,
    );
    const left = await session.driver.inBackground<string[]>(
      'chrome.storage.local.get().then((all) => Object.keys(all))',
    );
    expect(left).toEqual(['erasure']);
    expect(await registered(session)).toEqual([]);
    if (session.kind === DIFFERENCES.permissionIsGranted) {
      const may = `chrome.permissions.contains({ origins: ['${CAMPUS.learning}/*'] })`;
      expect(await session.driver.inBackground(may)).toBe(false);
    }
    await isListed(options, CAMPUS.learning, null);
    await until(async () => (await textOf(options, 'connection-status')).includes('Not connected'));
    await until(async () => (await textOf(popup, 'now-status')).includes('Not connected'));
    const broken = (page: Page) =>
      page.evaluate(() => document.body.textContent.includes('Something went wrong'));
    expect(await broken(options)).toBe(false);
    expect(await broken(popup)).toBe(false);
    await press(options, 'Close', '#data');
    await deleteIs('none');
    expect(await everything(session)).not.toContain('erasure');
    await popup.close();
  });

  test('deletes what was written at both schools, and chats can be saved from each', async () => {
    const { api } = session;
    await connect(options);
    await session.visit(unitAt(demonstration, 0));
    await until(session.says(demonstration, 0));
    await connectNight(options);
    const of = (org: string) => `[data-org="${org}"]`;
    await press(options, 'Get my chats', of(OTHER_ORG));
    await until(
      () => options.$(`${of(OTHER_ORG)}[data-step=ready]`),
      'the chats of the second school',
    );
    const file = await saved(options, 'Save as JSON', of(OTHER_ORG));
    expect(file.name).toMatch(/^chats-night-school-/);
    expect(await options.$(`${of(DEMO_ORG)}[data-step=none]`)).not.toBeNull();
    api.seed.edxMemory({ org: OTHER_ORG, courseId: 'course-v1:A+B+night', data: 1 });
    await press(options, 'Delete everything…');
    await choose("What your school's server saved about your courses");
    await press(options, 'Delete now');
    await until(async () =>
      (await textOf(options, 'erase')).includes('Everything you chose was deleted'),
    );
    await press(options, '2 deleted on the server', '#data');
    expect(await textOf(options, 'erase-gone')).toContain('ada at night-school');
    expect(await textOf(options, 'erase-gone')).toContain('ada at demo-university');
    expect(session.memories()).toEqual([]);
    expect(JSON.parse(await everything(session))).toMatchObject([{ erasure: {} }, {}]);
    await press(options, 'Close', '#data');
  });
});
