import { beforeEach, expect, test, vi } from 'vitest';
import { DEMO_ORG, DEMO_TOKEN } from '../../../dev/fake-ibl/api.ts';
import { browser } from '../../../lib/browser.ts';
import { connections } from '../../../lib/store/items/connections.ts';
import { LONGEST_SEARCH, signInSearch } from '../../../lib/store/items/sign-in-search.ts';
import { openPageInFront } from '../../harness/page-in-front.ts';
import { study, useStudy } from '../../harness/use-study.ts';
import { START } from '../../harness/worker-harness.ts';

/* The worker's part in the search for a sign-in: it looks at the one tab, and ends the search. */

const MENTOR = 'https://mentor.iblai.app';
const SIGNED_IN = {
  userData: JSON.stringify({ user_nicename: 'ada' }),
  tenant: DEMO_ORG,
  dm_token: DEMO_TOKEN,
};
const TAB = 7;
const BEGUN = { page: MENTOR, tabId: TAB, until: START + LONGEST_SEARCH, stays: false };
/** The address that the browser shows of the searched tab; null if the tab is closed. */
let at: string | null = null;
let page: ReturnType<typeof openPageInFront>;
const removed = vi.fn<typeof browser.permissions.remove>();

useStudy();
beforeEach(async () => {
  page = openPageInFront();
  at = `${MENTOR}/`;
  vi.spyOn(browser.tabs, 'get').mockImplementation(async (id) => {
    if (at === null || id !== TAB) throw new Error(`No tab with id: ${id}.`);
    return {
      id,
      url: at,
      index: 0,
      highlighted: false,
      active: false,
      pinned: false,
      incognito: false,
    };
  });
  vi.spyOn(browser.permissions, 'remove').mockImplementation(
    removed.mockReset().mockResolvedValue(true),
  );
  await signInSearch.write(BEGUN);
});

const look = (searched = true) => study.ask({ type: 'sign-in/look', base: null, searched });
const given = () => removed.mock.calls.flatMap(([{ origins }]) => origins ?? []);
async function expectOver(): Promise<void> {
  expect(await signInSearch.read()).toBeNull();
  expect(given()).toEqual([`${MENTOR}/*`]);
}

test('the worker finds the sign-in of the tab behind, and keeps looking while there is none', async () => {
  page.show(MENTOR, { items: {} });
  expect(await look()).toEqual({ kind: 'signed-out', page: MENTOR });
  page.show(MENTOR, { items: SIGNED_IN });
  expect(await look()).toMatchObject({ kind: 'ready', page: MENTOR, username: 'ada' });
  expect(await signInSearch.read()).toEqual(BEGUN);
  expect(given()).toEqual([]);
});

test.each([
  ['of another origin after a redirect', 'https://login.iblai.app/login'],
  ['whose address the browser does not tell', ''],
])('the worker reads no page %s, and finds the sign-in once the page is back', async (_, other) => {
  page.show(MENTOR, { items: SIGNED_IN });
  at = other;
  expect(await look()).toBeNull();
  expect(page.onLook).not.toHaveBeenCalled();
  at = `${MENTOR}/platform/${DEMO_ORG}/`;
  expect(await look()).toMatchObject({ kind: 'ready' });
});

test('the worker does not look behind without a search, and the learner’s pause does not stop a search', async () => {
  page.show(MENTOR, { items: SIGNED_IN });
  await study.ask({ type: 'pause/set', paused: true });
  expect(await look()).toMatchObject({ kind: 'ready' });
  expect(await look(false)).toBeNull();
  await study.ask({ type: 'sign-in/end' });
  expect(await look()).toBeNull();
});

test('a search ends with the connection, and the access is given back', async () => {
  page.show(MENTOR, { items: SIGNED_IN });
  const wanted = { page: MENTOR, base: 'https://base.manager.iblai.app', org: DEMO_ORG };
  const taken = { type: 'sign-in/take', ...wanted, username: 'ada', searched: true } as const;
  expect(await study.ask(taken)).toEqual({ ok: true });
  await expectOver();
  expect(await connections.read()).toMatchObject([{ connected: true, name: 'Demo University' }]);
});

test('a search ends when the learner cancels or refuses', async () => {
  await signInSearch.write({ ...BEGUN, tabId: null });
  await study.ask({ type: 'sign-in/end' });
  await expectOver();
});

test('a search ends when its tab is closed', async () => {
  at = null;
  expect(await look()).toBeNull();
  await expectOver();
});

test('a search ends when its time is over, although no page asks and the worker was stopped', async () => {
  await look();
  study.stopWorker();
  await study.wait(LONGEST_SEARCH - 60_000);
  expect(await signInSearch.read()).toEqual(BEGUN);
  await study.wait(2 * 60_000);
  await expectOver();
});

test('a search that a closed browser left behind ends when the browser starts', async () => {
  at = null;
  study.stopWorker();
  await study.event('started', (worker) => worker.browserStarted());
  await study.settle();
  await expectOver();
});

test('a search ends if the clock was moved back', async () => {
  await signInSearch.write({ ...BEGUN, until: START + 2 * LONGEST_SEARCH });
  await look();
  await expectOver();
});

test('an access that was there before the search, or that an API server needs, stays', async () => {
  await signInSearch.write({ ...BEGUN, stays: true });
  await study.ask({ type: 'sign-in/end' });
  expect(await signInSearch.read()).toBeNull();
  await study.connect();
  const [one] = await connections.read();
  if (one) await connections.write([{ ...one, base: `${MENTOR}/api` }]);
  await signInSearch.write(BEGUN);
  await study.ask({ type: 'sign-in/end' });
  expect(await signInSearch.read()).toBeNull();
  expect(given()).toEqual([]);
});
