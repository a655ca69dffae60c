import { beforeEach, describe, expect, test, vi } from 'vitest';
import { readOverview } from '../../../lib/domain/overview.ts';
import { isEverythingPaused, readPauses } from '../../../lib/domain/pauses.ts';
import { readSites } from '../../../lib/domain/known-sites.ts';
import { statusOf } from '../../../lib/domain/place-status.ts';
import { pauses } from '../../../lib/store/items/pauses.ts';
import { settings } from '../../../lib/store/items/settings.ts';
import { tabsSeen } from '../../../lib/store/items/tabs.ts';
import { browser } from '../../../lib/browser.ts';
import { unit } from '../../harness/sample-places.ts';
import { study, useStudy } from '../../harness/use-study.ts';

/* A pause with an end holds like one without, and is over by itself. */

const EDX = 'https://learning.edx.org';
const COURSE = unit('a').courseKey;
const HOUR = 3_600_000;

useStudy();
beforeEach(async () => {
  await study.connect();
});

type What = 'everything' | 'site' | 'course';
const pause = async (what: What, length: 'hour' | 'tomorrow' = 'hour', paused = true) => {
  const rest = { paused, length } as const;
  if (what === 'everything') return await study.ask({ type: 'pause/set', ...rest });
  if (what === 'site') return await study.ask({ type: 'site/pause', origin: EDX, ...rest });
  return await study.ask({ type: 'course/pause', courseKey: COURSE, title: 'Demo', ...rest });
};
const text = () => study.memories()[0]?.entries[0]?.value ?? '';
const stored = async () => {
  const { sites, courses } = await pauses.read();
  return [(await settings.read()).pause, ...sites, ...courses].filter((one) => one !== null).length;
};
const holding = async () => {
  const { sites, courses } = await readPauses();
  return (await isEverythingPaused()) || sites.length + courses.length > 0;
};
/** Returns the messages that told pages to read on. */
const toldToRead = () => {
  const say = vi.spyOn(browser.tabs, 'sendMessage');
  return () =>
    say.mock.calls.filter(([, message]) => (message as { type: string }).type === 'page/read');
};
const badge = () => study.badge.mock.calls.at(-1)?.[0].text;
const move = (ms: number) => vi.setSystemTime(Date.now() + ms);

describe.each<What>(['everything', 'site', 'course'])('a pause of %s for an hour', (what) => {
  test('holds for the hour; then the waiting place is sent and the pages are read again', async () => {
    await study.seeUnit('a');
    await pause(what);
    const told = toldToRead();
    await study.seeUnit('b');
    await study.wait(HOUR - 1_000);
    expect(study.writes()).toEqual([]);
    expect(told()).toEqual([]);
    expect(await holding()).toBe(true);
    await study.wait(10_000);
    expect(await stored()).toBe(0);
    expect(told()).not.toEqual([]);
    expect(text()).toContain('"Unit a"');
    expect(text()).not.toContain('"Unit b"');
    // The sign for the first saved place, not that for a pause.
    expect(badge()).toBe('✓');
    await study.seeUnit('c');
    await study.wait(10_000);
    expect(text()).toContain('"Unit c"');
  });

  test('is over though the worker was stopped and its alarm lost, for whoever asks', async () => {
    await study.seeUnit('a');
    await pause(what);
    study.stopWorker();
    study.first.alarms.clear();
    await study.wait(HOUR);
    expect(await stored()).toBe(1);
    expect(await holding()).toBe(false);
    expect((await readOverview()).paused).toBe(false);
    expect((await readSites()).every(({ state }) => state === 'followed')).toBe(true);
    const told = toldToRead();
    await study.seeUnit('b');
    await study.wait(10_000);
    expect(await stored()).toBe(0);
    expect(told()).not.toEqual([]);
    expect(text()).toContain('"Unit b"');
  });

  test('is over after a browser start', async () => {
    await pause(what);
    study.stopWorker();
    study.first.areas.session.clear();
    study.first.alarms.clear();
    move(HOUR);
    await study.first.event('startup', (worker) => worker.browserStarted());
    await study.settle();
    expect(await stored()).toBe(0);
    expect(badge()).toBe('');
  });

  test('goes on after a browser start within the hour, and sets its alarm again', async () => {
    await study.seeUnit('a');
    await pause(what);
    study.stopWorker();
    study.first.areas.session.clear();
    study.first.alarms.clear();
    await study.first.event('startup', (worker) => worker.browserStarted());
    await study.wait(HOUR - 1_000);
    expect(study.writes()).toEqual([]);
    await study.wait(10_000);
    expect(text()).toContain('"Unit a"');
  });

  test('is over after the clock was moved back by days', async () => {
    await pause(what);
    move(-3 * 24 * HOUR);
    expect(await holding()).toBe(false);
    await study.ask({ type: 'sites/list' });
    await study.settle();
    expect(await stored()).toBe(0);
  });

  test('ends earlier if the learner resumes, and a new pause replaces its end', async () => {
    await pause(what);
    await pause(what, 'tomorrow');
    expect(await stored()).toBe(1);
    await study.wait(HOUR);
    expect(await holding()).toBe(true);
    await pause(what, 'hour', false);
    expect(await stored()).toBe(0);
    expect(await holding()).toBe(false);
  });

  test('is ended again if the worker is stopped while it tells the pages', async () => {
    await study.seeUnit('a');
    await pause(what);
    await study.wait(HOUR - 1_000);
    study.first.hostile('tabs.sendMessage', 'hang', 1);
    await study.wait(1_500);
    expect(await stored()).toBe(1);
    study.stopWorker();
    const told = toldToRead();
    await study.wait(60_000);
    expect(await stored()).toBe(0);
    expect(told()).not.toEqual([]);
  });
});

test('a pause of everything with an end says when it ends, and so do a site and a course', async () => {
  await study.seeUnit('a');
  const until = Date.now() + HOUR;
  const seen = (await tabsSeen.read()).tabs[0]?.seen ?? null;
  await pause('course');
  expect(statusOf(await readOverview(), seen)).toMatchObject({ kind: 'course-paused', until });
  await pause('site');
  expect((await readSites()).find(({ origin }) => origin === EDX)).toMatchObject({
    state: 'paused',
    pausedUntil: until,
  });
  await pause('everything');
  expect(statusOf(await readOverview(), seen)).toMatchObject({ kind: 'paused', until });
});

test('a page of a course that was closed during its pause is not recorded after the end', async () => {
  await pause('course');
  await study.seeUnit('a');
  study.first.tabs.delete(1);
  await study.wait(HOUR);
  await study.disconnect();
  await study.connect();
  await study.wait(120_000);
  expect(study.writes()).toEqual([]);
});

test('a pause that ends while another one holds leaves the other one', async () => {
  await study.seeUnit('a');
  await pause('course');
  await pause('everything', 'tomorrow');
  await study.wait(HOUR + 60_000);
  expect(await stored()).toBe(1);
  expect(study.writes()).toEqual([]);
  await study.wait(24 * HOUR);
  expect(await stored()).toBe(0);
  expect(text()).toContain('"Unit a"');
});
