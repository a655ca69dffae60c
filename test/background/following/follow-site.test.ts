import { waitingIn } from '../../../lib/store/items/outbox-record.ts';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { browser } from '../../../lib/browser.ts';
import { accounts } from '../../../lib/store/items/accounts.ts';
import { connections } from '../../../lib/store/items/connections.ts';
import { readRecords } from '../../../lib/store/items/outbox-records.ts';
import { sites, requestedSite } from '../../../lib/store/items/sites.ts';
import { tabsSeen } from '../../../lib/store/items/tabs.ts';
import { sitePattern } from '../../../lib/domain/permissions.ts';
import { isFollowed } from '../../../lib/background/tabs/message-sender.ts';
import { readSites } from '../../../lib/domain/known-sites.ts';
import { openAccess } from '../../harness/fake-permissions.ts';
import { unit } from '../../harness/sample-places.ts';
import { study, useStudy } from '../../harness/use-study.ts';

const EDX = 'https://learning.edx.org';
const CAMPUS = 'https://campus.example';
const TUTOR = 'http://apps.tutor.localhost:2000';

let access: ReturnType<typeof openAccess>;
useStudy();
beforeEach(async () => {
  access = openAccess();
});

const stateOf = async (origin: string) =>
  (await readSites()).find((site) => site.origin === origin)?.state;

/** Grants a permission, of which the browser tells the worker. */
async function grant(pattern: string): Promise<void> {
  access.granted.add(pattern);
  await study.event('permissions.onAdded', (worker) => worker.permissionsChanged());
}
async function take(pattern: string): Promise<void> {
  access.granted.delete(pattern);
  await study.event('permissions.onRemoved', (worker) => worker.permissionsChanged());
}
async function follow(origin: string): Promise<void> {
  await study.ask({ type: 'site/follow', origin });
  await grant(`${origin}/*`);
}
const turnOff = (origin: string, forget = false) => study.ask({ type: 'site/off', origin, forget });
/** Returns the report of a unit of the demonstration course on another site. */
const placeOn = (origin: string, name: string) =>
  ({
    kind: 'place',
    at: unit(name).url.replace(EDX, origin),
    titles: { unitTitle: name },
  }) as const;
const see = async (origin: string, name: string, tabId = 1) => {
  const report = placeOn(origin, name);
  return await study.see(report, report.at, tabId);
};
const text = () => study.memories()[0]?.entries[0]?.value ?? '';

describe('the followed pages', () => {
  test('are those of the manifest and of added sites, without sites that are off, by the whole origin', async () => {
    expect(await isFollowed(`${EDX}/course/x`)).toBe(true);
    expect(await isFollowed(CAMPUS)).toBe(false);
    await sites.write([
      { origin: EDX, addedAt: 1, state: 'off' },
      { origin: TUTOR, addedAt: 1, state: 'followed' },
      { origin: CAMPUS, addedAt: 1, state: 'off' },
    ]);
    const asked = [EDX, 'https://courses.edx.org', TUTOR, CAMPUS, 'http://courses.edx.org'];
    const near = [
      'http://apps.tutor.localhost:2001/',
      'http://apps.tutor.localhost',
      'about:blank',
      '',
    ];
    const all = await Promise.all([...asked, ...near].map(isFollowed));
    expect(all).toEqual([false, true, true, false, false, false, false, false, false]);
  });

  test('do not include a page of an unfollowed site, which is told to rest and of which nothing is stored', async () => {
    await study.connect();
    expect(await see(CAMPUS, 'a')).toBe('rest');
    await study.wait(60_000);
    expect(study.writes()).toEqual([]);
    expect(JSON.stringify(await browser.storage.local.get(null))).not.toContain('campus');
    expect(JSON.stringify(await browser.storage.session.get(null))).not.toContain('campus');
  });

  test('are none if the list of sites cannot be read, so that no site that is off is read', async () => {
    await browser.storage.local.set({ sites: { v: 1, data: [{ origin: EDX, state: 'of' }] } });
    await expect(see(EDX, 'a')).rejects.toThrow('sites');
  });
});

