import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { browser } from '../../lib/browser.ts';
import { accounts } from '../../lib/store/items/accounts.ts';
import { instructionOf, memoryListOf } from '../../lib/store/items/server-cache.ts';
import { exportOf } from '../../lib/store/items/chat-exports.ts';
import { connections, healthOf } from '../../lib/store/items/connections.ts';
import { deletes } from '../../lib/store/items/pending-deletes.ts';
import { writeDraft } from '../../lib/store/items/drafts.ts';
import { everything } from '../../lib/store/export-everything.ts';
import { firstRun } from '../../lib/store/items/first-steps.ts';
import { firstSaveShown } from '../../lib/store/items/first-save-shown.ts';
import { addToJournal } from '../../lib/store/logs/journal.ts';
import { writeKey } from '../../lib/store/items/api-keys.ts';
import { erasureOf } from '../../lib/store/items/delete-everything.ts';
import { EMPTY_RECORD } from '../../lib/store/items/outbox-record.ts';
import { writeRecord } from '../../lib/store/items/outbox-records.ts';
import { addInvalidInputs, refusalOf } from '../../lib/store/core/invalid-input-log.ts';
import { logRequest } from '../../lib/store/logs/request-log.ts';
import { pauses } from '../../lib/store/items/pauses.ts';
import { settings } from '../../lib/store/items/settings.ts';
import { sites, requestedSite } from '../../lib/store/items/sites.ts';
import { tabsSeen } from '../../lib/store/items/tabs.ts';
import type { Place } from '../../lib/edx/place.ts';
import { connection } from './connection.ts';

const KEY = 'de300ada'.repeat(8);
const TOKEN = 'session-token-of-ada';
const ID = '7d9f3f5e-2f4b-4f0a-9a39-2f6a3a1f0c11';
const COURSE = 'course-v1:edX+DemoX+Demo_Course';
const AT = 1_795_000_000_000;

const typed = connection();
const signedIn = connection({
  id: 'c2',
  source: { kind: 'sign-in', page: 'https://os.ibl.ai', expires: AT, token: 'dm_token' },
  sites: ['https://learn.iblai.app'],
});
const place: Place = {
  site: 'https://learning.edx.org',
  view: 'unit',
  courseKey: COURSE,
  courseTitle: 'Demonstration Course',
  sectionTitle: 'Introduction',
  subsectionTitle: 'Overview',
  unitTitle: 'Getting Started',
  subsectionKey: 'block-v1:edX+DemoX+Demo_Course+type@sequential+block@s',
  unitKey: 'block-v1:edX+DemoX+Demo_Course+type@vertical+block@u',
  url: 'https://learning.edx.org/course/x',
  seenAt: '2026-11-23T10:00:00.000Z',
};

/** Stores something in every part, with keys where a person may have typed them. */
async function fill(): Promise<void> {
  await connections.write([typed, signedIn]);
  await writeKey('c1', KEY);
  await writeKey('c2', TOKEN);
  const stop = { reason: 'key-refused', words: 'No.', at: AT } as const;
  await healthOf('c1').write({ stop, lastCourse: COURSE, notBefore: AT, overruled: 0 });
  await instructionOf('c1').write({
    shape: 'structured',
    exists: true,
    fields: {
      about_user: `My key is ${KEY}`,
      mentor_tone: 'kind',
      profession: '',
      desired_mentor_traits: '',
    },
  });
  await instructionOf('c2').write({ shape: 'content', exists: true, fields: { content: 'x' } });
  await writeDraft('c1', 'about_user', { text: `${TOKEN}!`, base: '' });
  await memoryListOf('c1').write({
    rows: [
      {
        courseKey: COURSE,
        edx: { id: 1, json: '{"a":1}', modified: null },
        ours: { id: ID, text: 'Studying', modified: null },
      },
    ],
    foreign: 1,
    whole: true,
    readAt: AT,
  });
  await writeRecord('c1', COURSE, {
    ...EMPTY_RECORD,
    pending: [{ place, seq: 2, since: AT, at: AT, tabId: 1, verified: false, journaled: true }],
    lastError: { kind: 'server', status: 500 },
    rejected: { status: 400, words: 'No.' },
    lastSent: { text: 'Studying', unitKey: 'u', at: AT },
    newerElsewhere: { unitKey: 'u', at: AT },
    edxMemory: { tracks: false, at: AT, modified: null, unit: null },
    ids: { memory: ID, entry: ID },
    visited: [{ unitKey: 'u', title: 'A unit' }],
  });
  await exportOf('c1').write({ step: 'ready', task: ID, at: AT, size: 9, taken: null });
  await exportOf('c2').write({
    step: 'waiting',
    task: ID,
    since: AT,
    next: AT,
    asked: 1,
    errors: 0,
    missing: 0,
  });
  await erasureOf('c2').write({
    waypoint: true,
    school: false,
    here: true,
    step: 'over',
    since: AT,
    until: AT,
    finished: [],
    gone: [{ account: { id: 'c2', org: 'o', username: 'u' }, part: 'waypoint', what: COURSE }],
    failed: [],
    found: 1,
    hereDone: null,
  });
  await firstRun.write({ opened: true, wanted: true });
  await settings.write({
    pause: null,
    never: [{ courseKey: COURSE, title: 'A title', discardAt: null }],
    journal: '90-days',
  });
  await pauses.write({
    sites: [{ origin: 'https://campus.example', end: null }],
    courses: [{ courseKey: COURSE, title: 'A title', end: null }],
  });
  await sites.write([{ origin: 'https://campus.example', addedAt: AT, state: 'off' }]);
  await accounts.write({ 'https://learning.edx.org': { named: true, ours: ['h'], other: 'o' } });
  await firstSaveShown.write(true);
  await addToJournal(place);
  await addToJournal({
    ...place,
    unitKey: `${place.unitKey}2`,
    seenAt: '2026-11-22T10:00:00.000Z',
  });
  await logRequest({ at: AT, method: 'POST', path: '/x/', status: 200, body: `{"k":"${KEY}"}` });
  const issue = { kind: 'type', at: 'a', wanted: 'text', found: 'list' } as const;
  await addInvalidInputs([
    refusalOf({ kind: 'page', site: 'https://a.example' }, issue, AT),
    refusalOf(
      { kind: 'server', method: 'GET', path: '/x/' },
      { kind: 'not-json', excerpt: 'Hi' },
      AT,
    ),
    refusalOf({ kind: 'stored', key: 'x' }, { kind: 'version', version: 9 }, AT),
  ]);
  await deletes.write([
    {
      connectionId: 'c1',
      courseKey: COURSE,
      edx: 1,
      ours: ID,
      due: AT,
      attempts: 0,
      failed: null,
      stops: false,
    },
  ]);
  await tabsSeen.write({ tabs: [{ tabId: 1, seen: { kind: 'none' } }] });
  await browser.storage.local.set({ 'of-a-later-version': { v: 1, data: { any: 'thing' } } });
}

