import { waitingIn } from '../../../lib/store/items/outbox-record.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { DEMO_ORG, OTHER_ORG } from '../../../dev/fake-ibl/api.ts';
import { browser } from '../../../lib/browser.ts';
import { memoryListOf } from '../../../lib/store/items/server-cache.ts';
import { connections, healthOf, type Connection } from '../../../lib/store/items/connections.ts';
import { deletes } from '../../../lib/store/items/pending-deletes.ts';
import { readDrafts, writeDraft } from '../../../lib/store/items/drafts.ts';
import { readKey } from '../../../lib/store/items/api-keys.ts';
import { readRecord } from '../../../lib/store/items/outbox-records.ts';
import { normalised } from '../../../lib/background/connections/arrange-connections.ts';
import { attentionOf } from '../../../lib/domain/attention.ts';
import { readOverview } from '../../../lib/domain/overview.ts';
import { statusOf } from '../../../lib/domain/place-status.ts';
import { allWaiting } from '../../../lib/domain/waiting-places.ts';
import {
  connectBoth,
  connectNight,
  EDX,
  IBL,
  idOf,
  NIGHT,
  orgsOf,
  seeAt,
  textsAt,
} from '../../harness/two-schools.ts';
import { COURSE, unit } from '../../harness/sample-places.ts';
import { reopenStudy, study, useStudy } from '../../harness/use-study.ts';

let demo: string;
let night: string;
useStudy();
beforeEach(async () => {
  ({ demo, night } = await connectBoth(study));
});

const atEdx = (name: string) => seeAt(study, { site: EDX, course: COURSE, name });
const atIbl = (name: string, course = NIGHT) => seeAt(study, { site: IBL, course, name, tab: 2 });
const refuse = (org: string, status: number, headers: Record<string, string> = {}) =>
  study.api.faults.add({
    path: new RegExp(`/orgs/${org}/`),
    do: { kind: 'status', status, body: { detail: 'Their words.' }, headers },
  });
const give = (origin: string, id: string) => study.ask({ type: 'connection/site', origin, id });
/** Returns a function that lists the requests to a school since this call. */
function watch(org: string): () => string[] {
  const start = study.api.log.length;
  return () =>
    study.api.log
      .slice(start)
      .filter(({ path }) => path.includes(`/orgs/${org}/`))
      .map(({ method, path }) => `${method} ${path}`);
}

describe('Waypoint sends a place to the school of its site', () => {
  test('and to no other', async () => {
    await atEdx('a');
    await atIbl('b');
    await study.wait(10_000);
    expect(textsAt(study, DEMO_ORG)).toEqual([expect.stringContaining('"Unit a"')]);
    expect(textsAt(study, OTHER_ORG)).toEqual([expect.stringContaining('"Unit b"')]);
  });

  test('even if both sites have the same course', async () => {
    await atEdx('a');
    await atIbl('b', COURSE);
    await study.wait(10_000);
    expect(textsAt(study, DEMO_ORG)).toEqual([expect.stringContaining('"Unit a"')]);
    expect(textsAt(study, OTHER_ORG)).toEqual([expect.stringContaining('"Unit b"')]);
  });

  test('or to the default if the site belongs to no school', async () => {
    await seeAt(study, { site: 'https://edge.edx.org', course: NIGHT, name: 'a' });
    await give(IBL, demo);
    await atIbl('b', COURSE);
    await study.wait(10_000);
    expect(textsAt(study, DEMO_ORG)).toHaveLength(1);
    expect(textsAt(study, OTHER_ORG)).toEqual([]);
  });

  test('unless its page turns out to be blocked', async () => {
    await atIbl('b');
    const url = study.tabs.get(2)?.url ?? '';
    await study.see({ kind: 'blocked', reason: 'staff' }, url, 2);
    await study.wait(10_000);
    expect(textsAt(study, OTHER_ORG)).toEqual([]);
    expect(waitingIn(await readRecord(night, NIGHT))).toBeNull();
  });
});