describe('adding a site', () => {
  test('follows the site once the browser grants access, also in open pages and after the popup closed', async () => {
    access.open(1, `${TUTOR}/learning/course/x`, false);
    access.open(2, 'http://apps.tutor.localhost:2001/authoring', false);
    await study.connect();
    await study.ask({ type: 'site/follow', origin: TUTOR });
    expect([await stateOf(TUTOR), access.matches()]).toEqual([undefined, []]);
    study.stopWorker();
    await grant(`${TUTOR}/*`);
    expect(await stateOf(TUTOR)).toBe('followed');
    expect([...access.registered]).toEqual([
      [
        `site:${TUTOR}`,
        expect.objectContaining({
          js: ['content-scripts/edx.js', 'content-scripts/learner-app.js'],
          matches: [`${TUTOR}/*`],
          persistAcrossSessions: true,
        }),
      ],
    ]);
    expect([access.told(1), access.told(2)]).toEqual([['started'], null]);
    expect(await see(TUTOR, 'a')).toBe('read');
    await study.wait(6_000);
    expect(text()).toContain(`${TUTOR}/course/`);
    expect((await sites.read())[0]).toMatchObject({ origin: TUTOR, state: 'followed' });
  });

  test('works if the access was granted before', async () => {
    access.granted.add(`${CAMPUS}/*`);
    await study.ask({ type: 'site/follow', origin: CAMPUS });
    expect([await stateOf(CAMPUS), access.matches()]).toEqual(['followed', [`${CAMPUS}/*`]]);
    expect(await requestedSite.read()).toBeNull();
  });

  test.each([3 * 60_000, 5 * 60 * 60_000, -60 * 60_000])(
    'follows nothing if the question was closed and access comes %i ms later',
    async (later) => {
      await study.ask({ type: 'site/follow', origin: CAMPUS });
      study.stopWorker();
      vi.setSystemTime(Date.now() + later);
      await grant(`${CAMPUS}/*`);
      expect(await sites.read()).toEqual([]);
      expect(await requestedSite.read()).toBeNull();
    },
  );

  test('leaves no row and no badge if the learner declines, and a later grant follows nothing', async () => {
    await study.connect();
    await study.ask({ type: 'site/follow', origin: CAMPUS });
    await study.ask({ type: 'site/refused', origin: CAMPUS });
    await grant(`${CAMPUS}/*`);
    expect([await stateOf(CAMPUS), access.matches()]).toEqual([undefined, []]);
    expect(study.badge).toHaveBeenLastCalledWith({ text: '' });
  });

  test('does not happen when access is granted for something else', async () => {
    await grant('https://api.school.example/*');
    expect([(await sites.read()).length, access.matches()]).toEqual([0, []]);
  });

  test.each(['https://*', 'https://campus.example/', 'http://campus.example', 'chrome://x', 'x'])(
    'rejects the message for %s',
    (origin) => {
      const own = { id: browser.runtime.id, url: browser.runtime.getURL('/options.html') };
      expect(study.worker().message({ type: 'site/follow', origin }, own)).toBeUndefined();
    },
  );

  test('asks Firefox for the host on all ports, and Chromium for the one port', () => {
    expect(sitePattern(TUTOR, true)).toBe('http://apps.tutor.localhost/*');
    expect(sitePattern(TUTOR, false)).toBe('http://apps.tutor.localhost:2000/*');
  });
});

