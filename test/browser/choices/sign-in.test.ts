import { expect } from 'vitest';
import { DEMO_AXD_TOKEN, DEMO_ORG, DEMO_TOKEN } from '../../../dev/fake-ibl/api.ts';
import { textOf, until } from '../../../dev/browser/page-actions.ts';
import { demonstration, unitAt } from '../../../dev/fake-openedx/courses.ts';
import { serveMentor } from '../../../dev/fake-ibl/sign-in-page.ts';
import { inOpenedOptions, popupOver, untilSays } from '../support/popup-over.ts';
import { keys, MENTOR, offered, QUESTION, signedIn, stored, take } from '../support/sign-in.ts';
import { everything } from '../support/sites.ts';
import { forgetAll, session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

/*
 * Tests connecting with the sign-in of an ibl.ai page, through the popup that a click on the
 * toolbar opens.
 */

test.override('sessionOptions', { connected: false });
test.beforeEach(forgetAll);

const authorizations = () => session.api.log.map(({ headers }) => headers['authorization']);

test('Waypoint takes nothing when the learner cancels the question', async () => {
  const mentor = await signedIn();
  const before = await mentor.evaluate(() => JSON.stringify(localStorage));
  const popup = await offered(mentor, QUESTION);
  const asked = () => popup.textOf('sign-in');
  expect(await asked()).toContain('copies your sign-in pass (the "session token") from mentor.');
  expect(await asked()).toMatch(
    /goes only to base\.manager\.iblai\.app, and works until [A-Z][a-z]+day/,
  );
  await popup.press('Cancel');
  await until(async () => (await asked()) === '');
  await until(async () => (await popup.textOf('now-status')).includes('Not connected'));
  await popup.close();
  expect(session.api.log).toEqual([]);
  expect(await keys()).toEqual([]);
  expect(await everything(session)).not.toMatch(/ada|token/);
  expect(await mentor.evaluate(() => JSON.stringify(localStorage))).toBe(before);
});

test('Waypoint connects after the learner confirms, and saves the next unit', async () => {
  const mentor = await signedIn();
  const popup = await take(mentor);
  await until(async () =>
    (await popup.textOf('sign-in')).includes('Connected as ada at demo-university.'),
  );
  const html = await popup.ask<string>('document.documentElement.outerHTML');
  expect(html).not.toContain(DEMO_TOKEN);
  await popup.close();
  await session.visit(unitAt(demonstration, 1));
  await until(session.says(demonstration, 1));
  const unit = await session.driver.openPopup();
  await until(async () => (await textOf(unit, 'now-status')).includes('Saved for your mentor'));
  await unit.close();
  expect(new Set(authorizations())).toEqual(new Set([`Token ${DEMO_TOKEN}`]));
  expect(await keys()).toEqual([DEMO_TOKEN]);
  expect(await everything(session)).not.toContain(DEMO_TOKEN);
  expect(await stored()).toMatchObject({
    base: 'https://base.manager.iblai.app',
    org: DEMO_ORG,
    username: 'ada',
    scheme: 'Token',
    source: { kind: 'sign-in', page: 'https://mentor.iblai.app', token: 'dm_token' },
  });
  // While that works, there is nothing more to offer there.
  const again = await popupOver(session, mentor);
  await untilSays(again, 'now-status', 'not a course page');
  expect(await again.textOf('sign-in')).toBe('');
  await again.close();
});

test('Waypoint tries the second token when the server rejects the first, and remembers it', async () => {
  session.api.seed.server({ sessions: ['axd_token'] });
  const popup = await take(await signedIn());
  await until(async () => (await popup.textOf('sign-in')).includes('Connected as ada'));
  await popup.close();
  expect(authorizations().slice(0, 2)).toEqual([`Token ${DEMO_TOKEN}`, `Token ${DEMO_AXD_TOKEN}`]);
  expect(await keys()).toEqual([DEMO_AXD_TOKEN]);
  expect((await stored())?.source.token).toBe('axd_token');
});

test('Waypoint says so and keeps nothing when the server rejects both tokens', async () => {
  session.api.seed.server({ sessions: [] });
  const popup = await take(await signedIn());
  await until(async () =>
    (await popup.textOf('sign-in-error')).includes('did not accept this sign-in'),
  );
  expect(await popup.textOf('sign-in-error')).toContain('The server said: Invalid token.');
  await popup.close();
  expect(await keys()).toEqual([]);
  expect(await stored()).toBeUndefined();
});

test.each([
  ['of another host', 'https://mentor.news.example/platform/demo-university/'],
  ['that only ends like ibl.ai’s', 'https://mentor.iblai.app.news.example/'],
  ['of ibl.ai that is not listed', 'https://other.iblai.app/'],
])('the popup offers no sign-in over a page %s', async (_, url) => {
  session.world.host(new URL(url).hostname, serveMentor);
  const other = await signedIn(url);
  const popup = await popupOver(session, other);
  await until(async () => (await popup.textOf('now-status')).includes('Not connected'));
  expect(await popup.textOf('sign-in')).toBe('');
  const look = `browser.runtime.sendMessage({ type: 'sign-in/look', base: null })`;
  expect(await popup.ask<unknown>(look)).toEqual({ reply: null });
  await popup.close();
});

test('Waypoint connects from os.ibl.ai with ibl.ai’s own server, and sends the token nowhere else', async () => {
  const popup = await take(await signedIn('https://os.ibl.ai/'));
  await until(async () => (await popup.textOf('sign-in')).includes('Connected as ada'));
  await popup.close();
  expect(await stored()).toMatchObject({
    base: 'https://base.manager.iblai.app',
    name: 'Demo University',
    source: { kind: 'sign-in', page: 'https://os.ibl.ai' },
  });
});

test('the popup puts only the username into the form over a page that names no school', async () => {
  const mentor = await signedIn('https://mentor.iblai.app/');
  await mentor.evaluate(() => {
    for (const name of ['tenant', 'current_tenant', 'app_tenant']) localStorage.removeItem(name);
  });
  const popup = await offered(mentor, 'You are signed in here as ada.');
  await popup.press('Connect with a key');
  await until(optionsOpened, 'the options page');
  const typed = () =>
    inOpenedOptions<string[]>(
      session,
      `['org', 'username', 'key'].map((id) => document.querySelector('#' + id)?.value ?? '')`,
    );
  await until(async () => (await typed())[1] === 'ada');
  expect(await typed()).toEqual(['', 'ada', '']);
  await popup.close().catch(() => undefined);
  expect(session.api.log).toEqual([]);
  expect(await keys()).toEqual([]);
});

const optionsOpened = () =>
  session.driver.inBackground<boolean>(
    `browser.tabs.query({}).then((all) => all.some(({ url, status }) =>
      url?.includes('/options.html?') && status === 'complete'))`,
  );

test('the popup says when the page has no sign-in', async () => {
  const popup = await offered(await session.open(MENTOR), 'You are not signed in on this page.');
  await popup.close();
});

const HOSTILE: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['megabytes', { userData: 'x'.repeat(3_000_000), dm_token: 'y'.repeat(1_000_000) }],
  ['markup for a name', { userData: '{"user_nicename":"<img src=x onerror=alert(1)>"}' }],
  ['another type', { userData: '{"user_nicename":{"toString":1}}' }],
  ['a list', { userData: '[[[[1]]]]' }],
  ['a path for a school', { tenant: '../../admin', current_tenant: '{"key":"a/b"}' }],
];

