import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createApi, DEMO_KEY } from '../../../dev/fake-ibl/api.ts';
import type { FaultRule } from '../../../dev/fake-ibl/faults.ts';
import { wordsOfStatus } from '../../../components/place/status-text.tsx';
import { browser } from '../../../lib/browser.ts';
import { connections } from '../../../lib/store/items/connections.ts';
import { readOverview } from '../../../lib/domain/overview.ts';
import { statusOf, type Status } from '../../../lib/domain/place-status.ts';
import { speakEnglish } from '../../components/english.ts';
import { BAD_ANSWERS, ID } from '../../harness/bad-answers.ts';
import { unit } from '../../harness/sample-places.ts';
import { askAgainIfNotShown } from '../../harness/not-shown.ts';
import { study, useStudy } from '../../harness/use-study.ts';

/* Each request of a send gets each bad answer. The popup has a sentence for the state that follows.
 * Once the fault is gone, the last place is saved in one memory. */

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const api = createApi({ now: () => Date.now() });
useStudy(api);
let addresses: URL[];
/** The options of every request: no cookies, no redirects, no cache, no referrer. */
const CLOSED = {
  credentials: 'omit',
  redirect: 'error',
  cache: 'no-store',
  referrerPolicy: 'no-referrer',
};

beforeEach(async () => {
  addresses = [];
  const inner = fetch;
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    addresses.push(new URL(url));
    expect(init).toMatchObject(CLOSED);
    const response = await inner(url, init);
    // Browsers do the same, and hide the answer.
    if (response.status >= 300 && response.status < 400 && init.redirect === 'error') {
      throw new TypeError('Failed to fetch');
    }
    return response;
  });
  await speakEnglish();
  await study.connect();
});

interface Step {
  readonly rule: Omit<FaultRule, 'do'>;
  /** Runs before the fault. */
  readonly prepare: () => Promise<void>;
}

async function haveAMemory(): Promise<void> {
  await study.seeUnit('start');
  await study.wait(6_000);
}
const nothing = () => Promise.resolve();
/** Removes the entry from the memory, which then has to be created again. */
async function loseTheEntry(): Promise<void> {
  await haveAMemory();
  api.seed.removeEntry(study.memories()[0]?.entries[0]?.uniqueId ?? '');
}
const BY_ID = /\/memory\/[0-9a-f]{8}-/;

const STEPS: Readonly<Record<string, Step>> = {
  'asking the school': { rule: { path: /edx-memory\/\?course_id/ }, prepare: nothing },
  'looking by name': { rule: { method: 'GET', path: /\/memory\/edx-/ }, prepare: nothing },
  'looking in the list': { rule: { method: 'GET', path: /\/memories\/\?/ }, prepare: nothing },
  'creating it': { rule: { method: 'POST', path: /\/memories\/$/ }, prepare: nothing },
  'looking for what was created': {
    rule: { method: 'GET', path: /\/memories\/\?/, skip: 1 },
    prepare: async () => api.seed.server({ createReply: 'empty' }),
  },
  'creating it without the catalogue': {
    rule: { method: 'POST', path: /\/memories\/$/, skip: 1 },
    prepare: async () => api.seed.server({ refusesCatalogItems: true }),
  },
  'looking whether it was updated': {
    rule: { method: 'GET', path: BY_ID },
    async prepare() {
      await haveAMemory();
      // A 200 that does not show what was written.
      const yes = { kind: 'status', status: 200, body: {} } as const;
      api.faults.add({ method: 'POST', path: /memory-entries/, times: 1, do: yes });
    },
  },
  'updating it': { rule: { method: 'POST', path: /memory-entries/ }, prepare: haveAMemory },
  'reading before writing': {
    rule: { method: 'GET', path: BY_ID },
    async prepare() {
      await haveAMemory();
      study.setOnline(false);
      await study.seeUnit('last');
      await study.wait(15 * MINUTE);
      study.setOnline(true);
    },
  },
};

const mine = () => study.memories().filter(({ name }) => name.startsWith('edx-context-'));
const text = () => mine()[0]?.entries[0]?.value ?? '';
const status = async (name: string) =>
  statusOf(await readOverview(), { kind: 'place', place: unit(name) });

/** Expects one line in the popup, and advice or an action unless the place is saved. */
async function expectSentence(state: Status): Promise<void> {
  const [connection = null] = await connections.read();
  const { line, advice, actions } = wordsOfStatus(state, { connection, now: Date.now() });
  expect(line.text).toMatch(/^\S.*[.…]$/u);
  if (state.kind !== 'saved') expect(`${advice ?? ''}${actions?.join('') ?? ''}`).not.toBe('');
}

