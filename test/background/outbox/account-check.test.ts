import { beforeEach, describe, expect, test } from 'vitest';
import { connections } from '../../../lib/store/items/connections.ts';
import { NIGHT_KEY, OTHER_ORG } from '../../../dev/fake-ibl/api.ts';
import { browser } from '../../../lib/browser.ts';
import { accountKey, removeAccountKey } from '../../../lib/store/items/account-key.ts';
import { accounts } from '../../../lib/store/items/accounts.ts';
import { tabsSeen } from '../../../lib/store/items/tabs.ts';
import { readSites } from '../../../lib/domain/known-sites.ts';
import { readOverview } from '../../../lib/domain/overview.ts';
import { statusOf } from '../../../lib/domain/place-status.ts';
import { COURSE, unit } from '../../harness/sample-places.ts';
import { study, useStudy } from '../../harness/use-study.ts';

useStudy();
beforeEach(() => study.connect());

const SITE = 'https://learning.edx.org';
const OTHER_SITE = 'https://courses.edx.org';
const text = () => study.memories()[0]?.entries[0]?.value ?? '';
const everything = async () =>
  JSON.stringify([await browser.storage.local.get(), await browser.storage.session.get()]);
const status = async () => {
  const newest = (await tabsSeen.read()).tabs.at(-1);
  return statusOf(await readOverview(), newest?.seen ?? null);
};
/** Returns how many accounts of a site the list of sites counts as the learner's. */
const listed = async (site: string) =>
  (await readSites()).find(({ origin }) => origin === site)?.accounts;
/** Shows a place of a course on another site. */
const seeElsewhere = async (account: string) => {
  const url = `${OTHER_SITE}/xblock/block-v1:a+b+c+type@vertical+block@x`;
  const titles = { unitTitle: 'Elsewhere' };
  await study.see({ kind: 'place', at: url, titles, account }, url, 9);
};