const textOf = async () => await (await everything('0.1.0', AT)).text();

/** Adds or removes the browser's call that lists only keys. */
function setKeys(known: boolean): void {
  for (const area of [browser.storage.local, browser.storage.session]) {
    const getKeys = async () => Object.keys(await area.get(null));
    Reflect.set(area, 'getKeys', known ? getKeys : undefined);
  }
}

beforeEach(() => {
  fakeBrowser.reset();
  setKeys(true);
});

test.each([true, false])('the export holds every stored item in its part', async (known) => {
  setKeys(known);
  await fill();
  const all = JSON.parse(await textOf()) as Record<string, unknown>;
  expect(all).toMatchObject({
    file: 'waypoint-everything',
    format: 1,
    waypoint: '0.1.0',
    connections: [
      {
        ...typed,
        memories: { rows: [{ courseKey: COURSE }] },
        records: [{ courseKey: COURSE, pending: [{ place }] }],
        export: { step: 'ready' },
      },
      { ...signedIn, instruction: { fields: { content: 'x' } }, disconnecting: { found: 1 } },
    ],
    firstRun: { opened: true },
    journal: [{ seenAt: '2026-11-22T10:00:00.000Z' }, place],
    sites: [{ origin: 'https://campus.example' }],
    other: { 'of-a-later-version': { v: 1, data: { any: 'thing' } } },
  });
  expect(Object.keys(all['other'] as object)).toEqual(['of-a-later-version']);
});

test('the export contains no key and no session token, not even where one was typed', async () => {
  await fill();
  const text = await textOf();
  expect(text).toContain('My key is …');
  expect(text).not.toContain(KEY);
  expect(text).not.toContain(TOKEN);
});

test('the export gives what cannot be read, and what belongs to it, as it is stored', async () => {
  await fill();
  const damaged = { v: 99, data: 'x' };
  await browser.storage.local.set({ connections: damaged, settings: damaged });
  const all = JSON.parse(await textOf()) as { other: object };
  expect(all).toMatchObject({
    connections: null,
    settings: null,
    other: { connections: damaged, settings: damaged, 'memory:c1': {}, 'disconnecting:c2': {} },
  });
  expect(Object.keys(all.other)).toContain(`record:c1:${COURSE}`);
});

test('the export includes what is stored for this session only', async () => {
  await requestedSite.write({ origin: 'https://campus.example', at: 1 });
  expect(JSON.parse(await textOf())).toMatchObject({
    other: { 'requested-site': { v: 1, data: { origin: 'https://campus.example', at: 1 } } },
  });
});

test('the documentation names every field', async () => {
  await fill();
  const text = readFileSync('docs/your-data.md', 'utf8');
  const documented = new Set(Array.from(text.matchAll(/`([^`]+)`/g), ([, name]) => name));
  const fields = new Set<string>();
  JSON.parse(await textOf(), (name: string, value: unknown) => {
    // Skips numbers of list members, origins, and items that are given as stored.
    if (/^[a-z]\w*$/i.test(name) && name !== 'any') fields.add(name);
    return value;
  });
  expect([...fields].filter((name) => !documented.has(name))).toEqual([]);
  expect(fields.size).toBeGreaterThan(80);
});