describe('Waypoint registers its content scripts', () => {
  test('again after an update, and reads open pages', async () => {
    await follow(CAMPUS);
    access.registered.clear();
    access.open(1, `${CAMPUS}/course/x`);
    access.open(2, 'https://news.example/');
    await study.event('installed', (worker) => worker.installed('update'));
    expect(access.matches()).toEqual([`${CAMPUS}/*`]);
    expect([access.told(1), access.told(2)]).toEqual([['started'], []]);
  });

  test('once after a browser start, and removes those of sites that are no longer followed', async () => {
    await follow(CAMPUS);
    access.registered.set('site:https://old.example', { id: 'site:https://old.example' });
    await study.event('started', (worker) => worker.browserStarted());
    expect(access.matches()).toEqual([`${CAMPUS}/*`]);
    expect(access.registered.size).toBe(1);
  });

  test('once after several events at once', async () => {
    await follow(CAMPUS);
    access.registered.clear();
    const worker = study.worker();
    await Promise.all([
      worker.permissionsChanged(),
      worker.installed('update'),
      worker.browserStarted(),
    ]);
    expect(access.matches()).toEqual([`${CAMPUS}/*`]);
  });
});

describe('turning off a site', () => {
  test('that was added removes its script and permission and stops its pages until it is on again', async () => {
    await follow(CAMPUS);
    access.open(1, `${CAMPUS}/course/x`);
    access.open(2, `${EDX}/course/x`);
    await see(CAMPUS, 'a');
    await turnOff(CAMPUS);
    expect(access.matches()).toEqual([]);
    expect(access.granted.has(`${CAMPUS}/*`)).toBe(false);
    expect(access.told(1)).toEqual(['page/rest']);
    // The page of another site goes on, and does not report its place again.
    expect(access.told(2)).toEqual([]);
    expect((await tabsSeen.read()).tabs).toEqual([{ tabId: 1, seen: { kind: 'none' } }]);
    expect(await see(CAMPUS, 'b')).toBe('rest');
    expect(await stateOf(CAMPUS)).toBe('off');
    await follow(CAMPUS);
    expect([await stateOf(CAMPUS), access.matches()]).toEqual(['followed', [`${CAMPUS}/*`]]);
    expect(access.told(1)?.at(-1)).toBe('page/read');
  });

  test('of the manifest stops reading it and keeps its permission, and it can be turned on again', async () => {
    access.open(2, `${EDX}/course/x`);
    await turnOff(EDX);
    expect(access.told(2)).toEqual(['page/rest']);
    expect(access.granted.has(`${EDX}/*`)).toBe(true);
    expect(await see(EDX, 'a', 2)).toBe('rest');
    await study.ask({ type: 'site/remove', origin: EDX });
    expect(await stateOf(EDX)).toBe('off');
    await study.ask({ type: 'site/follow', origin: EDX });
    expect(await see(EDX, 'a', 2)).toBe('read');
    expect(access.registered.size).toBe(0);
  });

  test('keeps a permission that something else needs', async () => {
    await follow(TUTOR);
    await follow('http://apps.tutor.localhost:3000');
    await turnOff(TUTOR);
    expect(access.granted.has(`${TUTOR}/*`)).toBe(false);
    expect(access.granted.has('http://apps.tutor.localhost:3000/*')).toBe(true);
    const school = 'https://school.example';
    await grant(`${school}/*`);
    await connections.write([
      {
        id: 'x',
        base: `${school}/dm`,
        org: 'o',
        username: 'u',
        scheme: 'Api-Token',
        connected: true,
        source: { kind: 'key' },
        sites: [],
        mentor: null,
        name: null,
      },
    ]);
    await follow(school);
    await turnOff(school);
    expect(access.granted.has(`${school}/*`)).toBe(true);
    await follow('https://base.manager.iblai.app');
    await turnOff('https://base.manager.iblai.app');
    expect(access.granted.has('https://base.manager.iblai.app/*')).toBe(true);
  });

  test('still sends its pending place, and only then can it be removed from the list', async () => {
    await study.connect();
    await follow(CAMPUS);
    await see(CAMPUS, 'a');
    await study.ask({ type: 'site/remove', origin: CAMPUS });
    expect(await stateOf(CAMPUS)).toBe('followed');
    await turnOff(CAMPUS);
    await study.wait(6_000);
    expect(text()).toContain('"a"');
    await study.ask({ type: 'site/remove', origin: CAMPUS });
    expect(await stateOf(CAMPUS)).toBeUndefined();
  });

  test('with its data deletes all that this browser stored of it, and nothing of another site', async () => {
    await study.connect();
    const [connection] = await connections.read();
    await follow(CAMPUS);
    const report = { ...placeOn(CAMPUS, 'a'), account: 'ada' };
    await study.see(report, report.at);
    await study.wait(6_000);
    await study.seeUnit('b');
    await study.wait(6_000);
    study.setOnline(false);
    await see(CAMPUS, 'c');
    await study.wait(6_000);
    const kept = async () => JSON.stringify(await browser.storage.local.get(null));
    expect((await accounts.read())[CAMPUS]?.ours).toHaveLength(1);
    await turnOff(CAMPUS, true);
    const records = await readRecords(connection?.id ?? '');
    expect([...records.values()].map(waitingIn)).toEqual([null]);
    expect(Object.keys(await accounts.read())).toEqual([EDX]);
    const all = Object.entries(await browser.storage.local.get(null));
    const journal = JSON.stringify(all.filter(([key]) => key.startsWith('journal:')));
    expect(journal).toContain('Unit b');
    expect(journal).not.toContain('campus');
    expect(await kept()).toContain('Unit b');
  });
});

