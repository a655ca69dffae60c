import { describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { browser } from '../../../lib/browser.ts';
import { JOURNAL_LIMITS, type JournalLimit } from '../../../lib/shared/journal-retention.ts';
import { addToJournal, journalDays } from '../../../lib/store/logs/journal.ts';
import { readRecords } from '../../../lib/store/items/outbox-records.ts';
import { readRequestLog } from '../../../lib/store/logs/request-log.ts';
import { COURSE, unit } from '../../harness/sample-places.ts';
import { study, useStudy } from '../../harness/use-study.ts';
import { START } from '../../harness/worker-harness.ts';

const DAY = 86_400_000;
useStudy();

const dayBack = (back: number) => new Date(START - back * DAY).toISOString();
const daysBack = async () =>
  (await journalDays())
    .map((day) => Math.round((Date.parse(dayBack(0).slice(0, 10)) - Date.parse(day)) / DAY))
    .toSorted((a, b) => a - b);

/** Adds days at the edge of each limit, and one long ago. */
async function noteDays(): Promise<void> {
  for (const back of [1, 6, 7, 29, 30, 89, 90, 400]) await addToJournal(unit('x', dayBack(back)));
}
const keep = (limit: JournalLimit) => study.ask({ type: 'journal/keep', limit });
const studied = async (name: string) => {
  await study.seeUnit(name);
  await study.wait(6_000);
};
const visited = async () => {
  const records = await readRecords(await study.connectionId());
  return records.get(COURSE)?.visited.map(({ title }) => title);
};

describe('the journal', () => {
  test.each([
    ['7-days', [1, 6]],
    ['30-days', [1, 6, 7, 29]],
    ['90-days', [1, 6, 7, 29, 30, 89]],
    ['until-deleted', [1, 6, 7, 29, 30, 89, 90, 400]],
    ['not-kept', []],
  ] as const)('loses older days as soon as the learner chooses %s', async (limit, left) => {
    await noteDays();
    expect(await keep(limit)).toBe(true);
    expect(await daysBack()).toEqual(left);
  });

  test('keeps 30 days if the learner chose nothing, even at the first start after an update', async () => {
    await noteDays();
    await study.event('installed', (worker) => worker.installed('update'));
    expect(await daysBack()).toEqual([1, 6, 7, 29]);
  });

  test('loses old days with the first event of a day in a browser that runs for weeks', async () => {
    await keep('7-days');
    await study.connect();
    await studied('a');
    expect(await daysBack()).toEqual([0]);
    await study.wait(6 * DAY);
    await study.ask({ type: 'now/look' });
    expect(await daysBack()).toEqual([0]);
    await study.wait(DAY);
    await study.ask({ type: 'now/look' });
    expect(await daysBack()).toEqual([]);
  });

  test('records nothing if the learner chose that, and places are sent as before', async () => {
    await keep('not-kept');
    await study.connect();
    await studied('a');
    await studied('b');
    expect(await daysBack()).toEqual([]);
    expect(study.memories()[0]?.entries[0]?.value).toContain('Before that: "Unit a".');
    expect(await visited()).toEqual(['Unit b', 'Unit a']);
    await keep('7-days');
    await studied('c');
    expect(await daysBack()).toEqual([0]);
  });

  test('keeps its limit after a message with an unknown one', async () => {
    await noteDays();
    await keep('until-deleted');
    const message: unknown = { type: 'journal/keep', limit: '1-day' };
    expect(await study.ask(message as { type: 'journal/delete' })).toBeUndefined();
    expect((await daysBack()).length).toBe(8);
    expect(JOURNAL_LIMITS).not.toContain('1-day');
  });
});

describe('a wrong clock', () => {
  const start = () => study.event('started', (worker) => worker.browserStarted());
  const YEARS = 1_500 * DAY;
  const month = async () => {
    await addToJournal(unit('x', dayBack(3)));
    await start();
  };

  test.each([YEARS, 40 * DAY, -YEARS])(
    'deletes no day of the journal if it is off by %i ms for some starts on one day',
    async (ms) => {
      await month();
      vi.setSystemTime(START + ms);
      await start();
      study.stopWorker();
      await start();
      expect(await daysBack()).toContain(3);
      vi.setSystemTime(START + DAY);
      await start();
      expect(await daysBack()).toContain(3);
    },
  );

  test('counts as right on the day after', async () => {
    await month();
    vi.setSystemTime(START + 60 * DAY);
    await start();
    expect(await daysBack()).toEqual([3]);
    vi.setSystemTime(START + 61 * DAY);
    await start();
    expect(await daysBack()).toEqual([]);
  });

  test('that ran ahead leaves a day that is deleted in time, and not before', async () => {
    await keep('7-days');
    await addToJournal(unit('x', dayBack(-1_500)));
    for (let day = 0; day <= 7; day += 1) {
      vi.setSystemTime(START + day * DAY);
      await start();
      expect(await daysBack()).toEqual(day < 7 ? [-1_500] : []);
    }
  });
});

describe('each list is deleted on its own', () => {
  test('the journal without the outbox records and the request log', async () => {
    await study.connect();
    await studied('a');
    const sent = await readRequestLog();
    await study.ask({ type: 'journal/delete' });
    expect(await journalDays()).toEqual([]);
    expect(await readRequestLog()).toEqual(sent);
    expect(sent.length).toBeGreaterThan(0);
    expect(await visited()).toEqual(['Unit a']);
    await studied('b');
    expect(study.memories()[0]?.entries[0]?.value).toContain('Before that: "Unit a".');
  });

  test('an outbox record and the request log without the journal', async () => {
    await study.connect();
    await studied('a');
    const before = await browser.storage.local.get('journal:2026-11-23');
    study.setOnline(false);
    await study.seeUnit('b');
    await study.ask({ type: 'send/discard' });
    study.setOnline(true);
    await study.ask({ type: 'memory/list' });
    await study.remove(COURSE);
    await study.wait(20_000);
    expect(study.memories()).toEqual([]);
    const log = Object.keys(await browser.storage.local.get(null)).filter((key) =>
      key.startsWith('sent:'),
    );
    await browser.storage.local.remove(log);
    await study.disconnect();
    expect(await browser.storage.local.get('journal:2026-11-23')).toEqual(before);
    expect(before).not.toEqual({});
  });
});

describe('a policy for the journal', () => {
  const set = async (value: JournalLimit, locked: boolean) => {
    await fakeBrowser.storage.managed.set({ journal: { value, locked } });
    await study.event('managed', (worker) => worker.policyChanged());
  };

  test('that is locked applies at once and rejects another choice, and the learner may still delete the journal', async () => {
    await keep('until-deleted');
    await noteDays();
    await set('7-days', true);
    expect(await daysBack()).toEqual([1, 6]);
    expect(await keep('90-days')).toBe(false);
    await study.ask({ type: 'journal/delete' });
    expect(await daysBack()).toEqual([]);
  });

  test('that is proposed applies until the learner chooses', async () => {
    await noteDays();
    await set('90-days', false);
    expect(await daysBack()).toEqual([1, 6, 7, 29, 30, 89]);
    expect(await keep('30-days')).toBe(true);
    expect(await daysBack()).toEqual([1, 6, 7, 29]);
    await set('7-days', false);
    expect(await daysBack()).toEqual([1, 6, 7, 29]);
  });

  test("that is removed restores the learner's choice", async () => {
    await keep('until-deleted');
    await set('90-days', true);
    await noteDays();
    await fakeBrowser.storage.managed.clear();
    await study.event('managed', (worker) => worker.policyChanged());
    expect((await daysBack()).length).toBe(8);
  });
});
