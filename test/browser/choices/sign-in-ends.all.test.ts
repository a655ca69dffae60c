import { expect } from 'vitest';
import { DEMO_TOKEN } from '../../../dev/fake-ibl/api.ts';
import { until } from '../../../dev/browser/page-actions.ts';
import { demonstration, unitAt } from '../../../dev/fake-openedx/courses.ts';
import { popupOver } from '../support/popup-over.ts';
import { forgetAll, session, sessionTest } from '../support/session-test.ts';
import { MENTOR, offered, signedIn, stored, take } from '../support/sign-in.ts';

const test = sessionTest();

/* Tests what the popup says before and after the end of a sign-in, and how the learner renews it. */

test.override('sessionOptions', { connected: false });
test.beforeEach(forgetAll);

test('every popup mentions once that a sign-in ends within a day', async () => {
  const popup = await take(await signedIn(`${MENTOR}?hours=5`));
  await until(async () => (await popup.textOf('sign-in')).includes('Connected as ada'));
  await popup.close();
  const unit = await session.visit(unitAt(demonstration, 2));
  await until(session.says(demonstration, 2));
  const notice = await offered(unit, 'Your sign-in to ibl.ai expires');
  expect(await notice.textOf('sign-in')).toMatch(/(today|\wday).*Sign in again$/);
  const links = `Array.from(document.querySelectorAll('[data-testid="sign-in"] a'), (a) => a.href)`;
  expect(await notice.ask<string[]>(links)).toEqual(['https://mentor.iblai.app/']);
  // The notice changes nothing else in the popup.
  await until(async () => (await notice.textOf('now-status')).includes('Saved for your mentor'));
  await notice.close();
  // On the page itself, a longer sign-in replaces it.
  const renewed = await take(await signedIn(MENTOR), 'Renew your sign-in as ada');
  await until(async () => (await renewed.textOf('sign-in')).includes('Connected as ada'));
  await renewed.close();
  expect((await stored())?.source.expires).toBeGreaterThan(Date.now() + 48 * 3_600_000);
});

test('the popup says that a sign-in has ended and renews it', async () => {
  const popup = await take(await signedIn());
  await until(async () => (await popup.textOf('sign-in')).includes('Connected as ada'));
  await popup.close();
  const key = { key: DEMO_TOKEN, username: 'ada', kind: 'dm_token' } as const;
  session.api.seed.key({ ...key, ends: Date.now() - 1000 });
  const unit = await session.visit(unitAt(demonstration, 3));
  const ended = await popupOver(session, unit);
  await until(
    async () => (await ended.textOf('now-status')).includes('your sign-in to ibl.ai has ended'),
    'the end of the sign-in',
  );
  const link = `Array.from(document.querySelectorAll('a.button'))
    .find((a) => a.textContent === 'Sign in again')?.href`;
  expect(await ended.ask<string>(link)).toBe('https://mentor.iblai.app/');
  await ended.close();
  session.api.seed.key({ ...key, ends: null });
  const renewed = await take(await signedIn(), 'Renew your sign-in as ada');
  await until(async () => (await renewed.textOf('sign-in')).includes('Connected as ada'));
  await renewed.close();
  await until(session.says(demonstration, 3));
});