test.each(HOSTILE)(
  'the popup says what is wrong with a page that keeps %s, and changes nothing',
  async (_, odd) => {
    const mentor = await signedIn('https://mentor.iblai.app/');
    await mentor.evaluate((items) => {
      for (const name of ['current_tenant', 'app_tenant']) localStorage.removeItem(name);
      for (const [name, text] of Object.entries(items)) localStorage.setItem(name, text);
    }, odd);
    const popup = await offered(mentor, 'cannot read the sign-in on this page');
    await popup.close();
    expect(session.api.log).toEqual([]);
    expect(await keys()).toEqual([]);
    expect(await stored()).toBeUndefined();
  },
);

test('a page whose scripts lie about its storage, or whose token is invalid, changes nothing', async () => {
  const mentor = await signedIn();
  await mentor.evaluate(() => {
    Storage.prototype.getItem = () => {
      document.title = 'called';
      return 'stolen';
    };
    localStorage.setItem('getItem', 'not a function');
    localStorage.setItem('dm_token', '<script>"a b"</script>');
    localStorage.setItem('axd_token', 'z'.repeat(1_000_000));
  });
  const popup = await take(mentor);
  await until(async () => (await popup.textOf('sign-in-error')).includes('Nothing was copied'));
  await popup.close();
  expect(await mentor.title()).not.toBe('called');
  expect(session.api.log).toEqual([]);
  expect(await keys()).toEqual([]);
});

test('Waypoint takes nothing from a page that changes while the question is open', async () => {
  const mentor = await signedIn();
  const popup = await offered(mentor, QUESTION);
  await mentor.evaluate(() =>
    localStorage.setItem('userData', JSON.stringify({ user_nicename: 'grace' })),
  );
  await popup.press('Connect');
  await until(async () => (await popup.textOf('sign-in-error')).includes('page has changed'));
  await popup.close();
  expect(session.api.log).toEqual([]);
  expect(await keys()).toEqual([]);
});
