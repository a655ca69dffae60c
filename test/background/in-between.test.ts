import { beforeEach, describe, expect, test } from 'vitest';
import type { FaultRule } from '../../dev/fake-ibl/faults.ts';
import { DEMO_KEY } from '../../dev/fake-ibl/api.ts';
import { memoryListOf } from '../../lib/store/items/server-cache.ts';
import { exportOf } from '../../lib/store/items/chat-exports.ts';
import { healthOf } from '../../lib/store/items/connections.ts';
import { deletes } from '../../lib/store/items/pending-deletes.ts';
import { readDrafts, writeDraft } from '../../lib/store/items/drafts.ts';
import { erasures } from '../../lib/store/items/delete-everything.ts';
import { readKey } from '../../lib/store/items/api-keys.ts';
import { readOverview } from '../../lib/domain/overview.ts';
import { statusOf } from '../../lib/domain/place-status.ts';
import { COURSE, unit } from '../harness/sample-places.ts';
import { study, useStudy } from '../harness/use-study.ts';

/*
 * A proxy, a gateway, a check for robots or a sign-in page of the network answers instead of the API.
 * Such an answer decides nothing: Waypoint keeps its work, and does it once the API answers again.
 */

let id: string;
useStudy();
beforeEach(async () => {
  await study.connect();
  id = await study.connectionId();
});

const MINUTE = 60_000;
const PAGE = '<!doctype html><title>Just a moment...</title>';
const says = (
  status: number,
  body: unknown = PAGE,
  headers: Record<string, string> = {},
): FaultRule['do'] => ({ kind: 'status', status, body, headers });

/** Answers that differ from the API by their status, their body, their type or a header. */
const ANSWERS: readonly (readonly [string, FaultRule['do']])[] = [
  ['a bot check', says(403, PAGE, { 'cf-mitigated': 'challenge' })],
  ["a gateway's 401", says(401, '<h1>Campus login</h1>', { 'WWW-Authenticate': 'Negotiate' })],
  ['a page of a deploy', says(404, '<h1>404 Not Found</h1>')],
  ['an empty 403', says(403, null)],
  ['an empty 401', says(401, null)],
  ['a 400 in text', says(400, 'Bad Request', { 'Content-Type': 'text/plain' })],
  ['407', says(407)],
  ['410 in HTML', says(410)],
  ['421', says(421, { detail: 'Misdirected.' })],
  ['425', says(425, null)],
  ['444', says(444, null)],
  ['451', says(451, { detail: 'Blocked by law.' })],
  ['511', says(511, '<h1>Log in to the hotel</h1>')],
  ['522', says(522)],
  [
    'problem details',
    says(403, { title: 'Access denied', status: 403, detail: 'Your IP is blocked.' }),
  ],
  ['JSON of a firewall', says(403, { success: false, errors: [{ code: 9109 }] })],
];

const status = async (name = 'a') =>
  statusOf(await readOverview(), { kind: 'place', place: unit(name) });
const kindOf = (action: FaultRule['do']) =>
  action.kind === 'status' && action.status >= 500 && action.status !== 511
    ? { kind: 'status' }
    : { kind: 'intermediary' };

