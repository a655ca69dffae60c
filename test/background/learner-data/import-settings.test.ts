import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { SITE_HOSTS } from '../../../lib/edx/sites/hosts.ts';
import { JOURNAL_LIMITS } from '../../../lib/shared/journal-retention.ts';
import {
  EMPTY_FILE,
  readSettingsFile,
  writeSettingsFile,
  type SettingsFile,
} from '../../../lib/settings-file.ts';
import { connections, type Connection } from '../../../lib/store/items/connections.ts';
import { readKey } from '../../../lib/store/items/api-keys.ts';
import { settings } from '../../../lib/store/items/settings.ts';
import { sites } from '../../../lib/store/items/sites.ts';
import { changesOf, fileWith } from '../../../lib/domain/settings-file/diff.ts';
import { fileOf, readChosen } from '../../../lib/domain/settings-file/current.ts';
import { followedOrigins, readSites } from '../../../lib/domain/known-sites.ts';
import { openAccess } from '../../harness/fake-permissions.ts';
import { unit } from '../../harness/sample-places.ts';
import { study, useStudy } from '../../harness/use-study.ts';

const EDX = 'https://learning.edx.org';
const CAMPUS = 'https://campus.example';
const ADA = {
  address: 'https://base.manager.iblai.app',
  organization: 'demo-university',
  username: 'ada',
  sites: [],
};

let access: ReturnType<typeof openAccess>;
useStudy();
beforeEach(async () => {
  access = openAccess();
});

const take = (parts: Partial<SettingsFile>) =>
  study.ask({ type: 'settings/import', file: { ...EMPTY_FILE, ...parts } });
const exported = async () => fileOf(await readChosen());
const stateOf = async (origin: string) =>
  (await readSites()).find((site) => site.origin === origin)?.state;

const origin = fc.oneof(
  fc.constantFrom(...SITE_HOSTS.map((host) => `https://${host}`)),
  fc.constantFrom(CAMPUS, 'https://a.example:8443', 'http://apps.tutor.localhost:2000'),
  fc.domain().map((host) => `https://${host}`),
);
const word = fc.stringMatching(/^[a-zA-Z0-9_.@+-]{1,20}$/).filter((text) => !/^\.+$/.test(text));
const title = fc.constantFrom('Demonstration Course', 'Física', 'مقدمة', '<b>&"\'', '=1+1');
const course = fc
  .tuple(fc.integer({ min: 0, max: 9 }), title)
  .map(([n, text]) => ({ courseKey: `course-v1:Demo+X${n}+2026`, title: text, discardAt: null }));

/** The settings that a browser may have stored. */
const chosen = fc.record({
  paused: fc.boolean(),
  journal: fc.option(fc.constantFrom(...JOURNAL_LIMITS)),
  never: fc.uniqueArray(course, { selector: ({ courseKey }) => courseKey, maxLength: 5 }),
  sites: fc.uniqueArray(
    fc.record({
      origin,
      addedAt: fc.nat(),
      state: fc.constantFrom('followed', 'off', 'from-file', 'removed'),
    }),
    { selector: (site) => site.origin, maxLength: 6 },
  ),
  connections: fc
    .uniqueArray(
      fc.record({
        org: word,
        username: word,
        base: fc.constantFrom(ADA.address, 'https://ibl.campus.example/path'),
        connected: fc.boolean(),
      }),
      { selector: ({ org, username, base }) => `${org} ${username} ${base}`, maxLength: 4 },
    )
    .chain((all) =>
      fc.uniqueArray(origin, { minLength: all.length, maxLength: all.length }).map((own) =>
        all.map((one, i): Connection => ({
          ...one,
          id: `c${i}`,
          scheme: 'Token',
          source: { kind: 'key' },
          // The default has none, because it gets the places of all sites without a school.
          sites: own.slice(i, i + 1).filter(() => i > 0),
          mentor: null,
          name: null,
        })),
      ),
    ),
});

describe('any settings', () => {
  test('are the same after an export, an import into an empty browser and another export', async () => {
    await fc.assert(
      fc.asyncProperty(chosen, async (stored) => {
        const { paused, never, journal } = stored;
        await settings.write({ pause: paused ? { end: null } : null, never, journal });
        await sites.write(stored.sites);
        await connections.write(stored.connections);
        const text = writeSettingsFile(await exported());
        await study.forgetDevice();
        const read = readSettingsFile(text);
        if (!read.ok) throw new Error(JSON.stringify([read.fault, text]));
        const granted = [...access.granted];
        await take(read.file);
        expect(writeSettingsFile(await exported())).toBe(text);

        // The file brings no permission and no key, and no site is read because of it.
        expect([...access.granted]).toEqual(granted);
        for (const { id, connected } of await connections.read()) {
          expect([connected, await readKey(id)]).toEqual([false, null]);
        }
        const own = new Set(SITE_HOSTS.map((host) => `https://${host}`));
        expect((await followedOrigins()).filter((one) => !own.has(one))).toEqual([]);
        expect(access.matches()).toEqual([]);

        // A second import has nothing left to change.
        const now = JSON.stringify([...study.areas.local]);
        expect(changesOf(read.file, await readChosen())).toEqual([]);
        await take(read.file);
        expect(JSON.stringify([...study.areas.local])).toBe(now);
      }),
      { numRuns: 40, seed: 7 },
    );
  });

  test('give a file of exactly the selected changes', async () => {
    await fc.assert(
      fc.asyncProperty(chosen, fc.array(fc.boolean(), { maxLength: 30 }), async (stored, ticks) => {
        await study.forgetDevice();
        const { paused, never, journal, ...rest } = stored;
        const file = fileOf({
          settings: { pause: paused ? { end: null } : null, never, journal },
          ...rest,
        });
        const some = changesOf(file, await readChosen()).filter((_, i) => ticks[i] === true);
        expect(changesOf(fileWith(some), await readChosen())).toEqual(some);
      }),
      { numRuns: 40, seed: 7 },
    );
  });
});