describe('access that the browser revoked', () => {
  test('is shown and stops the pages of the site until it is granted again', async () => {
    await study.connect();
    await follow(CAMPUS);
    access.open(1, `${CAMPUS}/course/x`);
    access.open(2, `${EDX}/course/x`);
    await take(`${CAMPUS}/*`);
    await take(`${EDX}/*`);
    await study.settle();
    expect([await stateOf(CAMPUS), await stateOf(EDX)]).toEqual(['needs-access', 'needs-access']);
    expect([access.told(1)?.at(-1), access.told(2)?.at(-1)]).toEqual(['page/rest', 'page/rest']);
    expect(access.matches()).toEqual([]);
    expect(study.badge).toHaveBeenLastCalledWith({ text: '!' });
    await grant(`${CAMPUS}/*`);
    await grant(`${EDX}/*`);
    await study.settle();
    expect([await stateOf(CAMPUS), await stateOf(EDX)]).toEqual(['followed', 'followed']);
    expect([access.told(1)?.at(-1), access.told(2)?.at(-1)]).toEqual(['page/read', 'page/read']);
    expect(access.matches()).toEqual([`${CAMPUS}/*`]);
    expect(study.badge).toHaveBeenLastCalledWith({ text: '' });
  });

  test('that is granted again while paused lets no page be read', async () => {
    await study.ask({ type: 'pause/set', paused: true });
    access.open(2, `${EDX}/course/x`);
    await take(`${EDX}/*`);
    await grant(`${EDX}/*`);
    expect(access.told(2)).toEqual(['page/rest', 'page/rest']);
  });
});

describe('the page under the popup', () => {
  const look = (url: string) => {
    access.open(7, url);
    access.bringToFront(7);
    return study.ask({ type: 'site/look' });
  };
  const course = '/courses/course-v1:A+B+C/courseware/a/b/';

  test('is offered if it is of Open edX and not followed', async () => {
    expect(await look(`${CAMPUS}${course}`)).toEqual({ origin: CAMPUS, state: 'new' });
    expect(await look(`${CAMPUS}/dashboard`)).toBeNull();
    expect(await look(`http://campus.example${course}`)).toBeNull();
    expect(await look(`${EDX}${course}`)).toBeNull();
    expect(await look('about:blank')).toBeNull();
    await study.ask({ type: 'pause/set', paused: true });
    expect(await look(`${CAMPUS}${course}`)).toBeNull();
  });

  test('is shown as off, or as in need of access', async () => {
    await turnOff(EDX);
    expect(await look(`${EDX}/anything`)).toEqual({ origin: EDX, state: 'off' });
    await take('https://courses.edx.org/*');
    const origin = 'https://courses.edx.org';
    expect(await look(origin)).toEqual({ origin, state: 'needs-access' });
  });
});
