import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { describe, expect, inject } from 'vitest';
import { DEMO_KEY, DEMO_ORG, OTHER_ORG } from '../../../dev/fake-ibl/api.ts';
import { field, press, textOf, type, until } from '../../../dev/browser/page-actions.ts';
import { chooseFile } from '../../../dev/browser/page-files.ts';
import { openPolicies } from '../../../dev/browser/policies.ts';
import {
  CAMPUS,
  plainCourses,
  unitAt,
  unitUrl,
  type Course,
} from '../../../dev/fake-openedx/courses.ts';
import { EMPTY_FILE } from '../../../lib/settings-file.ts';
import { DIFFERENCES } from '../support/differences.ts';
import { ownId, setFor } from '../support/policies.ts';
import { popupOver } from '../support/popup-over.ts';
import { shows } from '../support/session.ts';
import { session, sessionTest } from '../support/session-test.ts';
import { isListed, pressIn, turnOff } from '../support/sites.ts';

const test = sessionTest();

/** The reply to a message that a policy forbids. */
const REFUSED = { ok: false, why: { kind: 'set-by-organization', field: 'org' } };

/* Tests policies, set the way an administrator sets them: in the folder where the browser looks. */

const kind = inject('kind');
const policies = await openPolicies(kind);
const [campusCourse] = plainCourses as [Course];
let options: Page;
/** The id is unique, so that in a folder that all browsers share no other extension is affected. */
const own = ownId(kind);

/**
 * Sets a policy and waits until it applies. Firefox reads policies only at start, so it restarts.
 */
async function setNow(policy: object): Promise<void> {
  await policies.set(setFor(kind, own.id, policy));
  if (kind === DIFFERENCES.policyIsReadAtStart) await session.driver.restart();
  options = await session.driver.openOptions();
}
const textIn = (selector: string) =>
  options.evaluate((one) => document.querySelector<HTMLElement>(one)?.innerText ?? '', selector);
const isFixed = async (label: string) =>
  (await field(options, label)).evaluate((one) => one.readOnly);
/** Returns the school in the form for another school, and whether the field is locked. */
const newSchool = () =>
  options.$eval('.new-school input', (one) => [one.value, one.readOnly] as const);
const valueOf = async (label: string) => (await field(options, label)).evaluate((one) => one.value);

const SET = {
  organization: { value: DEMO_ORG, locked: true },
  sites: { value: [CAMPUS.learning], locked: true },
  journal: { value: '7-days', locked: true },
};

test.override('sessionOptions', async ({ build }, { onCleanup }) => {
  onCleanup(() => policies.remove());
  await build.change(() => own.manifest);
  if (kind !== DIFFERENCES.permissionIsGranted) await build.allow(CAMPUS.learning);
  await policies.set(setFor(kind, own.id, SET));
  return { extension: build.folder, connected: false, policies };
});

