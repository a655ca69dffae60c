import { describe, expect, test, vi } from 'vitest';
import { browser } from '../../lib/browser.ts';
import { instructionOf, memoryListOf } from '../../lib/store/items/server-cache.ts';
import { readDrafts, writeDraft } from '../../lib/store/items/drafts.ts';
import { readInvalidInputs } from '../../lib/store/core/invalid-input-log.ts';
import { readRequestLog } from '../../lib/store/logs/request-log.ts';
import { tabsSeen } from '../../lib/store/items/tabs.ts';
import { CRITICAL_KEYS } from '../../lib/store/critical-items.ts';
import { connectionOf } from '../../lib/domain/connections.ts';
import { readOverview } from '../../lib/domain/overview.ts';
import { readSites } from '../../lib/domain/known-sites.ts';
import { COURSE, unit } from '../harness/sample-places.ts';
import { study, useStudy } from '../harness/use-study.ts';

useStudy();

const text = () => study.memories()[0]?.entries[0]?.value ?? '';

const { url } = unit('b');
const tab = { id: 1, url, index: 0, highlighted: true, active: true, pinned: false };
/** Sends a message of the page in a tab, and ignores a failure. */
const say = async (message: object) => {
  const from = { id: browser.runtime.id, frameId: 0, url, tab: { ...tab, incognito: false } };
  await Promise.resolve(study.worker().message(message, from)).catch(() => undefined);
};

/** Uses every feature, so that an item of each kind is stored. */
async function useEverything(): Promise<string> {
  await study.connect();
  const id = (await connectionOf(undefined))?.id ?? '';
  await study.ask({ type: 'pause/set', paused: false });
  await study.ask({ type: 'site/off', origin: 'https://learn.iblai.app', forget: false });
  const other = { courseKey: 'course-v1:Demo+Other+2026', title: 'Other' };
  await study.ask({ type: 'course/pause', ...other, paused: true });
  await study.seeUnit('a', 1, 'ada');
  await study.wait(6_000);
  await study.ask({ type: 'instruction/read' });
  await study.ask({ type: 'memory/list' });
  await study.remove(COURSE);
  await study.ask({ type: 'memory/undo', courses: [COURSE] });
  await writeDraft(id, 'about_user', { text: 'typed', base: '' });
  void say({ type: 'what' });
  await study.wait(1_000);
  return id;
}

/** Reads everything that the screens read. */
async function readAll(id: string): Promise<void> {
  await readOverview();
  await readDrafts(id);
  await readRequestLog();
  await readInvalidInputs();
  await tabsSeen.read();
  await instructionOf(id).read();
  await memoryListOf(id).read();
}

/** Broken values. The fake browser does not keep null, which the tests of decode cover. */
const BROKEN = ['text', 7, { v: 99, data: {} }, { v: 1, data: { wrong: ['shape'] } }];
const VITAL = [...CRITICAL_KEYS];
/** Each kind of stored item, by the beginning of its key. */
const KINDS = [
  'accounts',
  'clock',
  'courses:',
  'deletes',
  'draft:',
  'health:',
  'instruction:',
  'journal:',
  'memory:',
  'record:',
  'refused',
  'sent-count',
  'sent:reads:',
  'sent:writes:',
];
const local = async () => await browser.storage.local.get(null);
const keyOf = async (kind: string) =>
  Object.keys(await local()).find((key) => key.startsWith(kind));

/** Returns the broken value with the stored version, if it has one. */
const ofVersion = (stored: unknown, broken: unknown) =>
  typeof broken === 'object' && broken && 'v' in broken && broken.v === 1
    ? { ...broken, v: Reflect.get(Object(stored), 'v') ?? 1 }
    : broken;

test('the list names every kind of stored item', async () => {
  await useEverything();
  const kindOf = (key: string) => [...VITAL, ...KINDS].find((kind) => key.startsWith(kind)) ?? key;
  const found = new Set(Object.keys(await local()).map(kindOf));
  expect([...found].toSorted()).toEqual([...VITAL, ...KINDS].toSorted());
  expect(Object.keys(await browser.storage.session.get(null)).toSorted()).toEqual([
    'list-reading',
    'tabs',
    'trimmed-on',
  ]);
});

describe('a damaged item delays nothing and is set aside', () => {
  test.each(KINDS)('%s', async (kind) => {
    const id = await useEverything();
    for (const [i, value] of BROKEN.entries()) {
      const key = await keyOf(kind);
      if (key === undefined) throw new Error(`Nothing of the kind ${kind} is stored.`);
      const broken = ofVersion((await local())[key], value);
      await browser.storage.local.set({ [key]: broken });
      study.stopWorker();
      await study.seeUnit(`after-${i}`, 1, 'ada');
      await study.wait(6_000);
      expect(text()).toContain(`"Unit after-${i}"`);
      await readAll(id);
      await study.ask({ type: 'memory/list' });
      await study.ask({ type: 'now/look' });
      // The clock is read only when Waypoint looks for days of the journal.
      if (kind === 'clock') await study.event('managed', (worker) => worker.policyChanged());
      // The list of invalid inputs cannot report itself.
      if (kind === 'refused') continue;
      expect((await local())[`damaged:${key}`]).toEqual(broken);
      expect(await readInvalidInputs()).toContainEqual(
        expect.objectContaining({ source: { kind: 'stored', key } }),
      );
    }
  });

  test.each(BROKEN)('tabs: %j', async (broken) => {
    const id = await useEverything();
    await browser.storage.session.set({ tabs: broken });
    await study.seeUnit('b');
    await study.wait(6_000);
    expect(text()).toContain('"Unit b"');
    await readAll(id);
    expect(await readInvalidInputs()).toContainEqual(
      expect.objectContaining({ source: { kind: 'stored', key: 'tabs' } }),
    );
  });
});

describe('a damaged critical item stops all requests and is left as it is', () => {
  test.each(VITAL.flatMap((key) => BROKEN.map((broken) => [key, broken] as const)))(
    '%s: %j',
    async (key, broken) => {
      await useEverything();
      vi.spyOn(console, 'error').mockReturnValue();
      await browser.storage.local.set({ [key]: broken });
      const requests = study.api.log.length;
      const titles = { unitTitle: 'Unit b' };
      await say({ type: 'page/report', report: { kind: 'place', at: url, titles } });
      await study.wait(70_000);
      expect(study.api.log.length).toBe(requests);
      expect((await local())[key]).toEqual(broken);
      await expect(Promise.all([readOverview(), readSites()])).rejects.toThrow(`"${key}"`);
      expect(study.badge.mock.calls.at(-1)?.[0]).toEqual({ text: '!' });
    },
  );
});