describe('a site in a settings file', () => {
  test("needs the learner's approval, even if the browser grants access to it", async () => {
    access.granted.add(`${CAMPUS}/*`);
    await take({ sites: [{ origin: CAMPUS, follow: true }] });
    expect(await stateOf(CAMPUS)).toBe('from-file');
    expect(access.matches()).toEqual([]);
    access.open(7, `${CAMPUS}/learning/course`);
    access.bringToFront(7);
    expect(await study.ask({ type: 'site/look' })).toEqual({
      origin: CAMPUS,
      state: 'from-file',
    });
    await study.ask({ type: 'site/follow', origin: CAMPUS });
    expect(await stateOf(CAMPUS)).toBe('followed');
    expect(access.matches()).toEqual([`${CAMPUS}/*`]);
  });

  test('can be removed from the list', async () => {
    await take({ sites: [{ origin: CAMPUS, follow: true }] });
    await study.ask({ type: 'site/remove', origin: CAMPUS });
    expect(await stateOf(CAMPUS)).toBeUndefined();
  });

  test('does not turn on a site that is off here, and turns off a site that is off in the file', async () => {
    await study.ask({ type: 'site/off', origin: EDX, forget: false });
    await take({
      sites: [
        { origin: EDX, follow: true },
        { origin: 'https://courses.edx.org', follow: false },
      ],
    });
    const states = [await stateOf(EDX), await stateOf('https://courses.edx.org')];
    expect(states).toEqual(['off', 'off']);
  });
});

describe('a connection in a settings file', () => {
  test('never replaces a connection that works, and takes none of its sites', async () => {
    await study.connect();
    const before = await connections.read();
    const grace = { ...ADA, username: 'grace', sites: [EDX, CAMPUS] };
    const [own] = before;
    if (!own) throw new Error('There is no connection.');
    await take({ connections: [{ ...ADA, sites: [CAMPUS] }, grace] });
    const [first, second, ...others] = await connections.read();
    // The default has all sites without a school. None of them goes to a school without a key.
    expect(first).toEqual(own);
    expect(await readKey(own.id)).not.toBeNull();
    expect(second).toMatchObject({ username: 'grace', connected: false, sites: [] });
    expect(others).toEqual([]);
    await study.seeUnit('a');
    await study.wait(20_000);
    expect(study.memories()).toHaveLength(1);
  });

  test('has no sites of its own if it is the only one, because it gets all places', async () => {
    await take({ connections: [{ ...ADA, sites: [CAMPUS] }] });
    expect(await connections.read()).toMatchObject([{ sites: [], connected: false }]);
    await study.connect();
    expect(await connections.read()).toMatchObject([{ username: 'ada', connected: true }]);
  });
});

test('an import discards the places of a course that the file does not follow', async () => {
  await study.connect();
  study.setOnline(false);
  await study.seeUnit('a');
  await study.wait(20_000);
  const { courseKey } = unit('a');
  await take({ neverFollowed: [{ courseKey, title: 'A' }] });
  study.setOnline(true);
  await study.wait(60_000);
  expect(study.memories()).toEqual([]);
});

test('an import can start and end a pause', async () => {
  await take({ paused: true });
  expect((await settings.read()).pause).toEqual({ end: null });
  await take({});
  expect((await settings.read()).pause).toEqual({ end: null });
  await take({ paused: false });
  expect((await settings.read()).pause).toBeNull();
});

test('a pause with an end is in no file, and an import can make it endless or end it', async () => {
  const pause = () => study.ask({ type: 'pause/set', paused: true, length: 'hour' });
  await pause();
  expect(await exported()).not.toHaveProperty('paused');
  await take({});
  expect((await settings.read()).pause?.end).not.toBeNull();
  await take({ paused: true });
  expect((await settings.read()).pause).toEqual({ end: null });
  await pause();
  await take({ paused: false });
  expect((await settings.read()).pause).toBeNull();
});

test('an import rejects a message with an invalid site', async () => {
  const file = { ...EMPTY_FILE, sites: [{ origin: 'https://*', follow: true }] };
  await expect(study.ask({ type: 'settings/import', file })).resolves.toBeUndefined();
  expect(await sites.read()).toEqual([]);
});