describe('Waypoint goes on sending to one school', () => {
  test.each([401, 403])('after the other rejected the key (%i)', async (status) => {
    refuse(OTHER_ORG, status);
    await atIbl('b');
    await study.wait(6_000);
    await atEdx('a');
    await study.wait(6_000);
    expect(textsAt(study, DEMO_ORG)).toHaveLength(1);
    expect((await healthOf(night).read()).stop).not.toBeNull();
    expect((await healthOf(demo).read()).stop).toBeNull();
  });

  test('while the other asks to wait', async () => {
    refuse(OTHER_ORG, 429, { 'Retry-After': '3600' });
    await atIbl('b');
    await study.wait(6_000);
    const asked = watch(OTHER_ORG);
    await atEdx('a');
    await study.wait(60_000);
    expect(textsAt(study, DEMO_ORG)).toHaveLength(1);
    expect(asked()).toEqual([]);
  });

  test.each([
    ['the second', OTHER_ORG, () => atIbl('b'), () => atEdx('a'), DEMO_ORG],
    ['the first', DEMO_ORG, () => atEdx('a'), () => atIbl('b'), OTHER_ORG],
  ])('while %s does not answer', async (_, org, there, here, other) => {
    study.api.faults.add({ path: new RegExp(org), do: { kind: 'hang' } });
    await there();
    await study.wait(5_500);
    const before = Date.now();
    await here();
    while (textsAt(study, other).length === 0) await study.wait(500);
    // The place waits its five seconds, and not for the request without an answer, which takes ten.
    expect(Date.now() - before).toBeLessThan(7_000);
  });

  test('with one request at a time to each', async () => {
    const open = new Map<string, number>();
    let most = 0;
    study.onRequest = ({ url }) => {
      const org = /orgs\/([^/]+)/.exec(url)?.[1] ?? '';
      open.set(org, (open.get(org) ?? 0) + 1);
      most = Math.max(most, open.get(org) ?? 0);
      return () => void open.set(org, (open.get(org) ?? 0) - 1);
    };
    for (const org of [DEMO_ORG, OTHER_ORG]) {
      study.api.faults.add({ path: new RegExp(org), do: { kind: 'delay', ms: 2_000 } });
    }
    await atEdx('a');
    await atIbl('b');
    await atIbl('c', COURSE);
    await study.wait(60_000);
    expect(most).toBe(1);
    expect(textsAt(study, OTHER_ORG)).toHaveLength(2);
  });

  test('and retries the other, which did not answer, after the worker was stopped', async () => {
    const hang = study.api.faults.add({ path: /night-school/, do: { kind: 'hang' } });
    await atIbl('b');
    await study.wait(5_500);
    await atEdx('a');
    await study.wait(5_500);
    study.stopWorker();
    hang();
    await study.wait(5 * 60_000);
    expect(textsAt(study, OTHER_ORG)).toHaveLength(1);
  });
});

describe('Waypoint sends to neither school', () => {
  test('during an exam in any tab', async () => {
    await study.see({ kind: 'blocked', reason: 'exam' }, `${EDX}/course/x`, 3);
    await atEdx('a');
    await atIbl('b');
    await study.wait(60_000);
    expect(study.writes()).toEqual([]);
    await study.see({ kind: 'none' }, `${EDX}/`, 3);
    await study.wait(10_000);
    expect([...textsAt(study, DEMO_ORG), ...textsAt(study, OTHER_ORG)]).toHaveLength(2);
  });

  test('during a pause', async () => {
    await atEdx('a');
    await atIbl('b');
    await study.ask({ type: 'pause/set', paused: true });
    await study.wait(60_000);
    expect(study.writes()).toEqual([]);
    await study.ask({ type: 'pause/set', paused: false });
    await study.wait(10_000);
    expect([...textsAt(study, DEMO_ORG), ...textsAt(study, OTHER_ORG)]).toHaveLength(2);
  });
});

test('a browser start gives each school that rejected the key one try', async () => {
  refuse(DEMO_ORG, 401);
  refuse(OTHER_ORG, 403);
  await atEdx('a');
  await atIbl('b');
  await study.wait(60_000);
  const asked = [watch(DEMO_ORG), watch(OTHER_ORG)];
  await study.event('start', (worker) => worker.browserStarted());
  await study.wait(60 * 60_000);
  expect(asked.map((one) => one().length)).toEqual([1, 1]);
});

