import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { DEMO_AXD_TOKEN, DEMO_ORG, DEMO_TOKEN } from '../../../dev/fake-ibl/api.ts';
import { browser } from '../../../lib/browser.ts';
import type { OwnMessage } from '../../../lib/messages/requests.ts';
import { connections, healthOf } from '../../../lib/store/items/connections.ts';
import { allKeys, removeAllKeys } from '../../../lib/store/items/api-keys.ts';
import { openPageInFront } from '../../harness/page-in-front.ts';
import { study, useStudy } from '../../harness/use-study.ts';
import { START } from '../../harness/worker-harness.ts';

/* How Waypoint offers and uses a sign-in to ibl.ai on the page in front. */

const MENTOR = 'https://mentor.iblai.app';
const BASE = 'https://base.manager.iblai.app';
const DAY = 86_400_000;
let page: ReturnType<typeof openPageInFront>;
useStudy();
beforeEach(async () => {
  page = openPageInFront();
  await removeAllKeys();
});

const SIGNED_IN = {
  userData: JSON.stringify({ user_nicename: 'ada' }),
  tenant: DEMO_ORG,
  dm_token: DEMO_TOKEN,
  axd_token: DEMO_AXD_TOKEN,
  dm_token_expires: new Date(START + 30 * DAY).toISOString(),
  axd_token_expires: new Date(START + 60 * DAY).toISOString(),
};
/** Returns the same sign-in without some of its items. */
const without = (...names: (keyof typeof SIGNED_IN)[]) =>
  Object.fromEntries(
    Object.entries(SIGNED_IN).filter(([name]) => !names.some((one) => one === name)),
  );
const READY = {
  kind: 'ready',
  page: MENTOR,
  base: BASE,
  org: DEMO_ORG,
  name: null,
  username: 'ada',
  until: START + 30 * DAY,
  renews: false,
};
const look = (base: string | null = null) => study.ask({ type: 'sign-in/look', base });
type Take = Omit<Extract<OwnMessage, { type: 'sign-in/take' }>, 'type'>;
const take = (wanted: Partial<Take> = {}) =>
  study.ask({
    type: 'sign-in/take',
    page: MENTOR,
    base: BASE,
    org: DEMO_ORG,
    username: 'ada',
    ...wanted,
  });
const stored = async () => (await connections.read())[0];
const set = (policy: object) => fakeBrowser.storage.managed.set({ ...policy });
const tried = () => study.api.log.map(({ headers }) => headers['authorization']);

