import { beforeEach, expect, test } from 'vitest';
import { DEMO_ORG, OTHER_ORG } from '../../../dev/fake-ibl/api.ts';
import { connections } from '../../../lib/store/items/connections.ts';
import { deletes } from '../../../lib/store/items/pending-deletes.ts';
import { readExportFile } from '../../../lib/store/items/chat-exports.ts';
import { erasureOf, erasures } from '../../../lib/store/items/delete-everything.ts';
import { allKeys, readKey } from '../../../lib/store/items/api-keys.ts';
import type { DeleteEverythingRequest } from '../../../lib/messages/requests.ts';
import { connectBoth, EDX, IBL, NIGHT, seeAt, textsAt } from '../../harness/two-schools.ts';
import { COURSE } from '../../harness/sample-places.ts';
import { study, useStudy } from '../../harness/use-study.ts';

/* "Delete everything" for a learner with two schools, while other jobs are running. */

let demo: string;
let night: string;
useStudy();
beforeEach(async () => {
  ({ demo, night } = await connectBoth(study));
  await seeAt(study, { site: EDX, course: COURSE, name: 'a' });
  await seeAt(study, { site: IBL, course: NIGHT, name: 'a', tab: 2 });
  await study.wait(6_000);
  expect([textsAt(study, DEMO_ORG), textsAt(study, OTHER_ORG)]).toMatchObject([[{}], [{}]]);
});

const MINUTE = 60_000;
const HERE: DeleteEverythingRequest = { waypoint: false, school: false, here: true };
const SERVERS: DeleteEverythingRequest = { waypoint: true, school: true, here: false };
const start = (wish: DeleteEverythingRequest) => study.ask({ type: 'erase/start', ...wish });
const stored = () => [...study.first.areas.local.keys(), ...study.first.areas.session.keys()];
const left = () => [...textsAt(study, DEMO_ORG), ...textsAt(study, OTHER_ORG)].length;
const writesAt = (org: string, method: string) =>
  study.api.log.filter((one) => one.method === method && one.path.includes(`/orgs/${org}/`));

test('deletes everything at both schools and in this browser', async () => {
  await start({ ...SERVERS, here: true });
  await study.wait(MINUTE);
  const now = await erasures.read();
  expect(now).toMatchObject({ step: 'over', failed: [], found: 2 });
  expect(now?.gone.map(({ account, what }) => [account.id, what])).toEqual([
    [demo, COURSE],
    [night, NIGHT],
  ]);
  expect(left()).toBe(0);
  expect(stored()).toEqual(['erasure']);
  expect(await allKeys()).toEqual([]);
});

test('reports a school without a key, and deletes nothing in this browser until the learner asks for it', async () => {
  await study.ask({ type: 'connection/disconnect', id: night, forget: false });
  await start({ ...SERVERS, here: true });
  await study.wait(MINUTE);
  expect(textsAt(study, DEMO_ORG)).toEqual([]);
  expect(textsAt(study, OTHER_ORG)).toHaveLength(1);
  expect(await erasures.read()).toMatchObject({ step: 'over', hereDone: null });
  const { failed = [] } = (await erasures.read()) ?? {};
  expect(failed.map(({ account, part, reason }) => [account.id, part, reason.kind])).toEqual([
    [night, 'waypoint', 'not-connected'],
    [night, 'school', 'not-connected'],
  ]);
  expect(await readKey(demo)).not.toBeNull();
});

test('deletes at one school even if the other rejects every request', async () => {
  const refused = { kind: 'status', status: 403, body: { detail: 'It is locked.' } } as const;
  study.api.faults.add({ path: /demo-university/, do: refused });
  await start(SERVERS);
  await study.wait(MINUTE);
  expect(textsAt(study, OTHER_ORG)).toEqual([]);
  const { failed = [] } = (await erasures.read()) ?? {};
  expect(failed.map(({ account }) => account.id)).toEqual([demo, demo]);
});

