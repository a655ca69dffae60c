import type { Page } from 'puppeteer-core';
import { inject } from 'vitest';
import { field, textOf, type, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { openPolicies } from '../../../dev/browser/policies.ts';
import { DEMO_KEY, DEMO_ORG } from '../../../dev/fake-ibl/api.ts';
import { CAMPUS } from '../../../dev/fake-openedx/courses.ts';
import { DIFFERENCES } from './differences.ts';
import { ownId, setFor } from './policies.ts';
import { session, sessionTest } from './session-test.ts';
import { isListed, pressIn } from './sites.ts';

/* A browser with a policy, and the options page as a learner sees it there. */

const SET = {
  organization: { value: DEMO_ORG, locked: true },
  sites: { value: [CAMPUS.learning], locked: true },
  journal: { value: '7-days', locked: true },
  help: { value: 'https://help.school.example/waypoint' },
};

/**
 * Returns the `test` of one file, for a session that starts with a policy: a locked school, a locked
 * site, a locked time for the journal and a page with help.
 */
export async function policyTest() {
  const kind = inject('kind');
  const policies = await openPolicies(kind);
  /** The id is unique, so that in a folder that all browsers share no other extension is affected. */
  const own = ownId(kind);
  const test = sessionTest();
  test.override('sessionOptions', async ({ build }, { onCleanup }) => {
    onCleanup(() => policies.remove());
    await build.change(() => own.manifest);
    if (kind !== DIFFERENCES.permissionIsGranted) await build.allow(CAMPUS.learning);
    await policies.set(setFor(kind, own.id, SET));
    return { extension: build.folder, connected: false, policies };
  });

  /** Sets all policies of the browser. Firefox reads policies only at start, so it restarts. */
  async function setAll(all: object): Promise<void> {
    await policies.set(all);
    if (kind === DIFFERENCES.policyIsReadAtStart) await session.driver.restart();
  }
  /** Sets the policy of Waypoint and returns a new options page. */
  async function setPolicy(policy: object): Promise<Page> {
    await setAll(setFor(kind, own.id, policy));
    return await session.driver.openOptions();
  }
  return { test, kind, own, setAll, setPolicy };
}

/** Opens the options page and waits until the policy applies. */
export async function openLockedOptions(): Promise<Page> {
  const options = await session.driver.openOptions();
  // Chromium delivers the policy shortly after the extension started.
  await until(() => isFixed(options, 'School (organization)'), 'the field to be fixed');
  return options;
}

/** Connects at the school of the policy. */
export async function connectAtLockedSchool(options: Page): Promise<void> {
  await type(options, 'Username', 'ada');
  await type(options, 'API key', DEMO_KEY);
  await press(options, 'Connect');
  await until(async () =>
    (await textOf(options, 'connection-status')).includes('Connected as ada'),
  );
}

/** Waits until Waypoint follows the site of the policy. In Firefox, the learner allows access. */
export async function allowCampus(options: Page): Promise<void> {
  if (session.kind === DIFFERENCES.permissionIsGranted) {
    await isListed(options, CAMPUS.learning, 'needs-access');
    await pressIn(options, CAMPUS.learning, 'Allow access');
  }
  await isListed(options, CAMPUS.learning, 'followed');
}

/** Returns the text of an element as a learner sees it, or '' while it is missing. */
export const shownIn = (options: Page, selector: string): Promise<string> =>
  options.evaluate((one) => document.querySelector<HTMLElement>(one)?.innerText ?? '', selector);

export const isFixed = async (options: Page, label: string): Promise<boolean> =>
  (await field(options, label)).evaluate((one) => one.readOnly);

export const valueOf = async (options: Page, label: string): Promise<string> =>
  (await field(options, label)).evaluate((one) => one.value);

/** Returns the school in the form for another school, and whether the field is locked. */
export const newSchool = (options: Page) =>
  options.$eval('.new-school input', (one) => [one.value, one.readOnly] as const);