/** Expects what must hold at any time, whatever the server answers. */
async function expectNoHarm(): Promise<void> {
  expect(mine().length).toBeLessThanOrEqual(1);
  const stored = JSON.stringify(await browser.storage.local.get());
  expect(stored).not.toContain(DEMO_KEY);
  for (const { origin, href } of addresses) {
    expect(origin).toBe('https://base.manager.iblai.app');
    expect(href).not.toContain(DEMO_KEY);
  }
  for (const { method, path, body } of api.log) {
    expect(body).not.toContain(DEMO_KEY);
    // Reading a row that claims to be Waypoint's is harmless.
    if (method !== 'GET') expect(path).not.toContain(ID);
    if (method === 'DELETE')
      expect(path).toMatch(/\/memory\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\/$/);
    if (path.includes('memory-entries')) expect(path).toMatch(/\/[0-9a-f-]{36}\/$/);
  }
  expect(api.violations).toEqual([]);
}

/** Expects the last place to be saved once the fault is gone. Returns the name of its unit. */
async function expectRecovery(from: Status, action: FaultRule['do']): Promise<string> {
  const isRefused = from.kind === 'waiting' && from.why.kind === 'rejected';
  const last = isRefused ? 'newer' : 'last';
  if (isRefused) await study.seeUnit(last);
  if (from.kind === 'stopped') await study.ask({ type: 'send/try-again' });
  const capped = action.kind === 'status' && (action.headers?.['Retry-After']?.length ?? 0) > 15;
  await study.wait(capped ? DAY + 30 * MINUTE : 30 * MINUTE);
  // A create may have been carried out without being shown. Only the learner can send it again.
  await askAgainIfNotShown(study);
  expect(await status(last)).toMatchObject({ kind: 'saved' });
  return last;
}

describe.each(Object.entries(STEPS))('%s', (_, { rule, prepare }) => {
  test.each(BAD_ANSWERS)('%s', async (__, action) => {
    await prepare();
    const mend = api.faults.add({ ...rule, do: action });
    await study.seeUnit('last');
    const start = addresses.length;
    await study.ask({ type: 'now/look' });
    await study.wait(10 * MINUTE);
    expect(api.log.some(({ fault }) => fault === action.kind)).toBe(true);
    await expectNoHarm();
    const state = await status('last');
    if (state.kind === 'saved') expect(text()).toContain('"Unit last"');
    else if (state.kind === 'waiting') expect(['again', 'rejected']).toContain(state.why.kind);
    else expect(state.kind).toBe('stopped');
    await expectSentence(state);
    // Ten minutes of faults cause a handful of tries, with a few requests each.
    expect(addresses.length - start).toBeLessThan(60);

    mend();
    const last = await expectRecovery(state, action);
    expect(mine()).toHaveLength(1);
    expect(text()).toContain(`"Unit ${last}"`);
    await expectNoHarm();
  });
});

/* A memory has to be removed: a duplicate, or one without its entry. Whatever the server answers, the
 * place is saved and nothing else is deleted. A second memory stays only if the server denies having
 * it, or accepts the delete without effect. */

async function haveATwin(): Promise<void> {
  api.seed.server({ memoryByName: '404' });
  await haveAMemory();
  const [{ name, catalogItemType, catalogItemId, entries } = never()] = study.memories();
  api.seed.memory({
    name,
    catalogItemType: catalogItemType ?? 'course',
    catalogItemId: catalogItemId ?? '',
    entries: entries.map(({ key, value }) => ({ key, value })),
  });
  await study.forgetDevice();
  await study.connect();
}
function never(): never {
  throw new Error('There is no memory.');
}

const REMOVALS: Readonly<Record<string, Step>> = {
  'reading a duplicate': { rule: { method: 'GET', path: BY_ID }, prepare: haveATwin },
  'removing a duplicate': { rule: { method: 'DELETE' }, prepare: haveATwin },
  'reading one that lost its entry': {
    rule: { method: 'GET', path: BY_ID },
    prepare: loseTheEntry,
  },
  'removing one that lost its entry': { rule: { method: 'DELETE' }, prepare: loseTheEntry },
};

describe.each(Object.entries(REMOVALS))('%s', (_, { rule, prepare }) => {
  test.each(BAD_ANSWERS)('%s', async (__, action) => {
    await prepare();
    api.seed.memory({ name: 'my-notes', entries: [{ key: 'note', value: 'mine' }] });
    const mend = api.faults.add({ ...rule, do: action });
    await study.seeUnit('last');
    await study.ask({ type: 'now/look' });
    await study.wait(10 * MINUTE);
    expect(api.log.some(({ fault }) => fault === action.kind)).toBe(true);
    const before = await status('last');
    await expectSentence(before);

    mend();
    const last = await expectRecovery(before, action);
    const texts = mine().map(({ entries }) => entries[0]?.value ?? '');
    expect(texts.filter((one) => one.includes(`"Unit ${last}"`))).toHaveLength(1);
    expect(mine().length).toBeLessThanOrEqual(2);
    expect(study.memories().map(({ name }) => name)).toContain('my-notes');
    expect(api.violations).toEqual([]);
  });
});