describe('a site that is given to another school', () => {
  test('takes its pending place along, even in the middle of a send', async () => {
    study.api.faults.add({ path: /demo-university/, times: 1, do: { kind: 'delay', ms: 3_000 } });
    await atEdx('a');
    await study.wait(5_500);
    await give(EDX, night);
    await study.wait(20_000);
    expect(textsAt(study, DEMO_ORG)).toEqual([]);
    expect(textsAt(study, OTHER_ORG)).toEqual([expect.stringContaining('"Unit a"')]);
  });

  test('keeps the order, so that the newest place of a course is saved', async () => {
    study.setOnline(false);
    await atIbl('old', COURSE);
    await study.wait(20_000);
    await atEdx('a');
    await atEdx('b');
    const before = (await readRecord(demo, COURSE)).seq;
    await give(EDX, night);
    const record = await readRecord(night, COURSE);
    const { seq, ids } = record;
    const waiting = waitingIn(record);
    expect(waiting?.place.unitTitle).toBe('Unit b');
    expect(waiting?.seq).toBe(seq);
    expect(seq).toBeGreaterThan(before);
    expect(ids).toBeNull();
    expect(waitingIn(await readRecord(demo, COURSE))).toBeNull();
    study.setOnline(true);
    await study.ask({ type: 'now/look' });
    // The wait after tries without a network is random.
    await study.wait(5 * 60_000);
    expect(textsAt(study, OTHER_ORG)).toEqual([expect.stringContaining('"Unit b"')]);
  });

  test('leaves a newer place of the other school as it is', async () => {
    study.setOnline(false);
    await atEdx('old');
    await study.wait(20_000);
    await atIbl('new', COURSE);
    // Otherwise Waypoint would queue the page in front again, whatever was moved.
    await study.see({ kind: 'none' }, `${IBL}/`);
    await give(EDX, night);
    expect(waitingIn(await readRecord(night, COURSE))?.place.unitTitle).toBe('Unit new');
  });

  test('has its pending place sent once, to either school, wherever the worker is stopped', async () => {
    let stopped = true;
    for (let calls = 0; stopped; calls += 1) {
      await reopenStudy();
      ({ demo, night } = await connectBoth(study));
      await atEdx('a');
      await study.see({ kind: 'none' }, `${EDX}/`);
      stopped = false;
      study.first.onStop = (call) => (stopped ||= call !== null);
      study.stopWorkerAt({ calls, side: 'after' });
      await give(EDX, night).catch(() => undefined);
      study.stopWorkerAt(null);
      await study.wait(60_000);
      const all = [...textsAt(study, DEMO_ORG), ...textsAt(study, OTHER_ORG)];
      expect(all, `stopped at call ${calls}`).toHaveLength(1);
    }
  });
});

describe('the list of connections', () => {
  test('has no site twice, and none for the default', async () => {
    const [first, second] = (await connections.read()) as [Connection, Connection];
    const list = [
      { ...first, sites: ['a'] },
      { ...second, sites: ['a', 'b', 'a'] },
      { ...second, sites: ['b', 'c'] },
    ];
    expect(normalised(list).map(({ sites }) => sites)).toEqual([[], ['a', 'b'], ['c']]);
  });

  test('updates a connection when the learner connects to the same account again', async () => {
    expect(await connectNight(study)).toEqual({ ok: true });
    const all = await connections.read();
    expect(orgsOf(all)).toEqual([DEMO_ORG, OTHER_ORG]);
    expect(all.map(({ id }) => id)).toEqual([demo, night]);
    expect(all[1]?.sites).toEqual([IBL]);
  });

  test('does not let one connection be edited into another', async () => {
    const before = await connections.read();
    expect(await connectNight(study, demo)).toEqual({ ok: false, why: { kind: 'duplicate' } });
    expect(await connections.read()).toEqual(before);
  });

  test('gives another person the position and the sites of a connection, but none of its data', async () => {
    study.setOnline(false);
    await atIbl('b');
    study.setOnline(true);
    await writeDraft(night, 'about_user', { text: 'Typed.', base: 'Old.' });
    await writeDraft(demo, 'about_user', { text: 'Other.', base: '' });
    study.api.seed.user({ username: 'grace', org: OTHER_ORG });
    study.api.seed.key({ key: 'grace-at-night', username: 'grace', org: OTHER_ORG });
    await study.ask({
      type: 'connection/connect',
      id: night,
      address: '',
      org: OTHER_ORG,
      username: 'grace',
      key: 'grace-at-night',
    });
    const [first, second, ...more] = await connections.read();
    expect(more).toEqual([]);
    expect(first?.id).toBe(demo);
    expect(second).toMatchObject({ username: 'grace', sites: [IBL] });
    expect(second?.id).not.toBe(night);
    const id = second?.id ?? '';
    expect(await readDrafts(id)).toEqual({});
    expect(await readDrafts(demo)).toEqual({ about_user: { text: 'Other.', base: '' } });
    expect(await readKey(night)).toBeNull();
    expect(await readKey(demo)).not.toBeNull();
    expect(JSON.stringify(Object.keys(await browser.storage.local.get()))).not.toContain(night);
    await study.wait(10_000);
    expect(study.api.memories(OTHER_ORG, 'grace')).toEqual([]);
    expect(textsAt(study, OTHER_ORG)).toEqual([]);
  });

  test('keeps known sites and pending places where they are when the default changes', async () => {
    study.setOnline(false);
    await atEdx('a');
    await atIbl('b');
    await study.ask({ type: 'connection/default', id: night });
    const all = await connections.read();
    expect(orgsOf(all)).toEqual([OTHER_ORG, DEMO_ORG]);
    expect(all[0]?.sites).toEqual([]);
    expect(all[1]?.sites).toContain(EDX);
    expect(all[1]?.sites).not.toContain(IBL);
    study.setOnline(true);
    await study.ask({ type: 'now/look' });
    await study.wait(20_000);
    expect(textsAt(study, DEMO_ORG)).toEqual([expect.stringContaining('"Unit a"')]);
    expect(textsAt(study, OTHER_ORG)).toEqual([expect.stringContaining('"Unit b"')]);
  });

  test('keeps pending places at a disconnected connection, and gives them to the default when it is removed', async () => {
    study.setOnline(false);
    await atIbl('b');
    await study.ask({ type: 'connection/remove', id: night });
    expect(orgsOf(await connections.read())).toEqual([DEMO_ORG, OTHER_ORG]);
    await study.ask({ type: 'connection/disconnect', id: night, forget: false });
    expect([await readKey(night), (await readKey(demo)) === null]).toEqual([null, false]);
    study.setOnline(true);
    await study.ask({ type: 'now/look' });
    await study.wait(20_000);
    expect(study.writes()).toEqual([]);
    await study.ask({ type: 'connection/remove', id: night });
    await study.wait(20_000);
    expect(orgsOf(await connections.read())).toEqual([DEMO_ORG]);
    expect(textsAt(study, DEMO_ORG)).toEqual([expect.stringContaining('"Unit b"')]);
  });

  test('does not let the last connection be removed', async () => {
    for (const id of [night, demo]) {
      await study.ask({ type: 'connection/disconnect', id, forget: false });
      await study.ask({ type: 'connection/remove', id });
    }
    expect(orgsOf(await connections.read())).toEqual([DEMO_ORG]);
    expect(await idOf(DEMO_ORG)).toBe(demo);
  });
});