describe('the offer', () => {
  test('names the school, the user and the expiry of the preferred token, and contains no token', async () => {
    page.show(`${MENTOR}/platform/${DEMO_ORG}/`, { items: SIGNED_IN });
    const offer = await look();
    expect(offer).toEqual(READY);
    expect(JSON.stringify(offer)).not.toContain(DEMO_TOKEN);
    expect(study.api.log).toEqual([]);
  });

  test('names the expiry of the other token if the preferred one is missing', async () => {
    page.show(MENTOR, { items: without('dm_token') });
    expect(await look()).toEqual({ ...READY, until: START + 60 * DAY });
    page.show(MENTOR, { items: { ...SIGNED_IN, dm_token: '' } });
    expect(await look()).toEqual({ ...READY, until: START + 60 * DAY });
  });

  test('is made if only the path names the school, or if the expiry is unknown', async () => {
    page.show(`${MENTOR}/platform/${DEMO_ORG}/`, { items: without('tenant') });
    expect(await look()).toEqual(READY);
    page.show(MENTOR, { items: without('dm_token_expires') });
    expect(await look()).toEqual({ ...READY, until: null });
  });

  test.each([
    ['without a user', without('userData')],
    ['without a token', without('dm_token', 'axd_token')],
    ['without a sign-in', {}],
  ])('is to sign in on a page %s', async (_, items) => {
    page.show(MENTOR, { items });
    expect(await look()).toEqual({ kind: 'signed-out', page: MENTOR });
  });

  test('names only the user if the page names no school', async () => {
    page.show(MENTOR, { items: without('tenant') });
    expect(await look()).toEqual({ kind: 'no-school', page: MENTOR, username: 'ada' });
  });

  test.each(['https://os.ibl.ai', 'https://lms.ibl.ai'])(
    'is made on %s for ibl.ai’s own server',
    async (url) => {
      page.show(url, { items: SIGNED_IN });
      expect(await look()).toEqual({ ...READY, page: url });
    },
  );

  test.each([
    [20_000, 'signed-out'],
    [20_001, 'unreadable'],
  ])(
    'is not made from an item of %i characters, and an item of 3 MB does not leave the page',
    async (length, kind) => {
      const userData = JSON.stringify({ user_nicename: 'ada' }).padEnd(length);
      page.show(MENTOR, { items: { userData } });
      expect(await look()).toEqual({ kind, page: MENTOR });
      page.show(MENTOR, { items: { userData: 'x'.repeat(3_000_000) } });
      expect(await look()).toEqual({ kind: 'unreadable', page: MENTOR });
      expect(JSON.stringify(page.handedOver.at(-1)).length).toBeLessThan(1_000);
    },
  );

  test.each([
    ['plain http', 'http://mentor.iblai.app', {}],
    ['another host', 'https://mentor.news.example', {}],
    ['an unknown address', MENTOR, { url: '' }],
    ['an invalid address', MENTOR, { url: 'not an address' }],
    ['no tab', MENTOR, { id: undefined }],
    ['a private window', MENTOR, { incognito: true }],
  ])('is not made on a page of %s, which Waypoint does not read', async (_, url, tab) => {
    page.show(url, { items: SIGNED_IN, tab });
    expect(await look()).toBeNull();
    expect(page.onLook).not.toHaveBeenCalled();
  });

  test('is not made while paused, and Waypoint does not read the page', async () => {
    page.show(MENTOR, { items: SIGNED_IN });
    await study.ask({ type: 'pause/set', paused: true });
    expect(await look()).toBeNull();
    expect(page.onLook).not.toHaveBeenCalled();
  });

  test('is not made from a page that moved to another site or cannot be read', async () => {
    page.show(MENTOR, { items: SIGNED_IN, movesTo: 'https://mentor.news.example/' });
    expect(await look()).toBeNull();
    page.show(MENTOR, { items: SIGNED_IN });
    page.onLook.mockImplementation(() => {
      throw new Error('The page is protected.');
    });
    expect(await look()).toBeNull();
  });
});

describe('with a policy that sets', () => {
  const other = { kind: 'other-school', page: MENTOR };
  test.each([
    ['another school', { organization: { value: 'other', locked: true } }, other],
    ['another server', { address: { value: 'https://ibl.example', locked: true } }, other],
    ['this school', { organization: { value: DEMO_ORG, locked: true } }, READY],
    ['this server', { address: { value: BASE, locked: true } }, READY],
    ['another school without a lock', { organization: { value: 'other' } }, READY],
  ])('%s, the offer fits the policy', async (_, policy, offer) => {
    await set(policy);
    page.show(MENTOR, { items: SIGNED_IN });
    expect(await look()).toEqual(offer);
  });

  test('a school, the offer does not call a page that names no school another school', async () => {
    await set({ organization: { value: 'other', locked: true } });
    page.show(MENTOR, { items: without('tenant') });
    expect(await look()).toMatchObject({ kind: 'no-school' });
  });

  test.each([
    ['another school', 'org', { organization: { value: 'other', locked: true } }],
    ['another server', 'address', { address: { value: 'https://ibl.example', locked: true } }],
  ])('%s, Waypoint uses no sign-in', async (_, field, policy) => {
    await set(policy);
    page.show(MENTOR, { items: SIGNED_IN });
    expect(await take()).toEqual({ ok: false, why: { kind: 'set-by-organization', field } });
    expect(study.api.log).toEqual([]);
  });
});

