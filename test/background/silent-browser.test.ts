import { beforeEach, describe, expect, test } from 'vitest';
import { createApi } from '../../dev/fake-ibl/api.ts';
import { erasures } from '../../lib/store/items/delete-everything.ts';
import { settings } from '../../lib/store/items/settings.ts';
import { tabsSeen } from '../../lib/store/items/tabs.ts';
import type { Hostility } from '../harness/fake-device.ts';
import { unit } from '../harness/sample-places.ts';
import { CALLS } from '../model/hostile/steps.ts';
import { study, useStudy } from '../harness/use-study.ts';

/* Pages that do not answer, and a browser whose calls fail or never end. */

const MINUTE = 60_000;
const exam = { kind: 'blocked', reason: 'exam' } as const;
const EXAM_UNIT = unit('one').url.replace('block@overview', 'block@exam');
const api = createApi({ now: () => Date.now() });
useStudy(api);

const text = () => study.memories()[0]?.entries[0]?.value ?? '';

/** Tells whether a request ends within a time (ms). */
async function endsIn(ms: number, act: Promise<unknown>): Promise<boolean> {
  let over = false;
  const end = () => void (over = true);
  act.then(end, end);
  await study.wait(ms);
  return over;
}

describe('an exam whose page does not answer', () => {
  beforeEach(async () => {
    await study.connect();
    await study.see(exam, EXAM_UNIT, 2);
    await study.seeUnit('a', 1);
  });

  test('stops every send as long as its tab is open', async () => {
    study.frozen.add(2);
    await study.wait(10 * MINUTE);
    expect(study.writes()).toEqual([]);
    study.tabs.delete(2);
    await study.wait(MINUTE);
    expect(text()).toContain('"Unit a"');
  });

  test('is over when the page reports something else', async () => {
    study.frozen.add(2);
    await study.wait(10 * MINUTE);
    const answer = { at: EXAM_UNIT, report: { kind: 'none' } } as const;
    study.tabs.set(2, { url: EXAM_UNIT, answer });
    await study.wait(MINUTE);
    expect(study.writes()).toEqual([]);
    study.frozen.delete(2);
    await study.wait(MINUTE);
    expect(text()).toContain('"Unit a"');
  });

  test.each([
    [
      'to another unit of the exam, holds everything back',
      EXAM_UNIT.replace(/[^/]+$/, (last) => `${last}2`),
      '',
    ],
    [
      'to another page of its course, is over',
      EXAM_UNIT.replace(/\/block-v1.*$/, '/home'),
      '"Unit a"',
    ],
    ['to another site, is over', 'https://example.org/', '"Unit a"'],
  ])('whose tab moved %s', async (_, url, sent) => {
    study.frozen.add(2);
    study.tabs.set(2, { url, answer: null });
    await study.wait(2 * MINUTE);
    expect(text()).toContain(sent);
    expect(text() === '').toBe(sent === '');
  });

  test.each([
    ['does not say where the tab is', 'tabs.get', 'hang'],
    ['fails to say where the tab is', 'tabs.get', 'reject'],
  ] as const)('stops every send when the browser %s', async (_, call, how) => {
    study.frozen.add(2);
    study.hostile(call, how);
    await study.wait(10 * MINUTE);
    expect(study.writes()).toEqual([]);
    study.tabs.delete(2);
    study.hostile(call, null);
    await study.wait(MINUTE);
    expect(text()).toContain('"Unit a"');
  });

  test('stops every send when its page has lost its content script', async () => {
    study.hostile('tabs.sendMessage', 'reject');
    await study.wait(10 * MINUTE);
    expect(study.writes()).toEqual([]);
    study.tabs.delete(2);
    await study.wait(MINUTE);
    expect(text()).toContain('"Unit a"');
  });

  test('is remembered after the learner deletes everything and connects again', async () => {
    await study.ask({ type: 'erase/start', waypoint: true, school: true, here: true });
    await study.wait(MINUTE);
    await study.ask({ type: 'erase/go-on', what: 'close' });
    await study.connect();
    await study.seeUnit('b', 1);
    await study.wait(10 * MINUTE);
    expect(study.writes()).toEqual([]);
    study.tabs.delete(2);
    await study.wait(MINUTE);
    expect(text()).toContain('"Unit b"');
  });

  test('is remembered after a pause until its page reports again', async () => {
    await study.ask({ type: 'pause/set', paused: true });
    study.tabs.set(2, { url: EXAM_UNIT, answer: null });
    await study.ask({ type: 'pause/set', paused: false });
    await study.wait(MINUTE);
    expect(study.writes()).toEqual([]);
  });

  test('is remembered however many tabs have reported since', async () => {
    for (let tab = 10; tab < 90; tab += 1) await study.see({ kind: 'none' }, unit('z').url, tab);
    const { tabs } = await tabsSeen.read();
    expect(tabs[0]).toEqual({ tabId: 2, seen: { ...exam, at: EXAM_UNIT } });
    expect(tabs).toHaveLength(61);
    study.frozen.add(2);
    await study.wait(10 * MINUTE);
    expect(study.writes()).toEqual([]);
  });
});

