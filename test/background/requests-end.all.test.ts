import { beforeEach, describe, expect, test } from 'vitest';
import type { Action } from '../../dev/fake-ibl/faults.ts';
import { createApi, DEMO_KEY, OTHER_KEY } from '../../dev/fake-ibl/api.ts';
import { memoryName } from '../../lib/ibl/memories/memory-name.ts';
import { exportOf } from '../../lib/store/items/chat-exports.ts';
import { connections } from '../../lib/store/items/connections.ts';
import { readDrafts, writeDraft } from '../../lib/store/items/drafts.ts';
import { erasures } from '../../lib/store/items/delete-everything.ts';
import { allKeys } from '../../lib/store/items/api-keys.ts';
import { readRecords } from '../../lib/store/items/outbox-records.ts';
import { sites } from '../../lib/store/items/sites.ts';
import { unit } from '../harness/sample-places.ts';
import { reopenStudy, study, useStudy } from '../harness/use-study.ts';

/* Each request of a learner ends in bounded time, whatever the server does, and its result stays. */

const api = createApi({ now: () => Date.now() });
let id: string;
let sent: { method: string; url: string; at: number }[];

useStudy(api);
beforeEach(() => begin());

const MINUTE = 60_000;
const ROWS = 8;
const courseOf = (n: number) => `course-v1:A+B+${n}`;

async function begin(rows = ROWS): Promise<void> {
  sent = [];
  study.onRequest = ({ method, url }) => void sent.push({ method, url, at: Date.now() });
  await study.connect();
  id = await study.connectionId();
  for (let n = 0; n < rows; n += 1) {
    study.api.seed.edxMemory({ courseId: courseOf(n), data: n });
    study.api.seed.memory({
      name: await memoryName(courseOf(n)),
      catalogItemType: 'course',
      catalogItemId: courseOf(n),
      entries: [{ key: 'current_location', value: `Studying a course (${courseOf(n)}). x` }],
    });
  }
}

const fault = (action: Action) => () => void study.api.faults.add({ do: action });

/** What a server may do to requests. */
const SERVERS: Readonly<Record<string, () => void>> = {
  'as it should be': () => undefined,
  'that does not answer': fault({ kind: 'hang' }),
  'that drips a byte every 9 s': fault({ kind: 'drip', ms: 9_000 }),
  'that takes 9 s for each answer': fault({ kind: 'delay', ms: 9_000 }),
  'that fails each time': fault({ kind: 'status', status: 500, body: { detail: 'No.' } }),
  'that asks for another minute': fault({
    kind: 'status',
    status: 429,
    body: { detail: 'Later.' },
    headers: { 'Retry-After': '29' },
  }),
  'that writes each row again': () => study.api.seed.server({ remakesRows: true }),
  'that deletes nothing': () =>
    void study.api.faults.add({ method: 'DELETE', do: { kind: 'status', status: 204 } }),
};

const act = {
  erase: () => study.ask({ type: 'erase/start', waypoint: true, school: true, here: true }),
  eraseNext: (what: 'stop' | 'again' | 'here-anyway' | 'close') =>
    study.ask({ type: 'erase/go-on', what }),
  exporting: (wish: 'start' | 'cancel') =>
    study.ask({ type: 'export/request', connectionId: id, what: wish }),
};
const erasure = () => erasures.read();
/** Repeats a request that got no answer, as a learner does. */
const insist = (wish: () => Promise<unknown>) => wish().catch(wish);

describe.each(Object.keys(SERVERS))('on a server %s', (name) => {
  const misbehave = () => SERVERS[name]?.();

  test('Delete everything ends, and reports what is left', async () => {
    misbehave();
    await act.erase();
    await study.wait(11 * MINUTE);
    const end = await erasure();
    expect(end?.step).toBe('over');
    const isAllGone = ['as it should be', 'that takes 9 s for each answer'].includes(name);
    expect(end?.failed.length === 0).toBe(isAllGone);
    expect((await allKeys()).length === 0).toBe(isAllGone);
    const before = sent.length;
    await study.wait(60 * MINUTE);
    expect(sent.length).toBe(before);
    await act.eraseNext('here-anyway');
    await study.wait(MINUTE);
    expect(await allKeys()).toEqual([]);
  });

  test.each(['stop', 'here-anyway', 'close'] as const)(
    'Delete everything obeys "%s" while it runs',
    async (what) => {
      misbehave();
      await act.erase();
      await act.eraseNext(what);
      await study.wait(1_000);
      const now = await erasure();
      expect(now?.step).toBe(what === 'close' ? undefined : 'over');
      // A fast server may have deleted everything before the click.
      if (what === 'here-anyway') expect(await allKeys()).toEqual([]);
      const before = sent.length;
      await study.wait(60 * MINUTE);
      expect(sent.length).toBe(before);
    },
  );

  test('Disconnect ends every request with the key', async () => {
    await study.seeUnit('a');
    misbehave();
    const asked = [
      study.first.send({ type: 'memory/list' }),
      study.first.send({ type: 'instruction/read' }),
      study.first.send({
        type: 'instruction/save',
        fields: { about_user: { text: 'New', base: '' } },
      }),
      study.first.send({ type: 'connection/connect', ...FORM }),
      study.first.send({ type: 'connection/advise', ...ADVISED }),
    ];
    await act.exporting('start');
    await study.wait(6_000);
    await study.disconnect();
    const before = sent.length;
    await study.wait(60 * MINUTE);
    await Promise.all(asked);
    expect(sent.slice(before)).toEqual([]);
    expect(await allKeys()).toEqual([]);
    expect((await connections.read()).map(({ connected }) => connected)).toEqual([false]);
    expect((await exportOf(id).read())?.step).toMatch(/ended|ready/);
  });

  test('Cancel ends a chat export at once', async () => {
    misbehave();
    await act.exporting('start');
    await study.wait(2_500);
    await act.exporting('cancel');
    const before = sent.length;
    await study.wait(60 * MINUTE);
    expect(sent.length).toBe(before);
  });

  test('a connect ends', async () => {
    await study.disconnect();
    misbehave();
    const reply = study.first.send({ type: 'connection/connect', ...FORM });
    await study.wait(MINUTE);
    expect(await reply).toMatchObject({ ok: expect.any(Boolean) as boolean });
  });
});