describe('a page on a school’s own domain', () => {
  const PAGE = 'https://mentor.school.edu';
  const OWN = 'https://base.manager.school.edu';
  const theirs = { id: 'one', base: OWN, org: 'main', username: 'ada', scheme: 'Token' } as const;
  beforeEach(() =>
    connections.write([
      { ...theirs, connected: true, source: { kind: 'key' }, sites: [], name: null, mentor: null },
    ]),
  );

  test('is read only once its server is known', async () => {
    page.show(PAGE, { items: SIGNED_IN });
    expect(await look()).toEqual({ kind: 'which-server', page: PAGE, bases: [OWN] });
    expect(await look('https://base.manager.other.edu')).toBeNull();
    expect(page.onLook).not.toHaveBeenCalled();
    expect(await look(OWN)).toEqual({ ...READY, page: PAGE, base: OWN });
  });

  test.each([
    ['nobody has signed in', {}],
    ['the stored items are invalid', { userData: '[[1]]' }],
    ['no school is named', without('tenant')],
  ])(
    'gets no offer where %s, because most such pages have nothing to do with ibl.ai',
    async (_, items) => {
      page.show(PAGE, { items });
      expect(await look(OWN)).toBeNull();
    },
  );

  test('gives its sign-in to that server and to no other', async () => {
    page.show(PAGE, { items: SIGNED_IN });
    expect(await take({ page: PAGE, base: BASE })).toEqual({ ok: false, why: { kind: 'changed' } });
    expect(study.api.log).toEqual([]);
    const asked: string[] = [];
    study.onRequest = ({ url }) => void asked.push(url);
    await take({ page: PAGE, base: OWN });
    expect(new Set(asked.map((url) => new URL(url).origin))).toEqual(new Set([OWN]));
  });
});

describe('a sign-in that the learner confirmed', () => {
  test('is used, and its token is stored with its page and expiry', async () => {
    page.show(MENTOR, { items: SIGNED_IN });
    expect(await take()).toEqual({ ok: true });
    expect(await allKeys()).toHaveLength(1);
    expect(new Set(tried())).toEqual(new Set([`Token ${DEMO_TOKEN}`]));
    const source = { kind: 'sign-in', page: MENTOR, token: 'dm_token', expires: READY.until };
    const account = { base: BASE, org: DEMO_ORG, username: 'ada', scheme: 'Token' };
    const name = 'Demo University';
    expect(await stored()).toMatchObject({ ...account, name, connected: true, source });
  });

  test.each<[string, Partial<Take>, string]>([
    ['another page', { page: 'https://auth.iblai.app' }, MENTOR],
    ['another school', { org: 'other' }, MENTOR],
    ['another user', { username: 'grace' }, MENTOR],
    ['another server', { base: 'https://ibl.example' }, MENTOR],
    ['a page that is no longer in front', {}, 'https://mentor.news.example'],
  ])('is not used from %s', async (_, wanted, front) => {
    page.show(front, { items: SIGNED_IN });
    expect(await take(wanted)).toEqual({ ok: false, why: { kind: 'changed' } });
    expect(study.api.log).toEqual([]);
    expect(await allKeys()).toEqual([]);
  });

  test('is not used without permission for the server', async () => {
    page.show(MENTOR, { items: SIGNED_IN });
    vi.spyOn(browser.permissions, 'contains').mockResolvedValue(false);
    expect(await take()).toEqual({ ok: false, why: { kind: 'no-permission' } });
    expect(study.api.log).toEqual([]);
  });

  test('is used with the other token if the server rejects the first, which is then tried last', async () => {
    study.api.seed.server({ sessions: ['axd_token'] });
    page.show(MENTOR, { items: SIGNED_IN });
    expect(await take()).toEqual({ ok: true });
    expect(tried().slice(0, 2)).toEqual([`Token ${DEMO_TOKEN}`, `Token ${DEMO_AXD_TOKEN}`]);
    const source = { token: 'axd_token', expires: START + 60 * DAY };
    expect(await stored()).toMatchObject({ source });
    const before = tried().length;
    expect(await take()).toEqual({ ok: true });
    expect(tried()[before]).toBe(`Token ${DEMO_AXD_TOKEN}`);
    expect(await connections.read()).toHaveLength(1);
  });

  test('is used with the other token if the first cannot be a token', async () => {
    page.show(MENTOR, { items: { ...SIGNED_IN, dm_token: 'null' } });
    expect(await take()).toEqual({ ok: true });
    expect(tried()[0]).toBe(`Token ${DEMO_AXD_TOKEN}`);
  });

  test('fails with the first answer if the server rejects both tokens', async () => {
    study.api.seed.server({ sessions: [] });
    const first = { detail: 'First.' };
    study.api.faults.add({ times: 1, do: { kind: 'status', status: 401, body: first } });
    page.show(MENTOR, { items: SIGNED_IN });
    const why = { kind: 'status', status: 401, words: 'First.' };
    expect(await take()).toMatchObject({ ok: false, why });
    expect(tried()).toHaveLength(2);
    expect(await stored()).toBeUndefined();
  });

  test('is not tried with the other token unless the server rejected the first as invalid', async () => {
    study.api.faults.add({ do: { kind: 'status', status: 403, body: { detail: 'Not you.' } } });
    page.show(MENTOR, { items: SIGNED_IN });
    expect(await take()).toMatchObject({ ok: false, why: { kind: 'status', status: 403 } });
    expect(tried()).toHaveLength(1);
    study.setOnline(false);
    expect(await take()).toMatchObject({ ok: false, why: { kind: 'no-network' } });
    expect(tried()).toHaveLength(1);
  });

  test('is unreadable if neither value can be a token', async () => {
    page.show(MENTOR, { items: { ...SIGNED_IN, dm_token: '"a b"', axd_token: 'null' } });
    expect(await take()).toEqual({ ok: false, why: { kind: 'unreadable' } });
    expect(study.api.log).toEqual([]);
  });
});

