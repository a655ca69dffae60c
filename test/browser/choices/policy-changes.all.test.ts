import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { DEMO_ORG } from '../../../dev/fake-ibl/api.ts';
import { openForm } from '../../../dev/browser/connect.ts';
import { textOf, until } from '../../../dev/browser/page-actions.ts';
import { press } from '../../../dev/browser/press.ts';
import { CAMPUS } from '../../../dev/fake-openedx/courses.ts';
import { DIFFERENCES } from '../support/differences.ts';
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
import { session } from '../support/session-test.ts';
import { isListed, turnOff } from '../support/sites.ts';

/* Tests a policy that changes while a learner is connected and has turned off its site. */

const { test, kind, setPolicy } = await policyTest();
let options: Page;

describe('a policy', () => {
  test.beforeAll(async () => {
    options = await openLockedOptions();
    await connectAtLockedSchool(options);
    await allowCampus(options);
    await turnOff(options, CAMPUS.learning, false);
  });

  test('that no longer locks a field lets the learner change it, and the learner keeps the value', async () => {
    options = await setPolicy({
      organization: { value: 'other-school' },
      paused: { value: true, locked: true },
    });
    await openForm(options);
    await until(
      async () => !(await isFixed(options, 'School (organization)')),
      'the field to be free',
    );
    expect(await valueOf(options, 'School (organization)')).toBe(DEMO_ORG);
    expect(await textOf(options, 'connection-status')).toContain('Connected as ada');
    await options.evaluate(() => (location.hash = '#history'));
    await until(async () => (await options.$('#history input[value="30-days"]:checked')) !== null);
    await isListed(options, CAMPUS.learning, 'off');
    await press(options, 'Add another school');
    await until(
      async () => (await newSchool(options))[0] === 'other-school',
      'the school to be filled in',
    );
    expect(await newSchool(options)).toEqual(['other-school', false]);
    await press(options, 'Cancel', '.new-school');
    const popup = await session.driver.openPopup();
    await press(popup, 'Pause');
    await press(popup, 'Resume');
    await options.evaluate(() => (location.hash = '#sent'));
    await until(async () => (await shownIn(options, '#sent')).includes('entries'));
  });

  test('that locks a school while the learner is at another one changes nothing and says so', async () => {
    options = await setPolicy({ organization: { value: 'other-school', locked: true } });
    await openForm(options);
    await until(async () => (await valueOf(options, 'School (organization)')) === 'other-school');
    expect(await textOf(options, 'connection-elsewhere')).toContain(
      'Nothing changes until you save',
    );
    expect(await textOf(options, 'connection-status')).toContain('Connected as ada');
  });

  test('that cannot be read is reported with its position and has no effect', async () => {
    options = await setPolicy(
      kind === DIFFERENCES.policyIsReadAtStart
        ? {
            organization: { value: 5, locked: true },
            sent: 'hidden',
            // An administrator of Windows writes it like this into one value of the registry.
            journal: '{ "value": "7-days" }',
            help: 'http://help.school.example',
          }
        : {
            journal: { value: '1-year', locked: true },
            help: { value: 'http://help.school.example' },
          },
    );
    const expected = {
      firefox: `could not be read, because "organization.value" is a number and should be text.`,
      chromium: `could not be read, because "journal.value" has a value that is not allowed.`,
    };
    await until(
      async () => (await textOf(options, 'policy-trouble')).includes(expected[kind]),
      'the words',
    );
    expect(await textOf(options, 'policy-trouble')).toContain(
      `could not be read, because "help.value" has a value that is not allowed.`,
    );
    expect(await options.evaluate(() => document.body.innerText)).not.toContain('Help from');
    await openForm(options);
    expect(await isFixed(options, 'School (organization)')).toBe(false);
    if (kind === DIFFERENCES.policyIsReadAtStart) {
      await options.evaluate(() => (location.hash = '#history'));
      await until(async () => (await options.$('#history input[value="7-days"]:checked')) !== null);
    }
    // Chromium itself drops what its schema does not name.
    const unknown = kind === DIFFERENCES.policyIsReadAtStart ? 'sent' : '';
    expect(await textOf(options, 'policy-unknown')).toContain(unknown);
  });

  test('that sets nothing locks nothing, says nothing and leaves 30 days of journal', async () => {
    options = await setPolicy({});
    await until(async () => (await textOf(options, 'policy-trouble')) === '');
    await options.evaluate(() => (location.hash = '#history'));
    await until(async () => (await options.$('#history input[value="30-days"]:checked')) !== null);
    await openForm(options);
    expect(await isFixed(options, 'School (organization)')).toBe(false);
    expect(await options.evaluate(() => document.body.innerText)).not.toContain('organization has');
    expect(await textOf(options, 'policy-about')).toBe('');
  });
});