describe('the account of a site', () => {
  test('is stored without a question, as a fingerprint for each site and never by name', async () => {
    await study.seeUnit('a', 1, 'ada_lovelace');
    await seeElsewhere('ada_lovelace');
    await study.wait(12_000);
    expect(text()).toContain('"Unit a"');
    const all = await accounts.read();
    expect(all[SITE]?.ours).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
    expect(all[OTHER_SITE]?.ours).toHaveLength(1);
    expect(all[OTHER_SITE]?.ours).not.toEqual(all[SITE]?.ours);
    expect(await everything()).not.toContain('lovelace');
    expect(JSON.stringify(study.api.log)).not.toContain('lovelace');
    expect(await status()).toMatchObject({ kind: 'saved' });
  });

  test('has a fingerprint that cannot be computed from stored data alone', async () => {
    await study.seeUnit('a', 1, 'ada');
    const [kept] = (await accounts.read())[SITE]?.ours ?? [];
    const key = await accountKey();
    expect(key.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
    await removeAccountKey();
    await accounts.write({});
    await study.seeUnit('a', 1, 'ada');
    expect((await accounts.read())[SITE]?.ours[0]).toMatch(/^[0-9a-f]{64}$/);
    expect((await accounts.read())[SITE]?.ours[0]).not.toBe(kept);
  });

  test.each([
    ['Ada', 'ada'],
    ['Zo\u00eb', 'Zoe\u0308'],
    ['IRIS Moss', 'Iris Moss'],
  ])('is the same when shown as %j and as %j', async (one, other) => {
    await study.seeUnit('a', 1, one);
    await study.seeUnit('b', 1, other);
    await study.wait(6_000);
    expect(text()).toContain('"Unit b"');
  });

  test('is unknown and asked about again after the fingerprint key was lost', async () => {
    await study.seeUnit('a', 1, 'ada');
    await study.wait(6_000);
    await removeAccountKey();
    await study.seeUnit('b', 1, 'ada');
    await study.wait(20_000);
    expect(text()).toContain('"Unit a"');
    expect(text()).not.toContain('Unit b');
    expect(await status()).toEqual({ kind: 'another-account', site: SITE });
    await study.ask({ type: 'account/confirm', site: SITE });
    await study.seeUnit('b', 1, 'ada');
    await study.wait(6_000);
    expect(text()).toContain('"Unit b"');
  });

  test('is listed as not shown until a page of the site shows it', async () => {
    expect(await listed(SITE)).toBeNull();
    await study.seeUnit('a', 1);
    expect(await listed(SITE)).toBe(0);
    await study.seeUnit('a', 1, 'ada');
    expect(await listed(SITE)).toBe(1);
    await study.seeUnit('b', 1);
    expect(await listed(SITE)).toBe(1);
  });

  test('does not stop a place whose page does not show it', async () => {
    await study.seeUnit('a', 1, 'ada');
    await study.seeUnit('b', 1);
    await study.wait(6_000);
    expect(text()).toContain('"Unit b"');
  });
});

describe('another account', () => {
  test('blocks the site: Waypoint records and sends nothing from it, and keeps pending places', async () => {
    study.setOnline(false);
    await study.seeUnit('a', 1, 'ada');
    await study.wait(10_000);
    await study.seeUnit('b', 2, 'grace_hopper');
    study.setOnline(true);
    void study.worker().online();
    await study.wait(20 * 60_000);
    expect(study.writes()).toEqual([]);
    expect(study.badge).toHaveBeenLastCalledWith({ text: '!' });
    expect(await status()).toEqual({ kind: 'another-account', site: SITE });
    const kept = await everything();
    expect(kept).toContain('Unit a');
    expect(kept).not.toContain('Unit b');
    expect(kept).not.toContain('hopper');
    // A page of the site that shows no name is not recorded either.
    await study.seeUnit('c', 2);
    await study.wait(60_000);
    expect(await everything()).not.toContain('Unit c');
  });

  test('is accepted when the learner confirms it', async () => {
    await study.seeUnit('a', 1, 'ada');
    await study.wait(6_000);
    await study.seeUnit('b', 1, 'ada2');
    await study.ask({ type: 'account/confirm', site: SITE });
    await study.seeUnit('b', 1, 'ada2');
    await study.wait(6_000);
    expect(text()).toContain('"Unit b"');
    expect(study.badge).toHaveBeenLastCalledWith({ text: '✓' });
  });

  test('may alternate with the first without a question once the learner confirmed it', async () => {
    await study.seeUnit('a', 1, 'ada');
    await study.seeUnit('b', 1, 'ada2');
    await study.ask({ type: 'account/confirm', site: SITE });
    for (const [unitName, tab, name] of [
      ['c', 1, 'ada'],
      ['d', 2, 'ada2'],
      ['e', 1, 'ada'],
    ] as const) {
      await study.seeUnit(unitName, tab, name);
      expect(await status()).not.toMatchObject({ kind: 'another-account' });
      await study.wait(6_000);
      expect(text()).toContain(`"Unit ${unitName}"`);
    }
    study.stopWorker();
    // A third account is unknown again.
    await study.seeUnit('f', 3, 'grace');
    expect(await status()).toEqual({ kind: 'another-account', site: SITE });
    await study.seeUnit('f', 2);
    await study.wait(60_000);
    expect(await everything()).not.toContain('Unit f');
    expect(await listed(SITE)).toBe(2);
  });

  test('is asked about again after the learner withdraws the confirmation, and so is the first', async () => {
    await study.seeUnit('a', 1, 'ada');
    await study.seeUnit('b', 1, 'grace');
    await study.ask({ type: 'account/confirm', site: SITE });
    await study.ask({ type: 'account/forget', site: SITE });
    expect(await listed(SITE)).toBeNull();
    for (const name of ['grace', 'ada']) {
      await study.seeUnit('c', 1, name);
      expect(await status()).toEqual({ kind: 'another-account', site: SITE });
    }
    await study.wait(60_000);
    expect(await everything()).not.toContain('Unit c');
    await study.ask({ type: 'account/confirm', site: SITE });
    await study.seeUnit('c', 1, 'ada');
    await study.wait(6_000);
    expect(text()).toContain('"Unit c"');
  });

  test('is deleted with everything else stored for the site', async () => {
    await study.seeUnit('a', 1, 'ada');
    await study.seeUnit('b', 1, 'grace');
    await study.ask({ type: 'site/off', origin: SITE, forget: true });
    expect(await accounts.read()).toEqual({});
  });

  test('leaves no trace once it is gone, and the pending place is sent', async () => {
    study.setOnline(false);
    await study.seeUnit('a', 1, 'ada');
    await study.seeUnit('b', 2, 'grace');
    study.setOnline(true);
    await study.wait(60_000);
    expect(study.writes()).toEqual([]);
    await study.seeUnit('a', 1, 'ada');
    await study.wait(60_000);
    expect(text()).toContain('"Unit a"');
    expect(text()).not.toContain('Unit b');
    expect((await accounts.read())[SITE]?.other).toBeNull();
  });

  test('has its place removed if its name is shown after the place', async () => {
    await study.seeUnit('a', 1, 'ada');
    await study.wait(6_000);
    await study.seeUnit('b', 1);
    await study.seeUnit('b', 1, 'grace');
    expect(await everything()).not.toContain('Unit b');
    await study.seeUnit('a', 1, 'ada');
    await study.wait(60_000);
    expect(text()).not.toContain('Unit b');
  });

  test('is found when Waypoint asks the page before it sends', async () => {
    await study.seeUnit('a', 1, 'ada');
    await study.wait(6_000);
    await study.seeUnit('b', 1);
    const { url } = unit('b');
    const report = { kind: 'place', at: url, titles: {}, account: 'grace' } as const;
    study.tabs.set(1, { url, answer: { at: url, report } });
    await study.wait(60_000);
    expect(text()).not.toContain('Unit b');
    expect(await status()).toEqual({ kind: 'another-account', site: SITE });
  });

  describe('on a page that replaced the pending place before it showed a name', () => {
    /** Queues unit a, then opens unit b on a page that shows no name. */
    beforeEach(async () => {
      await study.seeUnit('a', 1, 'ada');
      await study.wait(2_000);
      await study.seeUnit('b', 2);
    });
    const waits = async () =>
      [...(await readOverview()).records.values()][0]?.pending.at(-1)?.place.unitTitle;

    test('restores the pending place', async () => {
      await study.seeUnit('b', 2, 'grace');
      expect(await waits()).toBe('Unit a');
      await study.wait(60_000);
      expect(study.writes()).toEqual([]);
      expect(await everything()).not.toContain('Unit b');
      // The first is back, on a page outside any unit.
      const home = `${SITE}/learning/course/${COURSE}/home`;
      await study.see({ kind: 'place', at: home, titles: {}, account: 'ada' }, home, 1);
      await study.wait(6_000);
      expect(text()).toContain('"Unit a"');
    });

    test('restores it after the worker was stopped and another school was connected', async () => {
      study.stopWorker();
      await study.ask({
        type: 'connection/connect',
        id: (await connections.read())[0]?.id ?? null,
        address: '',
        org: OTHER_ORG,
        username: 'ada',
        key: NIGHT_KEY,
      });
      await study.seeUnit('b', 2, 'grace_hopper');
      expect(await waits()).toBe('Unit a');
    });

    test('restores it after several such pages', async () => {
      await study.seeUnit('c', 2);
      await study.seeUnit('c', 2, 'grace');
      expect(await waits()).toBe('Unit a');
    });

    test('restores it when Waypoint asks the page before it sends', async () => {
      const { url } = unit('b');
      const report = { kind: 'place', at: url, titles: {}, account: 'grace' } as const;
      study.tabs.set(2, { url, answer: { at: url, report } });
      await study.wait(6_000);
      expect(await waits()).toBe('Unit a');
      expect(study.writes()).toEqual([]);
    });

    test('does not restore a place whose page was blocked meanwhile', async () => {
      await study.see({ kind: 'blocked', reason: 'staff' }, unit('a').url, 1);
      await study.seeUnit('b', 2, 'grace');
      expect(await waits()).toBeUndefined();
    });

    test('keeps the place of the page if it is the same account', async () => {
      await study.seeUnit('b', 2, 'ada');
      expect(await waits()).toBe('Unit b');
      await study.seeUnit('c', 2);
      await study.seeUnit('c', 2, 'grace');
      expect(await waits()).toBe('Unit b');
    });

    test('does not overwrite the place of the page once it was sent', async () => {
      await study.wait(6_000);
      expect(text()).toContain('"Unit b"');
      await study.seeUnit('b', 2, 'grace');
      await study.seeUnit('b', 2, 'ada');
      await study.wait(60_000);
      expect(text()).toContain('"Unit b"');
    });
  });

  test('on one site does not block another site', async () => {
    await study.seeUnit('a', 1, 'ada');
    await study.seeUnit('b', 1, 'grace');
    await seeElsewhere('ada');
    await study.wait(10_000);
    expect(study.memories().map(({ catalogItemId }) => catalogItemId)).toEqual(['course-v1:a+b+c']);
    expect(await status()).toMatchObject({ kind: 'saved' });
    expect(study.badge).toHaveBeenLastCalledWith({ text: '!' });
  });

  test('is not asked about while paused, and still blocks the site afterwards', async () => {
    await study.seeUnit('a', 1, 'ada');
    await study.seeUnit('b', 1, 'grace');
    await study.ask({ type: 'pause/set', paused: true });
    expect(await status()).toMatchObject({ kind: 'paused' });
    await study.ask({ type: 'pause/set', paused: false });
    study.stopWorker();
    await study.wait(60_000);
    expect(study.writes()).toEqual([]);
    expect(await status()).toEqual({ kind: 'another-account', site: SITE });
  });

  test.each(['https://nowhere.example', '__proto__', OTHER_SITE])(
    'is not affected by a confirmation for %s, which is not blocked',
    async (site) => {
      await study.seeUnit('a', 1, 'ada');
      await study.seeUnit('b', 1, 'grace');
      const before = await accounts.read();
      await study.ask({ type: 'account/confirm', site });
      expect(await accounts.read()).toEqual(before);
    },
  );
});

test('ignores a report whose account name is too long', async () => {
  const { url } = unit('a');
  const report = (length: number) =>
    ({ kind: 'place', at: url, titles: {}, account: 'x'.repeat(length) }) as const;
  expect(await study.see(report(201), url)).toBeUndefined();
  expect(await study.see(report(200), url)).toBe('read');
});