describe('a learner who is already connected', () => {
  const expires = (ms: number) => ({
    ...SIGNED_IN,
    dm_token_expires: new Date(Date.now() + ms).toISOString(),
  });

  test.each([
    ['more than a day', DAY + 1_000, null],
    ['less than a day', DAY - 1_000, 'ready'],
  ])(
    'with a sign-in that lasts %s is offered a renewal only when it is due',
    async (_, ms, kind) => {
      page.show(MENTOR, { items: expires(ms) });
      expect(await take()).toEqual({ ok: true });
      expect((await look())?.kind ?? null).toBe(kind);
      if (kind) expect(await look()).toMatchObject({ renews: true });
    },
  );

  test('gets the offer to renew if the key was rejected', async () => {
    page.show(MENTOR, { items: SIGNED_IN });
    await take();
    const { id = '' } = (await stored()) ?? {};
    const stop = { reason: 'key-refused', words: '', at: START } as const;
    await healthOf(id).write({ ...(await healthOf(id).read()), stop });
    expect(await look()).toEqual({ ...READY, name: 'Demo University', renews: true });
  });

  test('gets the offer to connect, not to renew, after disconnecting', async () => {
    page.show(MENTOR, { items: SIGNED_IN });
    await take();
    await study.disconnect();
    expect(await look()).toEqual({ ...READY, name: 'Demo University' });
    expect(await take()).toEqual({ ok: true });
    expect(await connections.read()).toMatchObject([{ connected: true }]);
  });

  test('gets no offer when connected with a key', async () => {
    await study.connect();
    page.show(MENTOR, { items: SIGNED_IN });
    expect(await look()).toBeNull();
  });

  test('gets the offer to connect as the user of another sign-in', async () => {
    await study.connect();
    const grace = { ...SIGNED_IN, userData: JSON.stringify({ user_nicename: 'grace' }) };
    page.show(MENTOR, { items: grace });
    expect(await look()).toEqual({ ...READY, username: 'grace' });
  });
});
