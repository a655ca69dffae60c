import { beforeEach, describe, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { DEMO_KEY } from '../../dev/fake-ibl/api.ts';
import { EMPTY_FILE, type SettingsFile } from '../../lib/settings-file.ts';
import { connections } from '../../lib/store/items/connections.ts';
import { sites } from '../../lib/store/items/sites.ts';
import { settings } from '../../lib/store/items/settings.ts';
import { heldOf } from '../../lib/domain/settings-file/diff.ts';
import { readChosen } from '../../lib/domain/settings-file/current.ts';
import { readSites } from '../../lib/domain/known-sites.ts';
import { openAccess } from '../harness/fake-permissions.ts';
import { study, useStudy } from '../harness/use-study.ts';

const CAMPUS = 'https://campus.example';
const EDX = 'https://learning.edx.org';
let access: ReturnType<typeof openAccess>;
useStudy();
beforeEach(() => {
  access = openAccess();
});

/** Changes the policy while the browser runs, as an administrator may. */
async function set(policy: object): Promise<void> {
  await fakeBrowser.storage.managed.clear();
  await fakeBrowser.storage.managed.set({ ...policy });
  await study.event('managed', (worker) => worker.policyChanged());
}
const connect = (fields: { address?: string; org?: string }) =>
  study.ask({
    type: 'connection/connect',
    id: null,
    address: '',
    org: 'demo-university',
    username: 'ada',
    key: DEMO_KEY,
    ...fields,
  });
const listed = async (origin: string) => {
  const found = (await readSites()).find((site) => site.origin === origin);
  return found && `${found.state}, ${found.from}, ${found.stays ? 'stays' : 'can go'}`;
};
const campus = (locked: boolean) => ({ sites: { value: [CAMPUS], locked } });

describe('a connection', () => {
  test('to another school or server than the locked one is rejected, and no server is asked', async () => {
    await set({
      organization: { value: 'demo-university', locked: true },
      address: { value: 'https://base.manager.iblai.app', locked: true },
    });
    const other = await connect({ org: 'other' });
    expect(other).toEqual({ ok: false, why: { kind: 'set-by-organization', field: 'org' } });
    const elsewhere = await connect({ address: 'https://ibl.example' });
    expect(elsewhere).toEqual({
      ok: false,
      why: { kind: 'set-by-organization', field: 'address' },
    });
    expect(study.api.log).toEqual([]);
    expect(await connections.read()).toEqual([]);
    expect(await connect({})).toEqual({ ok: true });
  });

  test('may be to any school or server when one is only proposed', async () => {
    await set({ organization: { value: 'other', locked: false } });
    expect(await connect({})).toEqual({ ok: true });
  });

  test('that exists already stays as it is and works', async () => {
    await connect({});
    const before = await connections.read();
    await set({ organization: { value: 'other', locked: true } });
    expect(await connections.read()).toEqual(before);
    await study.seeUnit('a');
    await study.wait(6_000);
    expect(study.memories()).toHaveLength(1);
  });
});

describe('sites of a policy', () => {
  test('are followed without a click where the browser lets Waypoint read them, and otherwise need access', async () => {
    await set(campus(true));
    expect(await listed(CAMPUS)).toBe('needs-access, organization, stays');
    expect(access.matches()).toEqual([]);
    access.granted.add(`${CAMPUS}/*`);
    await study.event('permissions.onAdded', (worker) => worker.permissionsChanged());
    expect(await listed(CAMPUS)).toBe('followed, organization, stays');
    expect(access.matches()).toEqual([`${CAMPUS}/*`]);
  });

  test('are read at once in open pages when the policy changes, and no longer when it is withdrawn', async () => {
    access.granted.add(`${CAMPUS}/*`);
    access.open(1, `${CAMPUS}/learning`, false);
    await set(campus(false));
    expect(access.told(1)).toEqual(['started']);
    await set({});
    expect(await listed(CAMPUS)).toBeUndefined();
    expect(access.told(1)).toEqual(['started', 'page/rest']);
    expect(access.matches()).toEqual([]);
  });

  test('can be turned off and stay off when they are locked, but cannot leave the list', async () => {
    access.granted.add(`${CAMPUS}/*`);
    await set(campus(true));
    await study.ask({ type: 'site/off', origin: CAMPUS, forget: false });
    await study.ask({ type: 'site/remove', origin: CAMPUS });
    expect(await listed(CAMPUS)).toBe('off, organization, stays');
    await set(campus(true));
    expect(await listed(CAMPUS)).toBe('off, organization, stays');
  });

  test('are not proposed again after the learner removed them from the list, but can be added', async () => {
    access.granted.add(`${CAMPUS}/*`);
    await set(campus(false));
    await study.ask({ type: 'site/remove', origin: CAMPUS });
    expect(await listed(CAMPUS)).toBe('followed, organization, can go');
    await study.ask({ type: 'site/off', origin: CAMPUS, forget: false });
    await study.ask({ type: 'site/remove', origin: CAMPUS });
    await set(campus(false));
    expect(await listed(CAMPUS)).toBeUndefined();
    await set(campus(true));
    expect(await listed(CAMPUS)).toBe('off, organization, stays');
    access.granted.add(`${CAMPUS}/*`);
    await study.ask({ type: 'site/follow', origin: CAMPUS });
    expect(await listed(CAMPUS)).toBe('followed, organization, stays');
  });

  test('do not change what the learner turned off or added', async () => {
    access.granted.add(`${CAMPUS}/*`);
    const theirs = [
      { origin: CAMPUS, addedAt: 1, state: 'off' as const },
      { origin: EDX, addedAt: 1, state: 'off' as const },
    ];
    await sites.write(theirs);
    await set({ sites: { value: [CAMPUS, EDX], locked: true } });
    expect(await listed(CAMPUS)).toBe('off, organization, stays');
    expect(await listed(EDX)).toBe('off, waypoint, stays');
    expect(await sites.read()).toEqual(theirs);
  });
});

describe('a settings file', () => {
  const SCHOOL = { address: 'https://base.manager.iblai.app', username: 'ada', sites: [] };
  const take = (parts: Partial<SettingsFile>) =>
    study.ask({ type: 'settings/import', file: { ...EMPTY_FILE, ...parts } });

  test('brings no connection to another school or server than the locked one, and says which', async () => {
    await set({ organization: { value: 'demo-university', locked: true } });
    const file = {
      ...EMPTY_FILE,
      connections: [
        { ...SCHOOL, organization: 'other' },
        { ...SCHOOL, organization: 'demo-university' },
      ],
    };
    const held = heldOf(file, await readChosen());
    expect(held).toEqual([{ kind: 'connection', connection: file.connections[0] }]);
    await take(file);
    expect((await connections.read()).map(({ org }) => org)).toEqual(['demo-university']);
  });

  test('changes how long the journal is kept, unless that is locked', async () => {
    const limit = async () => (await settings.read()).journal;
    await set({ journal: { value: '90-days', locked: true } });
    expect(heldOf({ ...EMPTY_FILE, journal: '7-days' }, await readChosen())).toHaveLength(1);
    expect(heldOf({ ...EMPTY_FILE, journal: '90-days' }, await readChosen())).toEqual([]);
    await take({ journal: '7-days' });
    expect(await limit()).toBeNull();
    await set({ journal: { value: '90-days', locked: false } });
    await take({ journal: '7-days' });
    expect(await limit()).toBe('7-days');
    expect(heldOf({ ...EMPTY_FILE, journal: '30-days' }, await readChosen())).toEqual([]);
  });

  test('leaves a site of the organization followed, or turns it off', async () => {
    access.granted.add(`${CAMPUS}/*`);
    await set(campus(true));
    await take({ sites: [{ origin: CAMPUS, follow: true }] });
    expect(await listed(CAMPUS)).toBe('followed, organization, stays');
    await take({ sites: [{ origin: CAMPUS, follow: false }] });
    expect(await listed(CAMPUS)).toBe('off, organization, stays');
    await take({ sites: [{ origin: CAMPUS, follow: true }] });
    expect(await listed(CAMPUS)).toBe('from-file, organization, stays');
  });
});

test('no name in a policy ends a pause or prevents one', async () => {
  await study.connect();
  await study.ask({ type: 'pause/set', paused: true });
  await set({
    paused: { value: false, locked: true },
    pause: { value: 'never', locked: true },
    sent: { value: 'hidden', locked: true },
  });
  await study.seeUnit('a');
  await study.wait(6_000);
  expect((await settings.read()).pause).toEqual({ end: null });
  expect(study.memories()).toEqual([]);
  await study.ask({ type: 'pause/set', paused: false });
  await study.ask({ type: 'pause/set', paused: true });
  expect((await settings.read()).pause).toEqual({ end: null });
});