describe('each school has its own', () => {
  test('memory list and deletes, with their own Undo', async () => {
    await atEdx('a');
    await atIbl('b', COURSE);
    await study.wait(10_000);
    for (const connectionId of [demo, night]) {
      expect(await study.ask({ type: 'memory/list', connectionId })).toEqual({ ok: true });
      expect((await memoryListOf(connectionId).read())?.rows).toHaveLength(1);
    }
    const all = { courses: [{ courseKey: COURSE, title: 'A' }], waypoint: true, school: false };
    for (const connectionId of [demo, night]) {
      await study.ask({ type: 'memory/delete', connectionId, ...all, stop: false });
    }
    expect(await deletes.read()).toHaveLength(2);
    expect(await study.ask({ type: 'memory/undo', connectionId: demo, courses: [COURSE] })).toBe(
      true,
    );
    await study.wait(20_000);
    expect([textsAt(study, DEMO_ORG).length, textsAt(study, OTHER_ORG).length]).toEqual([1, 0]);
  });

  test('instruction', async () => {
    const save = (connectionId: string, text: string) =>
      study.ask({
        type: 'instruction/save',
        connectionId,
        fields: { about_user: { text, base: '' } },
      });
    expect(await save(night, 'At night.')).toEqual({ ok: true });
    expect(await save(demo, 'By day.')).toEqual({ ok: true });
    expect(await study.ask({ type: 'instruction/read', connectionId: 'nobody' })).toMatchObject({
      ok: false,
    });
    const written = study.api.log.filter(({ method }) => method === 'PUT' || method === 'POST');
    const body = (org: string) =>
      written.filter(({ path }) => path.includes(org)).map((one) => one.body);
    expect(body(OTHER_ORG).join()).toContain('At night.');
    expect(body(DEMO_ORG).join()).not.toContain('At night.');
  });

  test('status, while the badge and the list of pending places cover all schools', async () => {
    refuse(OTHER_ORG, 401);
    await atIbl('b');
    await atEdx('a');
    await study.wait(10_000);
    const overview = await readOverview();
    const here = { kind: 'place', place: unit('a') } as const;
    const there = { kind: 'place', place: { ...unit('b'), site: IBL } } as const;
    expect(statusOf(overview, here).kind).toBe('saved');
    expect(statusOf(overview, there).kind).toBe('stopped');
    expect(allWaiting(overview)).toMatchObject([
      { connection: { org: OTHER_ORG }, why: { kind: 'school', state: 'key-refused' } },
    ]);
    expect(attentionOf(overview, false)).toBe('act');
  });
});