describe.each(ANSWERS)('%s', (_, action) => {
  test('in reply to a send delays the place and stops nothing', async () => {
    const mend = study.api.faults.add({ do: action });
    await study.seeUnit('a');
    await study.wait(3 * MINUTE);
    expect(await status()).toMatchObject({ kind: 'waiting', why: { kind: 'again' } });
    expect((await healthOf(id).read()).stop).toBeNull();
    mend();
    await study.wait(30 * MINUTE);
    expect(await status()).toMatchObject({ kind: 'saved' });
    expect(study.memories()).toHaveLength(1);
  });

  test('in reply to a delete delays it, and nothing counts as deleted', async () => {
    await study.seeUnit('a');
    await study.wait(6_000);
    await study.ask({ type: 'memory/list' });
    const mend = study.api.faults.add({ path: /\/memory\//, do: action });
    await study.remove(COURSE);
    await study.wait(3 * MINUTE);
    expect(await deletes.read()).toMatchObject([{ failed: null }]);
    expect(study.memories()).toHaveLength(1);
    mend();
    await study.wait(30 * MINUTE);
    expect(await deletes.read()).toEqual([]);
    expect(study.memories()).toEqual([]);
  });

  test('in reply to Delete everything is retried once, and otherwise reported, and nothing counts as deleted', async () => {
    await study.seeUnit('a');
    await study.wait(6_000);
    const wish = { type: 'erase/start', waypoint: true, school: false, here: false } as const;
    const mend = study.api.faults.add({ method: 'DELETE', do: action });
    await study.ask(wish);
    await study.wait(2 * MINUTE);
    const over = await erasures.read();
    expect(over).toMatchObject({ step: 'over', gone: [] });
    expect(over?.failed.map(({ reason }) => reason)).toContainEqual(
      expect.objectContaining(kindOf(action)),
    );
    expect(study.memories()).toHaveLength(1);
    mend();
    study.api.faults.add({ times: 1, do: action });
    await study.ask({ type: 'erase/go-on', what: 'again' });
    await study.wait(MINUTE);
    expect(await erasures.read()).toMatchObject({ step: 'over', failed: [] });
    expect(study.memories()).toEqual([]);
  });

  test('in reply to a disconnect that deletes leaves the key until everything is deleted', async () => {
    await study.seeUnit('a');
    await study.wait(6_000);
    const mend = study.api.faults.add({ do: action });
    await study.disconnect(true);
    await study.wait(3 * MINUTE);
    expect(study.memories()).toHaveLength(1);
    expect(await readKey(id)).toBe(DEMO_KEY);
    mend();
    await study.ask({ type: 'erase/go-on', what: 'again', connectionId: id });
    await study.wait(MINUTE);
    expect(study.memories()).toEqual([]);
    expect(await readKey(id)).toBeNull();
  });

  test('in reply to a request of a screen is reported, and stored data stay', async () => {
    await study.seeUnit('a');
    await study.wait(6_000);
    await study.ask({ type: 'memory/list' });
    const list = await memoryListOf(id).read();
    await writeDraft(id, 'about_user', { text: 'I like proofs.', base: '' });
    study.api.faults.add({ do: action });
    const why = kindOf(action);
    expect(await study.ask({ type: 'memory/list' })).toMatchObject({ ok: false, why });
    expect(await memoryListOf(id).read()).toEqual(list);
    expect(await study.ask({ type: 'instruction/read' })).toMatchObject({ ok: false, why });
    const fields = { about_user: { text: 'I like proofs.', base: '' } };
    expect(await study.ask({ type: 'instruction/save', fields })).toMatchObject({ ok: false, why });
    expect((await readDrafts(id)).about_user?.text).toBe('I like proofs.');
    const asked = study.api.log.length;
    const form = { address: '', org: 'demo-university', username: 'ada', key: DEMO_KEY };
    expect(await study.ask({ type: 'connection/connect', id: null, ...form })).toMatchObject({
      ok: false,
      why,
    });
    // The answer does not say that the key is wrong, so no other scheme is tried.
    expect(study.api.log).toHaveLength(asked + 1);
    expect(await study.ask({ type: 'connection/advise', ...form })).toEqual({
      schools: [],
      otherUser: null,
      isAdmin: false,
    });
  });

  test('in reply to a request for a chat export is retried', async () => {
    study.api.faults.add({ path: /downloads/, times: 3, do: action });
    await study.ask({ type: 'export/request', connectionId: id, what: 'start' });
    await study.wait(2 * MINUTE);
    expect(await exportOf(id).read()).toMatchObject({ step: 'ready' });
  });
});

test('a page in reply to the write of an instruction keeps the draft, and the next save succeeds', async () => {
  study.api.seed.instruction({ about_user: 'old' });
  await writeDraft(id, 'about_user', { text: 'new', base: 'old' });
  const fields = { about_user: { text: 'new', base: 'old' } };
  study.api.faults.add({ method: 'PUT', times: 1, do: says(404) });
  expect(await study.ask({ type: 'instruction/save', fields })).toMatchObject({
    ok: false,
    why: { kind: 'intermediary', status: 404 },
  });
  // A page is no reason to create a second row.
  expect(study.writes().filter((write) => write.startsWith('POST'))).toEqual([]);
  expect((await readDrafts(id)).about_user?.text).toBe('new');
  expect(await study.ask({ type: 'instruction/save', fields })).toEqual({ ok: true });
});

test('a 404 page for a known entry does not create a second memory', async () => {
  await study.seeUnit('a');
  await study.wait(6_000);
  study.api.faults.add({ method: 'POST', path: /memory-entries/, times: 2, do: says(404) });
  await study.seeUnit('b');
  await study.wait(3 * MINUTE);
  expect(study.memories()).toHaveLength(1);
  expect(study.memories()[0]?.entries[0]?.value).toContain('"Unit b"');
  expect(study.writes().filter((write) => /POST .*memories/.test(write))).toHaveLength(1);
});

test('a rejection by the API itself stops the connection', async () => {
  study.api.faults.add({ path: /memor/, times: 1, do: says(403, { detail: 'Not you.' }) });
  study.api.faults.add({ path: /memor/, times: 1, do: says(403, { error: 'Not you.' }) });
  await study.seeUnit('a');
  await study.wait(MINUTE);
  expect(await status()).toMatchObject({ kind: 'stopped', reason: 'not-allowed' });
});