test('a page that does not answer stops no send if it was not an exam', async () => {
  await study.connect();
  await study.seeUnit('a');
  study.frozen.add(1);
  await study.wait(MINUTE);
  expect(text()).toContain('"Unit a"');
});

/** Every browser call that a start or an update may make. */
const EVERY_CALL = [
  ...CALLS,
  'permissions.remove',
  'alarms.get',
  'alarms.create',
  'alarms.clear',
  'runtime.openOptionsPage',
  'management.getSelf',
  'storage.session.setAccessLevel',
] as const;
const CASES: readonly (readonly [string, Hostility])[] = [
  ...EVERY_CALL.flatMap((call) => (['hang', 'reject'] as const).map((how) => [call, how] as const)),
  ['tabs.*', { after: 1_500 }],
  ['storage.managed.get', 'hang'],
];

describe.each(CASES)('while the call of %s is set to %j', (call, how) => {
  beforeEach(async () => {
    await study.connect();
    study.tabs.set(5, { url: unit('z').url, answer: null });
    study.frozen.add(5);
  });

  test.each([
    ['an update', 'installed'],
    ['a start', 'started'],
  ] as const)('%s sends the pending place, sets an alarm and draws the badge', async (_, event) => {
    await study.seeUnit('a');
    study.hostile(call, how);
    study.badge.mockClear();
    study.stopWorker();
    study.alarms.clear();
    const end = study.event(event, (worker) =>
      event === 'installed' ? worker.installed('update') : worker.browserStarted(),
    );
    end.catch(() => undefined);
    await study.settle();
    // If the browser does not say which alarm is set, Waypoint sets another one.
    if (call === 'alarms.get' && how === 'hang') await study.wait(5_000);
    if (call !== 'alarms.create') expect(study.alarms.size).toBeGreaterThan(0);
    await study.wait(2 * MINUTE);
    expect(text()).toContain('"Unit a"');
    expect(study.badge).toHaveBeenLastCalledWith({ text: '✓' });
  });

  test('Pause and Resume work and get a reply, and then the pending place is sent', async () => {
    await study.seeUnit('a');
    study.hostile(call, how);
    const pause = study.send({ type: 'pause/set', paused: true });
    expect(await endsIn(6_000, pause)).toBe(true);
    expect((await settings.read()).pause).not.toBeNull();
    await study.wait(MINUTE);
    expect(study.writes()).toEqual([]);
    expect(await endsIn(6_000, study.send({ type: 'pause/set', paused: false }))).toBe(true);
    await study.wait(2 * MINUTE);
    expect(text()).toContain('"Unit a"');
  });

  test('Delete everything ends', async () => {
    await study.seeUnit('a');
    await study.wait(MINUTE);
    study.hostile(call, how);
    const wish = { type: 'erase/start', waypoint: true, school: false, here: true } as const;
    expect(await endsIn(10_000, study.send(wish))).toBe(true);
    await study.wait(3 * MINUTE);
    expect(study.memories()).toEqual([]);
    expect([...study.areas.local.keys()]).not.toContain('connections');
    expect((await erasures.read())?.step).toBe('over');
  });
});
