import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { DEMO_KEY, DEMO_ORG, OTHER_ORG } from '../../../dev/fake-ibl/api.ts';
import { openForm } from '../../../dev/browser/connect.ts';
import { textOf, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { chooseFile } from '../../../dev/browser/page-files.ts';
import {
  CAMPUS,
  plainCourses,
  unitAt,
  unitUrl,
  type Course,
} from '../../../dev/fake-openedx/courses.ts';
import { EMPTY_FILE } from '../../../lib/settings-file.ts';
import {
  allowCampus,
  connectAtLockedSchool,
  isFixed,
  newSchool,
  openLockedOptions,
  policyTest,
  shownIn,
  valueOf,
} from '../support/policy-test.ts';
import { popupOver } from '../support/popup-over.ts';
import { shows } from '../support/session.ts';
import { session } from '../support/session-test.ts';
import { turnOff } from '../support/sites.ts';

/* Tests policies, set the way an administrator sets them: in the folder where the browser looks. */

const { test, kind, own, setAll } = await policyTest();
const [campusCourse] = plainCourses as [Course];
let options: Page;

/** The reply to a message that a policy forbids. */
const REFUSED = { ok: false, why: { kind: 'set-by-organization', field: 'org' } };

describe('a policy', () => {
  test.beforeAll(async () => {
    options = await openLockedOptions();
  });
  test('does not offer a sign-in at another school before anything is connected, and says why', async () => {
    const mentor = await session.open(`https://mentor.iblai.app/platform/${OTHER_ORG}/`);
    await press(mentor, 'Sign in as Ada');
    const popup = await popupOver(session, mentor, own.id);
    await until(async () =>
      (await popup.textOf('sign-in')).includes('your organization has set another school'),
    );
    expect(await popup.textOf('sign-in')).not.toContain('Connect as');
    await popup.close();
    await mentor.close();
    await options.bringToFront();
  });

  test('locks a field, so that the learner can read it and neither the form nor a message can change it', async () => {
    await options.evaluate(() => (location.hash = '#school'));
    expect(await valueOf(options, 'School (organization)')).toBe(DEMO_ORG);
    expect(await shownIn(options, '#org-hint')).toBe('Set by your organization.');
    const message = {
      type: 'connection/connect',
      id: null,
      address: '',
      org: 'other',
      username: 'ada',
      key: DEMO_KEY,
    };
    const reply = await options.evaluate(`chrome.runtime.sendMessage(${JSON.stringify(message)})`);
    expect(reply).toEqual({ reply: REFUSED });
    await connectAtLockedSchool(options);
  });

  test('leaves no other way to another school: not a new form, a file or a sign-in', async () => {
    await press(options, 'Add another school');
    await until(async () =>
      (await shownIn(options, '.new-school')).includes('Set by your organization.'),
    );
    expect(await newSchool(options)).toEqual([DEMO_ORG, true]);
    await press(options, 'Cancel', '.new-school');

    const elsewhere = {
      address: 'https://base.manager.iblai.app',
      organization: OTHER_ORG,
      username: 'ada',
      sites: [],
    };
    const file = { ...EMPTY_FILE, journal: 'until-deleted', connections: [elsewhere] };
    const text = JSON.stringify(file);
    await chooseFile(options, 'Open a settings file', { name: 'settings.json', text });
    await until(async () => (await textOf(options, 'file-held')) !== '');
    const held = await textOf(options, 'file-held');
    for (const part of ['your organization has set it', OTHER_ORG, 'Until I delete it']) {
      expect(held).toContain(part);
    }
    expect(await options.$('[data-testid="file-change"]')).toBeNull();
    await options.evaluate(
      `chrome.runtime.sendMessage({ type: 'settings/import', file: ${text} })`,
    );
    const stored = await session.driver.inBackground<string>(
      `chrome.storage.local.get(['connections', 'settings']).then(JSON.stringify)`,
    );
    expect(stored).toContain(DEMO_ORG);
    expect(stored).not.toMatch(/night-school|until-deleted/);
    await press(options, 'Close', '#data');

    const mentor = await session.open(`https://mentor.iblai.app/platform/${OTHER_ORG}/`);
    await press(mentor, 'Sign in as Ada');
    const asked = session.api.log.length;
    const popup = await popupOver(session, mentor, own.id);
    // The popup mentions no unusable sign-in to a connected learner.
    await until(async () => (await popup.textOf('now-status')).includes('not a course page'));
    expect(await popup.textOf('sign-in')).toBe('');
    const taken = { page: 'https://mentor.iblai.app', base: elsewhere.address };
    const message = { type: 'sign-in/take', ...taken, org: OTHER_ORG, username: 'ada' };
    const reply = await popup.ask(`chrome.runtime.sendMessage(${JSON.stringify(message)})`);
    expect(reply).toEqual({ reply: REFUSED });
    await popup.close();
    await mentor.close();
    expect(session.api.log.slice(asked).filter(({ path }) => path.includes(OTHER_ORG))).toEqual([]);
  });

  test('follows a site, without a click where the browser lets Waypoint read it', async () => {
    await allowCampus(options);
    const { unit } = unitAt(campusCourse, 0);
    const page = await session.open(unitUrl(campusCourse, unit, CAMPUS));
    await shows(page, unit.key);
    await until(session.says(campusCourse, 0), 'the place on the site');
  });

  test('lets the learner turn that site off, but keeps it in the list', async () => {
    await options.bringToFront();
    await turnOff(options, CAMPUS.learning, false);
    const row = await shownIn(options, `[data-site="${CAMPUS.learning}"]`);
    expect(row).toContain('set by your organization');
    expect(row).not.toContain('Remove from the list');
  });

  test('shows how long the journal is kept, and offers nothing but to delete it', async () => {
    await options.evaluate(() => (location.hash = '#history'));
    await until(async () => (await textOf(options, 'journal-locked')) !== '');
    expect(await textOf(options, 'journal-locked')).toBe(
      'Your history is kept for 7 days. Set by your organization.',
    );
    expect(await options.$('#history input[type=radio]')).toBeNull();
    await press(options, 'Delete my history');
    await press(options, 'Delete my history', '#history .confirm');
    await until(
      async () => (await textOf(options, 'journal-said')) === 'Your history was deleted.',
    );
    expect(await shownIn(options, '#history')).toContain('Your history is kept for 7 days.');
  });

  test('is listed in full under Help and about, with what a policy can never set', async () => {
    const about = await textOf(options, 'policy-about');
    for (const part of ['the school', 'sites to follow', 'how long', 'cannot end a pause']) {
      expect(about).toContain(part);
    }
  });

  test('leads from Help to the page of the school', async () => {
    const link = await options.evaluate((text) => {
      const all = Array.from(document.querySelectorAll('a'));
      const found = all.find(({ textContent }) => textContent === text);
      return [found?.href, found?.target, found?.rel];
    }, `Help from ${DEMO_ORG}`);
    expect(link).toEqual(['https://help.school.example/waypoint', '_blank', 'noreferrer']);
  });

  test('from the file in the documentation works as the browser delivers it', async () => {
    const text = readFileSync(`docs/policies/${kind}-linux.json`, 'utf8');
    const mine = JSON.parse(text.replaceAll(own.placeholder, own.id)) as object;
    await setAll(withoutInstall(mine));
    const managed = () =>
      session.driver.inBackground<object>('(globalThis.browser ?? chrome).storage.managed.get()');
    const names = ['address', 'help', 'journal', 'organization', 'sites'];
    await until(
      async () =>
        Object.keys(await managed())
          .toSorted()
          .join() === names.join(),
    );
    options = await session.driver.openOptions('school');
    await openForm(options);
    await until(() => isFixed(options, 'School (organization)'));
    expect(await textOf(options, 'policy-trouble')).toBe('');
  });
});

/** Removes the part that installs the extension from a store, where it does not exist. */
function withoutInstall(file: object): object {
  if ('policies' in file) {
    const { ExtensionSettings: _, ...others } = Object(file.policies) as Record<string, unknown>;
    return { policies: others };
  }
  const { ExtensionSettings: _, ...others } = file as Record<string, unknown>;
  return others;
}