test('disconnects a school that was being disconnected once everything is deleted', async () => {
  study.api.faults.add({ path: /night/, do: { kind: 'delay', ms: 5_000 } });
  await study.ask({ type: 'connection/disconnect', id: night, forget: true });
  await study.wait(1_000);
  await start(SERVERS);
  await study.wait(5 * MINUTE);
  expect(left()).toBe(0);
  expect(await erasures.read()).toMatchObject({ step: 'over', failed: [] });
  expect(await erasureOf(night).read()).toBeNull();
  expect((await connections.read()).map(({ connected }) => connected)).toEqual([true, false]);
});

test('also deletes what the learner could still undo, which ends the undo', async () => {
  await study.ask({ type: 'memory/list' });
  await study.remove(COURSE);
  await start(SERVERS);
  await study.wait(3_000);
  expect(await deletes.read()).toEqual([]);
  expect(await study.ask({ type: 'memory/undo', courses: [COURSE] })).toBe(false);
  expect(left()).toBe(0);
});

test('deletes a place that is being sent when it starts', async () => {
  study.api.faults.add({ path: /memory-entries/, do: { kind: 'delay', ms: 8_000 } });
  await seeAt(study, { site: IBL, course: 'course-v1:ibl+Other+2026', name: 'a', tab: 2 });
  study.api.faults.add({ method: 'POST', path: /memories/, do: { kind: 'delay', ms: 8_000 } });
  await study.wait(6_000);
  await start(SERVERS);
  await study.wait(MINUTE);
  expect(left()).toBe(0);
  expect(await erasures.read()).toMatchObject({ step: 'over', failed: [], found: 3 });
});

test.each(['before it', 'after it'])(
  'stores nothing from a request that was made just %s',
  async (when) => {
    study.api.faults.add({ path: /instruction|downloads/, do: { kind: 'delay', ms: 8_000 } });
    study.api.seed.server({ exportPolls: 0 });
    await study.ask({ type: 'export/request', connectionId: demo, what: 'start' });
    await study.wait(3_000);
    const read = () => study.ask({ type: 'instruction/read', connectionId: night });
    const early = when === 'before it' ? read() : null;
    await start(HERE);
    const late = early ?? read();
    await study.wait(2 * MINUTE);
    await late;
    const asked = study.api.log.filter(({ path }) => /instruction|downloads/.test(path));
    // The file was requested. Whether the instruction was depends on which request came first.
    expect(asked.length).toBeGreaterThan(0);
    expect(await erasures.read()).toMatchObject({ step: 'over' });
    expect(stored()).toEqual(['erasure']);
    expect(await readExportFile(demo)).toBeNull();
  },
);

test('stores nothing from a request that was made while the servers delete', async () => {
  study.api.faults.add({ method: 'DELETE', do: { kind: 'delay', ms: 1_000 } });
  study.api.faults.add({ path: /instruction/, do: { kind: 'delay', ms: 9_000 } });
  await start({ ...SERVERS, here: true });
  await study.wait(500);
  const read = study.ask({ type: 'instruction/read', connectionId: night });
  await study.wait(2 * MINUTE);
  await read;
  const at = study.api.log.findLast(({ path }) => path.includes('instruction'))?.at ?? 0;
  const lastGone = study.api.log.findLast(({ method }) => method === 'DELETE')?.at ?? 0;
  expect(lastGone - at).toBeGreaterThan(0);
  expect(await erasures.read()).toMatchObject({ step: 'over', failed: [] });
  expect(stored()).toEqual(['erasure']);
});

test('sends nothing to any school before everything is deleted', async () => {
  study.api.faults.add({ method: 'DELETE', do: { kind: 'delay', ms: 9_000 } });
  await start(SERVERS);
  await seeAt(study, { site: IBL, course: NIGHT, name: 'b', tab: 2 });
  const posts = writesAt(OTHER_ORG, 'POST').length;
  await study.wait(15_000);
  // The first school is done, the second is not.
  expect(writesAt(OTHER_ORG, 'POST')).toHaveLength(posts);
  await study.wait(MINUTE);
  expect(textsAt(study, DEMO_ORG)).toEqual([]);
  expect(textsAt(study, OTHER_ORG)).toHaveLength(1);
});
