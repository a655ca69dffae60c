import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import * as z from 'zod/mini';
import { browser } from '../../lib/browser.ts';
import { accounts } from '../../lib/store/items/accounts.ts';
import { instructionOf, memoryListOf } from '../../lib/store/items/server-cache.ts';
import { exportOf } from '../../lib/store/items/chat-exports.ts';
import { connections, healthOf } from '../../lib/store/items/connections.ts';
import { deletes } from '../../lib/store/items/pending-deletes.ts';
import { readDrafts } from '../../lib/store/items/drafts.ts';
import { erasures } from '../../lib/store/items/delete-everything.ts';
import { firstRun } from '../../lib/store/items/first-steps.ts';
import { firstSaveSeen } from '../../lib/store/items/first-save-seen.ts';
import { signInSearch } from '../../lib/store/items/sign-in-search.ts';
import { firstSaveShown } from '../../lib/store/items/first-save-shown.ts';
import { readJournal } from '../../lib/store/logs/journal-read.ts';
import { listProgress } from '../../lib/store/items/list-progress.ts';
import { optionsSection } from '../../lib/store/items/options-section.ts';
import { pauses } from '../../lib/store/items/pauses.ts';
import { readRecord, readRecords } from '../../lib/store/items/outbox-records.ts';
import { readInvalidInputs } from '../../lib/store/core/invalid-input-log.ts';
import { noRoomSince } from '../../lib/store/core/quota.ts';
import { logRequest, readRequestLog } from '../../lib/store/logs/request-log.ts';
import { settings } from '../../lib/store/items/settings.ts';
import { sites, requestedSite } from '../../lib/store/items/sites.ts';
import { tabsSeen } from '../../lib/store/items/tabs.ts';
import { theme } from '../../lib/store/items/theme.ts';
import { clockSeen } from '../../lib/store/items/clock.ts';
import { trimmedOn } from '../../lib/store/items/journal-trimmed-on.ts';
import { COURSE } from '../harness/sample-places.ts';

/*
 * Checks what each version stored, exactly as it stored it, and what is read from it today.
 * `frozen/` has a file for each stored item. An example never changes once its version was
 * released. A new version adds one.
 */

const frozen = z.object({
  /** The file of lib/store that writes the item. */
  file: z.string(),
  area: z.enum(['local', 'session']),
  key: z.string(),
  versions: z.array(z.object({ v: z.number(), stored: z.unknown(), today: z.unknown() })),
});

/** How each item is read today, by the name of its file of examples. */
const READ: Readonly<Record<string, () => Promise<unknown>>> = {
  accounts: () => accounts.read(),
  connections: () => connections.read(),
  courses: async () => [...(await readRecords('c1')).keys()],
  deletes: () => deletes.read(),
  draft: () => readDrafts('c1'),
  erasure: () => erasures.read(),
  export: () => exportOf('c1').read(),
  'first-run': () => firstRun.read(),
  'first-save-seen': () => firstSaveSeen.read(),
  'first-save-shown': () => firstSaveShown.read(),
  health: () => healthOf('c1').read(),
  instruction: () => instructionOf('c1').read(),
  journal: () => readJournal(1, Date.parse('2026-11-23T12:00:00Z')),
  'list-reading': () => listProgress.read(),
  'options-section': () => optionsSection.read(),
  memory: () => memoryListOf('c1').read(),
  pauses: () => pauses.read(),
  record: () => readRecord('c1', COURSE),
  refused: () => readInvalidInputs(),
  room: () => noRoomSince(),
  sent: () => readRequestLog(),
  'sent-count': nextNumber,
  settings: () => settings.read(),
  'sign-in-search': () => signInSearch.read(),
  sites: () => sites.read(),
  tabs: () => tabsSeen.read(),
  theme: () => theme.read(),
  'trimmed-on': () => trimmedOn.read(),
  clock: () => clockSeen.read(),
  'requested-site': () => requestedSite.read(),
};

/** Returns the number that the next request gets. */
async function nextNumber(): Promise<number | undefined> {
  await logRequest({ at: 1, method: 'GET', path: '/', status: 200, body: null });
  return (await readRequestLog())[0]?.seq;
}

const all = globSync('test/store/frozen/*/*.json').map((path) => {
  const item = frozen.parse(JSON.parse(readFileSync(path, 'utf8')));
  return Object.assign(item, { name: basename(path, '.json') });
});

beforeEach(() => fakeBrowser.reset());

describe.each(all)('$name', ({ name, area, key, versions }) => {
  test.each(versions)('reads an example of version $v', async ({ v, stored, today }) => {
    const item = { [key]: { v, data: stored } };
    await browser.storage[area].set(item);
    const read = READ[name];
    if (!read) throw new Error(`It is not said how ${name} is read.`);
    expect(await read()).toEqual(today);
    // No part was damaged, and reading wrote nothing.
    const { [key]: now, ...others } = await browser.storage[area].get(null);
    if (name === 'sent-count') return;
    expect(now).toEqual(item[key]);
    expect(others).toEqual({});
  });
});

test('every version of every stored item has an example', () => {
  const written = globSync('lib/store/**/*.ts').flatMap((file) =>
    Array.from(readFileSync(file, 'utf8').matchAll(/\bversion: (\d+)/g), ([, newest]) =>
      Array.from({ length: Number(newest) }, (_, i) => `${file} ${i + 1}`),
    ).flat(),
  );
  const examples = all.flatMap(({ file, versions }) => versions.map(({ v }) => `${file} ${v}`));
  expect(examples.toSorted()).toEqual(written.toSorted());
  expect(all.map(({ name }) => name).toSorted()).toEqual(Object.keys(READ).toSorted());
});

const task = '307be194-2351-44ff-8d7b-24660fd9ec34';
test.each([
  { step: 'asking', since: 1, tries: 1 },
  { step: 'ready', task, at: 1, size: 20, taken: null },
  { step: 'ended', task: null, at: 1, why: { kind: 'status', status: 403, words: 'No.' } },
  { step: 'ended', task, at: 1, why: { kind: 'failed', state: 'FAILURE' } },
])('an export of version 1 in another step is read: $step', async (data) => {
  await browser.storage.local.set({ 'export:c1': { v: 1, data } });
  expect(await exportOf('c1').read()).toEqual(data);
});
