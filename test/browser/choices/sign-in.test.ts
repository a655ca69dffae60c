import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { DEMO_AXD_TOKEN, DEMO_ORG, DEMO_TOKEN } from '../../../dev/fake-ibl/api.ts';
import { press, textOf, until } from '../../../dev/browser/page-actions.ts';
import { demonstration, unitAt } from '../../../dev/fake-openedx/courses.ts';
import { serveMentor } from '../../../dev/fake-ibl/sign-in-page.ts';
import { inOpenedOptions, popupOver } from '../support/popup-over.ts';
import { everything } from '../support/sites.ts';
import { session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

/*
 * Tests connecting with the sign-in of an ibl.ai page, through the popup that a click on the
 * toolbar opens.
 */

const MENTOR = `https://mentor.iblai.app/platform/${DEMO_ORG}/`;
let page: Page | null = null;
test.override('sessionOptions', { connected: false });
test.beforeEach(async () => {
  await page?.evaluate(() => localStorage.clear()).catch(() => undefined);
  await page?.close().catch(() => undefined);
  session.api.reset();
  await session.driver.inBackground(
    `Promise.all([browser.storage.local.clear(), browser.storage.session.clear()])`,
  );
  await session.driver.inBackground(withKeys(`readwrite`, `store.clear()`));
});

/** Returns code that runs a request on the object store of keys. */
const withKeys = (mode: string, request: string): string => `new Promise((done, fail) => {
  const open = indexedDB.open('waypoint');
  open.onupgradeneeded = () => open.result.createObjectStore('keys');
  open.onerror = () => fail(open.error);
  open.onsuccess = () => {
    const store = open.result.transaction('keys', '${mode}').objectStore('keys');
    const asked = ${request};
    asked.onsuccess = () => { open.result.close(); done(asked.result ?? null); };
    asked.onerror = () => fail(asked.error);
  };
})`;

const keys = () => session.driver.inBackground<string[]>(withKeys('readonly', 'store.getAll()'));

async function open(url: string): Promise<Page> {
  page = await session.open(url);
  return page;
}

async function signedIn(url = MENTOR): Promise<Page> {
  const mentor = await open(url);
  await press(mentor, 'Sign in as Ada');
  await until(async () => (await mentor.evaluate(() => localStorage.getItem('dm_token'))) !== null);
  return mentor;
}

/** Returns the popup over the page once its offer contains this text. */
async function offered(mentor: Page, says: string) {
  const popup = await popupOver(session, mentor);
  await until(async () => (await popup.textOf('sign-in')).includes(says), says);
  return popup;
}

interface Stored {
  readonly base: string;
  readonly org: string;
  readonly username: string;
  readonly scheme: string;
  readonly source: { readonly kind: string; readonly token?: string; readonly expires?: number };
}
const stored = () =>
  session.driver.inBackground<Stored | undefined>(
    `browser.storage.local.get('connections').then((all) => all.connections?.data[0])`,
  );

const authorizations = () => session.api.log.map(({ headers }) => headers['authorization']);

async function take(mentor: Page, offer = 'You are signed in here as ada at demo-university.') {
  const popup = await offered(mentor, offer);
  await popup.press(offer.startsWith('You are') ? 'Connect with my sign-in' : 'Renew');
  await popup.press('Yes, connect');
  return popup;
}

test('Waypoint takes nothing when the learner cancels the question', async () => {
  const mentor = await signedIn();
  const before = await mentor.evaluate(() => JSON.stringify(localStorage));
  const popup = await offered(mentor, 'You are signed in here as ada at demo-university.');
  await popup.press('Connect with my sign-in');
  const asked = () => popup.textOf('sign-in');
  await until(async () => (await asked()).includes('session token of your sign-in'));
  expect(await asked()).toContain('sent to one server only, base.manager.iblai.app');
  expect(await asked()).toMatch(/It works until [A-Z][a-z]+day/);
  await popup.press('Cancel');
  await until(async () => !(await asked()).includes('session token'));
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
  await until(async () => (await again.textOf('now-status')).includes('not a course page'));
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

test('the popup puts only the names into the form over a page of another domain than the API', async () => {
  const os = await signedIn('https://os.ibl.ai/');
  const popup = await offered(os, 'You are signed in here as ada at demo-university.');
  expect(await popup.textOf('sign-in')).toContain('different domains');
  await popup.press('Connect with a key');
  await until(optionsOpened, 'the options page');
  const typed = () =>
    inOpenedOptions<string[]>(
      session,
      `['org', 'username', 'key'].map((id) => document.querySelector('#' + id)?.value ?? '')`,
    );
  await until(async () => (await typed())[0] === DEMO_ORG);
  expect(await typed()).toEqual([DEMO_ORG, 'ada', '']);
  await popup.close().catch(() => undefined);
  expect(session.api.log).toEqual([]);
  expect(await keys()).toEqual([]);
});

const optionsOpened = () =>
  session.driver.inBackground<boolean>(
    `browser.tabs.query({}).then((all) => all.some(({ url, status }) =>
      url?.includes('/options.html?') && status === 'complete'))`,
  );

test('every popup mentions once that a sign-in ends within a day', async () => {
  const popup = await take(await signedIn(`${MENTOR}?hours=5`));
  await until(async () => (await popup.textOf('sign-in')).includes('Connected as ada'));
  await popup.close();
  const unit = await session.visit(unitAt(demonstration, 2));
  await until(session.says(demonstration, 2));
  const notice = await offered(unit, 'Your sign-in to ibl.ai ends');
  expect(await notice.textOf('sign-in')).toContain('Sign in again at mentor.iblai.app');
  const links = `Array.from(document.querySelectorAll('[data-testid="sign-in"] a'), (a) => a.href)`;
  expect(await notice.ask<string[]>(links)).toEqual(['https://mentor.iblai.app/']);
  // The notice changes nothing else in the popup.
  await until(async () => (await notice.textOf('now-status')).includes('Saved for your mentor'));
  await notice.close();
  // On the page itself, a longer sign-in replaces it.
  const renewed = await take(await signedIn(MENTOR), 'Your sign-in can be renewed here, as ada');
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
  const links = `Array.from(document.querySelectorAll('a.button'), (a) => a.href)`;
  expect(await ended.ask<string[]>(links)).toEqual(['https://mentor.iblai.app/']);
  await ended.close();
  session.api.seed.key({ ...key, ends: null });
  const renewed = await take(await signedIn(), 'Your sign-in can be renewed here, as ada');
  await until(async () => (await renewed.textOf('sign-in')).includes('Connected as ada'));
  await renewed.close();
  await until(session.says(demonstration, 3));
});

test('the popup says when the page has no sign-in', async () => {
  const popup = await offered(await open(MENTOR), 'You are not signed in on this page.');
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
    const popup = await offered(mentor, 'does not understand what this page keeps of your sign-in');
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
  await until(async () => (await popup.textOf('sign-in-error')).includes('Nothing was taken'));
  await popup.close();
  expect(await mentor.title()).not.toBe('called');
  expect(session.api.log).toEqual([]);
  expect(await keys()).toEqual([]);
});

test('Waypoint takes nothing from a page that changes while the question is open', async () => {
  const mentor = await signedIn();
  const popup = await offered(mentor, 'You are signed in here as ada');
  await popup.press('Connect with my sign-in');
  await mentor.evaluate(() =>
    localStorage.setItem('userData', JSON.stringify({ user_nicename: 'grace' })),
  );
  await popup.press('Yes, connect');
  await until(async () => (await popup.textOf('sign-in-error')).includes('something else by now'));
  await popup.close();
  expect(session.api.log).toEqual([]);
  expect(await keys()).toEqual([]);
});