describe('a policy', () => {
  test.beforeAll(async () => {
    options = await session.driver.openOptions();
    // Chromium delivers the policy shortly after the extension started.
    await until(() => isFixed('School (organization)'), 'the field to be fixed');
  });
  test('does not offer a sign-in at another school before anything is connected, and says why', async () => {
    const mentor = await session.open(`https://mentor.iblai.app/platform/${OTHER_ORG}/`);
    await press(mentor, 'Sign in as Ada');
    const popup = await popupOver(session, mentor, own.id);
    await until(async () =>
      (await popup.textOf('sign-in')).includes('your organization has set another school'),
    );
    expect(await popup.textOf('sign-in')).not.toContain('Connect with my sign-in');
    await popup.close();
    await mentor.close();
    await options.bringToFront();
  });

  test('locks a field, so that the learner can read it and neither the form nor a message can change it', async () => {
    expect(await valueOf('School (organization)')).toBe(DEMO_ORG);
    expect(await textIn('#org-hint')).toBe('Set by your organization.');
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
    await type(options, 'Username', 'ada');
    await type(options, 'API key', DEMO_KEY);
    await press(options, 'Connect');
    await until(async () =>
      (await textOf(options, 'connection-status')).includes('Connected as ada'),
    );
  });

  test('leaves no other way to another school: not a new form, a file or a sign-in', async () => {
    await press(options, 'Add another school');
    await until(async () => (await textIn('.new-school')).includes('Set by your organization.'));
    expect(await newSchool()).toEqual([DEMO_ORG, true]);
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
    if (kind === DIFFERENCES.permissionIsGranted) {
      await isListed(options, CAMPUS.learning, 'needs-access');
      await pressIn(options, CAMPUS.learning, 'Allow access');
    }
    await isListed(options, CAMPUS.learning, 'followed');
    const { unit } = unitAt(campusCourse, 0);
    const page = await session.open(unitUrl(campusCourse, unit, CAMPUS));
    await shows(page, unit.key);
    await until(session.says(campusCourse, 0), 'the place on the site');
  });

  test('lets the learner turn that site off, but keeps it in the list', async () => {
    await options.bringToFront();
    await turnOff(options, CAMPUS.learning, false);
    const row = await textIn(`[data-site="${CAMPUS.learning}"]`);
    expect(row).toContain('set by your organization');
    expect(row).not.toContain('Remove from the list');
  });

  test('shows how long the journal is kept, and offers nothing but to delete it', async () => {
    expect(await textOf(options, 'journal-locked')).toBe(
      'Units are kept for 7 days. Set by your organization.',
    );
    expect(await options.$('#privacy input[type=radio]')).toBeNull();
    await press(options, 'Delete the journal');
    await press(options, 'Delete the journal', '#privacy .confirm');
    await until(async () => (await textOf(options, 'journal-said')) === 'The journal is deleted.');
    expect(await textIn('#journey')).toContain('Units are kept for 7 days.');
  });

  test('is listed in full under About, with what a policy can never set', async () => {
    const about = await textOf(options, 'policy-about');
    for (const part of ['the school', 'sites that', 'how long', 'cannot end a pause']) {
      expect(about).toContain(part);
    }
  });

  test('that no longer locks a field lets the learner change it, and the learner keeps the value', async () => {
    await setNow({
      organization: { value: 'other-school' },
      paused: { value: true, locked: true },
    });
    await until(async () => !(await isFixed('School (organization)')), 'the field to be free');
    expect(await valueOf('School (organization)')).toBe(DEMO_ORG);
    expect(await textOf(options, 'connection-status')).toContain('Connected as ada');
    await until(async () => (await options.$('#privacy input[value="30-days"]:checked')) !== null);
    await isListed(options, CAMPUS.learning, 'off');
    await press(options, 'Add another school');
    await until(
      async () => (await newSchool())[0] === 'other-school',
      'the school to be filled in',
    );
    expect(await newSchool()).toEqual(['other-school', false]);
    await press(options, 'Cancel', '.new-school');
    const popup = await session.driver.openPopup();
    await press(popup, 'Pause');
    await press(popup, 'Resume');
    expect(await textIn('#sent')).toContain('entries');
  });

  test('that locks a school while the learner is at another one changes nothing and says so', async () => {
    await setNow({ organization: { value: 'other-school', locked: true } });
    await until(async () => (await valueOf('School (organization)')) === 'other-school');
    expect(await textOf(options, 'connection-elsewhere')).toContain('stays as it is');
    expect(await textOf(options, 'connection-status')).toContain('Connected as ada');
  });

  test('that cannot be read is reported with its position and has no effect', async () => {
    await setNow(
      kind === DIFFERENCES.policyIsReadAtStart
        ? {
            organization: { value: 5, locked: true },
            sent: 'hidden',
            // An administrator of Windows writes it like this into one value of the registry.
            journal: '{ "value": "7-days" }',
          }
        : { journal: { value: '1-year', locked: true } },
    );
    const expected = {
      firefox: `could not be read at "organization.value", as it is a number, not text.`,
      chromium: `could not be read at "journal.value", as its value is not allowed.`,
    };
    await until(
      async () => (await textOf(options, 'policy-trouble')).includes(expected[kind]),
      'the words',
    );
    expect(await isFixed('School (organization)')).toBe(false);
    if (kind === DIFFERENCES.policyIsReadAtStart) {
      await until(async () => (await options.$('#privacy input[value="7-days"]:checked')) !== null);
    }
    // Chromium itself drops what its schema does not name.
    const unknown = kind === DIFFERENCES.policyIsReadAtStart ? 'sent' : '';
    expect(await textOf(options, 'policy-unknown')).toContain(unknown);
  });

  test('that sets nothing locks nothing, says nothing and leaves 30 days of journal', async () => {
    await setNow({});
    await until(async () => (await textOf(options, 'policy-trouble')) === '');
    await until(async () => (await options.$('#privacy input[value="30-days"]:checked')) !== null);
    expect(await isFixed('School (organization)')).toBe(false);
    expect(await options.evaluate(() => document.body.innerText)).not.toContain('organization has');
    expect(await textOf(options, 'policy-about')).toBe('');
  });

  test('from the file in the documentation works as the browser delivers it', async () => {
    const text = readFileSync(`docs/policies/${kind}-linux.json`, 'utf8');
    const mine = JSON.parse(text.replaceAll(own.placeholder, own.id)) as object;
    await policies.set(withoutInstall(mine));
    if (kind === DIFFERENCES.policyIsReadAtStart) await session.driver.restart();
    const managed = () =>
      session.driver.inBackground<object>('(globalThis.browser ?? chrome).storage.managed.get()');
    const names = ['address', 'journal', 'organization', 'sites'];
    await until(
      async () =>
        Object.keys(await managed())
          .toSorted()
          .join() === names.join(),
    );
    options = await session.driver.openOptions();
    await until(() => isFixed('School (organization)'));
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
