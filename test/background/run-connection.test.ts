import { waitingIn } from '../../lib/store/items/outbox-record.ts';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { browser } from '../../lib/browser.ts';
import type { Report } from '../../lib/edx/place.ts';
import { erasures } from '../../lib/store/items/delete-everything.ts';
import { readRecord } from '../../lib/store/items/outbox-records.ts';
import { settings } from '../../lib/store/items/settings.ts';
import { createStateWriter } from '../../lib/background/state/state-writer.ts';
import { runConnection } from '../../lib/background/run-connection.ts';
import { earliest } from '../../lib/background/scheduler/job-queue.ts';
import { COURSE, unit } from '../harness/sample-places.ts';
import { study, useStudy } from '../harness/use-study.ts';
import { START } from '../harness/worker-harness.ts';

useStudy();
beforeEach(async () => {
  await study.connect();
  await study.seeUnit('a');
});
const served = (id: string) => runConnection(createStateWriter(), id, false);

describe('a connection', () => {
  test('runs again when its next place is due', async () => {
    const id = await study.connectionId();
    expect(await served(id)).toBe(START + 5_000);
    expect(await served('another')).toBeNull();
  });

  test('does not run again while everything is being deleted', async () => {
    const times = { since: START, until: START + 600_000 };
    const erasure = { ...times, waypoint: true, school: false, here: false, found: 0 };
    const lists = { finished: [], gone: [], failed: [], hereDone: null };
    const id = await study.connectionId();
    await erasures.write({ ...erasure, ...lists, step: 'server' });
    expect(await served(id)).toBeNull();
    await erasures.write({ ...erasure, ...lists, step: 'over' });
    expect(await served(id)).toBe(START + 5_000);
  });
});

describe('a connection whose tab was asked runs again', () => {
  /** Sets the answer of the page, and what happens before it arrives. */
  const answer = (report: Report, meanwhile?: () => Promise<unknown>) =>
    vi.spyOn(browser.tabs, 'sendMessage').mockImplementation(async () => {
      await meanwhile?.();
      return { at: unit('a').url, report };
    });
  const here: Report = { kind: 'place', at: unit('a').url, titles: {} };
  const pause = async () => settings.write({ ...(await settings.read()), pause: { end: null } });

  test.each<[string, Report, number | null]>([
    ['after 30 seconds, if the tab shows an exam', { kind: 'blocked', reason: 'exam' }, 30_000],
    ['never, if the tab shows staff tools', { kind: 'blocked', reason: 'staff' }, null],
  ])('%s', async (_, report, wait) => {
    const id = await study.connectionId();
    study.stopWorker();
    vi.setSystemTime(START + 6_000);
    answer(report);
    expect(await served(id)).toBe(wait === null ? null : START + 6_000 + wait);
    expect(study.memories()).toEqual([]);
  });

  test('never, if everything was paused meanwhile', async () => {
    const id = await study.connectionId();
    study.stopWorker();
    vi.setSystemTime(START + 6_000);
    const asked = answer(here, pause);
    expect(await served(id)).toBeNull();
    expect(asked).toHaveBeenCalledTimes(1);
    expect(study.memories()).toEqual([]);
    expect(waitingIn(await readRecord(id, COURSE))).not.toBeNull();
  });

  test('never, if the place was saved', async () => {
    const id = await study.connectionId();
    study.stopWorker();
    vi.setSystemTime(START + 6_000);
    answer(here);
    expect(await served(id)).toBeNull();
    expect(study.memories()).toHaveLength(1);
  });
});

test.each([
  [[], null],
  [[null, null], null],
  [[null, 7], 7],
  [[9, null, 7, 8], 7],
  [[0], 0],
])('the earliest of %j is %j', (times, first) => {
  expect(earliest(times)).toBe(first);
});