const FORM = {
  id: null,
  address: '',
  org: 'demo-university',
  username: 'ada',
  key: '',
} as const;
const ADVISED = { address: '', org: 'demo-university', username: 'ada', key: '' } as const;

/** Returns everything that the browser stores, except API keys, as text. */
const kept = () =>
  JSON.stringify([study.areas.local, study.areas.session].map((area) => Array.from(area)));
const SITE = 'https://learning.edx.org';

/** Sends places of the site, stores the memory list, and queues one more place. */
async function studySome(): Promise<void> {
  for (const name of ['a', 'b']) {
    await study.seeUnit(name, 1, 'Ada');
    await study.wait(6_000);
  }
  await study.ask({ type: 'memory/list' });
  study.setOnline(false);
  await study.seeUnit('c');
  await study.wait(6_000);
}

describe.each(['before', 'after'] as const)('if the worker is stopped %s a call', (side) => {
  /** Runs the request with a stop at each of its calls in turn, until the stop comes too late. */
  async function atEachCall(
    prepare: () => Promise<unknown>,
    wish: () => Promise<unknown>,
    check: (where: string) => Promise<void>,
  ): Promise<number> {
    for (let calls = 0; ; calls += 1) {
      await reopenStudy();
      await begin(0);
      await prepare();
      let where: string | null = null;
      study.first.onStop = (call) => (where ??= call);
      study.stopWorkerAt({ calls, side });
      await wish().catch(() => undefined);
      await study.settle();
      study.stopWorkerAt(null);
      await study.wait(2 * MINUTE);
      await check(`stopped ${String(where)}, call ${calls}`);
      if (where === null) return calls;
    }
  }

  test('Disconnect leaves no key, even if the learner had to repeat it', async () => {
    await atEachCall(
      () => study.seeUnit('a'),
      () => insist(() => study.disconnect()),
      async (where) => expect(await allKeys(), where).toEqual([]),
    );
  });

  test('turning off a site with its data leaves nothing of the site', async () => {
    const off = () => study.ask({ type: 'site/off', origin: SITE, forget: true });
    const calls = await atEachCall(studySome, off, async (where) => {
      const isOff = (await sites.read()).some(({ state }) => state === 'off');
      if (!isOff) return expect(kept(), where).toContain('Unit c');
      for (const name of ['Unit', 'course-v1:', `${SITE}/`, 'edx-context']) {
        expect(kept(), `${name} ${where}`).not.toContain(name);
      }
    });
    expect(calls).toBeGreaterThan(30);
  });

  test('no key is stored without its connection', async () => {
    const calls = await atEachCall(
      () => study.disconnect(),
      () => study.connect(),
      async (where) => {
        const all = await connections.read();
        const keys = await allKeys();
        expect(keys.length, where).toBe(all.filter(({ connected }) => connected).length);
      },
    );
    expect(calls).toBeGreaterThan(10);
  });
});

describe('a connection that is edited to another username', () => {
  const edit = (username: string, key: string) =>
    study.ask({
      type: 'connection/connect',
      id,
      address: '',
      org: 'demo-university',
      username,
      key,
    });

  test('gets no pending place and no draft of the user before', async () => {
    await reopenStudy();
    await begin(0);
    study.api.faults.add({ method: 'POST', path: /memor/, do: { kind: 'status', status: 503 } });
    await study.seeUnit('a');
    await study.wait(6_000);
    await writeDraft(id, 'about_user', { text: 'I am Ada.', base: '' });
    expect(await edit('grace', OTHER_KEY)).toEqual({ ok: true });
    study.api.faults.clear();
    await study.wait(60 * MINUTE);
    expect(study.api.memories('demo-university', 'grace')).toEqual([]);
    expect(await readDrafts(await study.connectionId())).toEqual({});
    expect([...(await readRecords(await study.connectionId())).keys()]).toEqual([]);
  });
});

test('the places of two devices that take turns are both saved', async () => {
  await reopenStudy();
  await begin(0);
  const phone = study.addDevice();
  const text = () => study.memories()[0]?.entries[0]?.value;
  await phone.ask({ type: 'connection/connect', ...FORM, key: DEMO_KEY });
  const { url, ...place } = unit('b');
  for (const minutes of [6, 60, 300]) {
    await study.seeUnit('a');
    await study.wait(6_000);
    expect(text()).toContain('Now at: "Introduction" > "Demo Course Overview" > "Unit a"');
    const { courseTitle = '', sectionTitle = '', subsectionTitle = '', unitTitle = '' } = place;
    const titles = { courseTitle, sectionTitle, subsectionTitle, unitTitle };
    await phone.see({ kind: 'place', at: url, titles }, url);
    await study.wait(6_000);
    expect(text()).toContain('> "Unit b"');
    await study.wait(minutes * MINUTE);
  }
  await study.seeUnit('a');
  await study.wait(6_000);
  expect(text()).toContain('> "Unit a"');
});
