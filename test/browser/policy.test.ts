import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { DEMO_KEY, DEMO_ORG } from '../../dev/api/api.ts';
import { field, press, textOf, type, until } from '../../dev/browser/hands.ts';
import { openPolicies } from '../../dev/browser/policies.ts';
import { CAMPUS, plainCourses, unitAt, unitUrl, type Course } from '../../dev/course/courses.ts';
import { DIFFERENCES } from './differences.ts';
import { ownId, setFor } from './policies.ts';
import { openSession, shows, type Session } from './session.ts';
import { copyBuild, isListed, pressIn, turnOff } from './sites.ts';

/* What an administrator sets, set as they do: in the folder where the browser looks for it. */

const kind = inject('kind');
const policies = await openPolicies(kind);
const [campusCourse] = plainCourses as [Course];
let build: Awaited<ReturnType<typeof copyBuild>>;
let session: Session;
let options: Page;
/** No other browser's extension has this id: where all share one folder, none of them is concerned. */
const own = ownId(kind);

/** Firefox looks only when it starts. */
async function setNow(policy: object): Promise<void> {
  await policies?.set(setFor(kind, own.id, policy));
  if (kind === DIFFERENCES.policyIsReadAtStart) await session.driver.restart();
  options = await session.driver.openOptions();
}
const textIn = (selector: string) =>
  options.evaluate((one) => document.querySelector<HTMLElement>(one)?.innerText ?? '', selector);
const isFixed = async (label: string) =>
  (await field(options, label)).evaluate((one) => one.readOnly);
const valueOf = async (label: string) => (await field(options, label)).evaluate((one) => one.value);

const SET = {
  organization: { value: DEMO_ORG, locked: true },
  sites: { value: [CAMPUS.learning], locked: true },
  journal: { value: '7-days', locked: true },
};

describe.runIf(policies !== null)('set by an organization', () => {
  beforeAll(async () => {
    build = await copyBuild(kind);
    await build.change(({ host_permissions }) => ({
      ...own.manifest,
      // So that the question has an answer: see differences.ts.
      ...(kind === DIFFERENCES.permissionIsGranted
        ? {}
        : { host_permissions: [...host_permissions, `${CAMPUS.learning}/*`] }),
    }));
    await policies?.set(setFor(kind, own.id, SET));
    session = await openSession({
      extension: build.folder,
      connected: false,
      ...(policies && { policies }),
    });
    options = await session.driver.openOptions();
  });
  afterAll(async () => {
    await session.close();
    await build.remove();
    await policies?.remove();
  });

  test('a locked field says so, can be read and not changed; a message cannot either', async () => {
    await until(() => isFixed('School (organization)'), 'the field to be fixed');
    expect(await valueOf('School (organization)')).toBe(DEMO_ORG);
    expect(await textIn('#org-hint')).toBe('Set by your organization.');
    const message = {
      type: 'connection/connect',
      address: '',
      org: 'other',
      username: 'ada',
      key: DEMO_KEY,
    };
    const reply = await options.evaluate(`chrome.runtime.sendMessage(${JSON.stringify(message)})`);
    expect(reply).toEqual({ ok: false, why: { kind: 'set-by-organization', field: 'org' } });
    await type(options, 'Username', 'ada');
    await type(options, 'API key', DEMO_KEY);
    await press(options, 'Connect');
    await until(async () =>
      (await textOf(options, 'connection-status')).includes('Connected as ada'),
    );
  });

  test('a site is followed, without a click where the browser lets it be read', async () => {
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

  test('and can be turned off all the same, but stays in the list', async () => {
    await options.bringToFront();
    await turnOff(options, CAMPUS.learning, false);
    const row = await textIn(`[data-site="${CAMPUS.learning}"]`);
    expect(row).toContain('set by your organization');
    expect(row).not.toContain('Remove from the list');
  });

  test('how long the journal is kept is said, and no choice is offered but to delete it', async () => {
    expect(await textOf(options, 'journal-locked')).toBe(
      'Units are kept for 7 days. Set by your organization.',
    );
    expect(await options.$('#privacy input[type=radio]')).toBeNull();
    await press(options, 'Delete the journal');
    await press(options, 'Delete the journal', '#privacy .confirm');
    await until(async () => (await textOf(options, 'journal-said')) === 'The journal is deleted.');
    expect(await textIn('#journey')).toContain('Units are kept for 7 days.');
  });

  test('About tells all that is set, and what never can be', async () => {
    const about = await textOf(options, 'policy-about');
    for (const part of ['the school', 'sites that', 'how long', 'cannot end a pause']) {
      expect(about).toContain(part);
    }
  });

  test('set otherwise: unlocked fields can be changed, and the learner keeps what they had', async () => {
    await setNow({
      organization: { value: 'other-school' },
      paused: { value: true, locked: true },
    });
    await until(async () => !(await isFixed('School (organization)')), 'the field to be free');
    expect(await valueOf('School (organization)')).toBe(DEMO_ORG);
    expect(await textOf(options, 'connection-status')).toContain('Connected as ada');
    await until(async () => (await options.$('#privacy input[value="30-days"]:checked')) !== null);
    await isListed(options, CAMPUS.learning, 'off');
    const popup = await session.driver.openPopup();
    await press(popup, 'Pause');
    await press(popup, 'Resume');
    expect(await textIn('#sent')).toContain('entries');
  });

  test('a school that is locked while the learner is at another: nothing is taken, and it is said', async () => {
    await setNow({ organization: { value: 'other-school', locked: true } });
    await until(async () => (await valueOf('School (organization)')) === 'other-school');
    expect(await textOf(options, 'connection-elsewhere')).toContain('stays as it is');
    expect(await textOf(options, 'connection-status')).toContain('Connected as ada');
  });

  test('what cannot be read is told with its place, and does nothing', async () => {
    await setNow(
      kind === DIFFERENCES.policyIsReadAtStart
        ? { organization: { value: 5, locked: true }, sent: 'hidden' }
        : { journal: { value: '1-year', locked: true } },
    );
    const told = {
      firefox: `could not be read at "organization.value", as it is a number, not text.`,
      chromium: `could not be read at "journal.value", as its value is not allowed.`,
    };
    await until(
      async () => (await textOf(options, 'policy-trouble')).includes(told[kind]),
      'the words',
    );
    expect(await isFixed('School (organization)')).toBe(false);
    // Chromium itself leaves out what its schema does not name.
    const unknown = kind === DIFFERENCES.policyIsReadAtStart ? 'sent' : '';
    expect(await textOf(options, 'policy-unknown')).toContain(unknown);
  });

  test('the file in the documentation, as the browser hands it on', async () => {
    const text = readFileSync(`docs/policies/${kind}-linux.json`, 'utf8');
    const mine = JSON.parse(text.replaceAll(own.placeholder, own.id)) as object;
    await policies?.set(withoutInstall(mine));
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

/** The file also has the extension installed from a store, which is not there. */
function withoutInstall(file: object): object {
  if ('policies' in file) {
    const { ExtensionSettings: _, ...others } = Object(file.policies) as Record<string, unknown>;
    return { policies: others };
  }
  const { ExtensionSettings: _, ...others } = file as Record<string, unknown>;
  return others;
}
