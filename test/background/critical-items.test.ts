import { beforeEach, describe, expect, test, vi } from 'vitest';
import { browser } from '../../lib/browser.ts';
import { connections } from '../../lib/store/items/connections.ts';
import { addToJournal, journalDays } from '../../lib/store/logs/journal.ts';
import { readKey } from '../../lib/store/items/api-keys.ts';
import { readRecords } from '../../lib/store/items/outbox-records.ts';
import { settings } from '../../lib/store/items/settings.ts';
import { damagedCritical, CRITICAL_KEYS } from '../../lib/store/critical-items.ts';
import { readOverview } from '../../lib/domain/overview.ts';
import { unit } from '../harness/sample-places.ts';
import { study, useStudy } from '../harness/use-study.ts';

/* Items without a default, and how the learner recovers from a damaged one. */

useStudy();
beforeEach(async () => {
  await study.connect();
  await study.seeUnit('a');
  await study.wait(6_000);
  vi.spyOn(console, 'error').mockReturnValue();
});

/** Returns all stored items but the day of the last look at the clock. */
const local = async () => {
  const { clock: _, ...others } = await browser.storage.local.get(null);
  return others;
};
const NEWER = { v: 99, data: { of: 'a newer version' } };

describe.each(CRITICAL_KEYS)('%s of a newer version', (key) => {
  test('is left as it is, and reported', async () => {
    await browser.storage.local.set({ [key]: NEWER });
    await study.seeUnit('b').catch(() => undefined);
    await study.wait(70_000);
    expect((await local())[key]).toEqual(NEWER);
    expect((await damagedCritical()).map((one) => one.key)).toEqual([key]);
  });

  test('is set aside by a reset, next to earlier copies, and nothing else is removed', async () => {
    const id = await study.connectionId();
    const others = async () =>
      Object.keys(await local()).filter((one) => /^(record|courses|journal|sent)/.test(one));
    const before = await others();
    for (const data of [1, 2]) {
      await browser.storage.local.set({ [key]: { v: 99, data } });
      await study.wait(1);
      expect(await study.ask({ type: 'recovery/fresh' })).toBeNull();
    }
    const aside = Object.entries(await local()).filter(([one]) =>
      one.startsWith(`damaged:${key}:`),
    );
    expect(aside.map(([, value]) => value)).toEqual([
      { v: 99, data: 1 },
      { v: 99, data: 2 },
    ]);
    expect(await damagedCritical()).toEqual([]);
    expect(await others()).toEqual(expect.arrayContaining(before));
    expect((await readRecords(id)).size).toBe(1);
    await expect(readOverview()).resolves.toBeDefined();
    // A key is useless without its connection.
    expect((await readKey(id)) === null).toBe(key === 'connections');
    // Waypoint may no longer know which sites are off, so it pauses.
    expect((await settings.read()).pause).toEqual({ end: null });
  });
});

test('a reset keeps what it can read of connections of a newer version, without keys, and pending places are sent', async () => {
  const [old] = await connections.read();
  if (!old) throw new Error('There is no connection.');
  study.setOnline(false);
  await study.seeUnit('b');
  await study.wait(10_000);
  const odd = [
    { ...old, tint: 'blue' },
    { id: 'x', base: 'ftp://x', org: '..', username: 'a' },
  ];
  await browser.storage.local.set({ connections: { v: 99, data: odd } });
  expect(await study.ask({ type: 'recovery/fresh' })).toBeNull();
  const source = { kind: 'key' } as const;
  expect(await connections.read()).toEqual([{ ...old, connected: false, source, sites: [] }]);
  study.setOnline(true);
  await study.connect();
  await study.ask({ type: 'pause/set', paused: false });
  await study.wait(60_000);
  expect(study.memories()[0]?.entries[0]?.value).toContain('"Unit b"');
});

describe('the retention of the journal', () => {
  const keptFor = async () => (await settings.read()).journal;
  const noteLongAgo = () => addToJournal(unit('x', '2025-01-01T10:00:00.000Z'));
  const days = async () => (await journalDays()).length;

  test('is until-deleted if the settings cannot be read, so that no day is deleted then or later', async () => {
    await noteLongAgo();
    const before = await days();
    await browser.storage.local.set({ settings: NEWER });
    await study.wait(2 * 86_400_000);
    await study.ask({ type: 'now/look' }).catch(() => undefined);
    await study.ask({ type: 'recovery/fresh' });
    expect(await keptFor()).toBe('until-deleted');
    expect(await days()).toBe(before);
  });

  test('is taken from damaged settings if it can be read there', async () => {
    await browser.storage.local.set({ settings: { v: 99, data: { journal: 'not-kept', x: 1 } } });
    await study.ask({ type: 'recovery/fresh' });
    expect(await keptFor()).toBe('not-kept');
  });

  test('stays as chosen if only other items cannot be read', async () => {
    await study.ask({ type: 'journal/keep', limit: '7-days' });
    await browser.storage.local.set({ sites: NEWER });
    await study.ask({ type: 'recovery/fresh' });
    expect(await keptFor()).toBe('7-days');
  });
});

test('a reset does not touch items that can be read', async () => {
  const before = await local();
  expect(await study.ask({ type: 'recovery/fresh' })).toBeNull();
  expect(await local()).toEqual(before);
  expect(await connections.read()).toHaveLength(1);
});
