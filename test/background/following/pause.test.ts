import { beforeEach, expect, test } from 'vitest';
import { pauses } from '../../../lib/store/items/pauses.ts';
import { readOverview } from '../../../lib/domain/overview.ts';
import { readSites } from '../../../lib/domain/known-sites.ts';
import { statusOf } from '../../../lib/domain/place-status.ts';
import { allWaiting } from '../../../lib/domain/waiting-places.ts';
import { tabsSeen } from '../../../lib/store/items/tabs.ts';
import { openAccess } from '../../harness/fake-permissions.ts';
import { unit } from '../../harness/sample-places.ts';
import { study, useStudy } from '../../harness/use-study.ts';

/* Waypoint records and sends nothing from a paused site or course, and keeps its pending places. */

const EDX = 'https://learning.edx.org';
const OTHER = 'https://courses.edx.org';
const COURSE = unit('a').courseKey;

useStudy();
beforeEach(async () => {
  openAccess();
  await study.connect();
});

const pauseCourse = (paused: boolean) =>
  study.ask({ type: 'course/pause', courseKey: COURSE, title: 'Demo', paused });
const pauseSite = (origin: string, paused: boolean) =>
  study.ask({ type: 'site/pause', origin, paused });
/** Shows a unit on a page of a site, in a tab. */
const see = async (origin: string, name: string, tabId = 1) => {
  const at = unit(name).url.replace(EDX, origin);
  return await study.see({ kind: 'place', at, titles: { unitTitle: name } }, at, tabId);
};
const text = () => study.memories()[0]?.entries[0]?.value ?? '';
const waits = async () =>
  allWaiting(await readOverview()).map(({ place, why }) => [place.unitTitle, why.kind]);
const says = async () =>
  statusOf(await readOverview(), (await tabsSeen.read()).tabs.at(-1)?.seen ?? null).kind;

test('a paused course keeps its pending place, records no new one, and is sent once it is resumed', async () => {
  await see(EDX, 'a');
  await pauseCourse(true);
  expect(await waits()).toEqual([['a', 'paused']]);
  await see(EDX, 'b');
  await study.wait(120_000);
  expect(study.writes()).toEqual([]);
  expect(await waits()).toEqual([['a', 'paused']]);
  expect(await says()).toBe('course-paused');
  await pauseCourse(false);
  await study.wait(10_000);
  expect(text()).toContain('"a"');
});

test('a page of a paused course that was closed meanwhile is not recorded later', async () => {
  await pauseCourse(true);
  await see(EDX, 'a');
  study.first.tabs.delete(1);
  await pauseCourse(false);
  await study.disconnect();
  await study.connect();
  await study.wait(120_000);
  expect(study.writes()).toEqual([]);
});

test('a paused course does not delay another one', async () => {
  await pauseCourse(true);
  await see(EDX, 'a');
  const other = unit('z').url.replaceAll('DemoX', 'OtherX');
  await study.see({ kind: 'place', at: other, titles: { unitTitle: 'z' } }, other, 2);
  await study.wait(10_000);
  expect(study.memories()).toHaveLength(1);
  expect(text()).toContain('OtherX');
});

test('a paused site stops its pages, forgets what they show, and keeps its pending place', async () => {
  await see(EDX, 'a');
  await pauseSite(EDX, true);
  expect((await tabsSeen.read()).tabs).toEqual([{ tabId: 1, seen: { kind: 'none' } }]);
  expect(await see(EDX, 'b')).toBe('rest');
  await study.wait(120_000);
  expect(study.writes()).toEqual([]);
  expect(await waits()).toEqual([['a', 'paused']]);
  expect((await readSites()).find(({ origin }) => origin === EDX)?.state).toBe('paused');
  await pauseSite(EDX, false);
  expect(await see(EDX, 'c')).toBe('read');
  await study.wait(10_000);
  expect(text()).toContain('"c"');
});

test('a paused site does not delay another one', async () => {
  await pauseSite(EDX, true);
  expect(await see(OTHER, 'a')).toBe('read');
  await study.wait(10_000);
  expect(text()).toContain('"a"');
});

test.each(['site', 'course'] as const)(
  'a %s that is paused in the middle of a send gets no further request and loses no place',
  async (what) => {
    await see(EDX, 'a');
    study.api.faults.add({ path: /memory/, times: 1, do: { kind: 'delay', ms: 3_000 } });
    await study.wait(5_500);
    const before = study.writes().length;
    await (what === 'site' ? pauseSite(EDX, true) : pauseCourse(true));
    await study.wait(120_000);
    expect(study.writes()).toHaveLength(before);
    expect(study.writes()).toEqual([]);
    expect(await waits()).toEqual([['a', 'paused']]);
    await (what === 'site' ? pauseSite(EDX, false) : pauseCourse(false));
    await study.wait(120_000);
    expect(text()).toContain('"a"');
  },
);

test('a second pause changes nothing, and a pause of a site ends when it is turned off or followed again', async () => {
  await pauseSite(EDX, true);
  await pauseSite(EDX, true);
  await pauseCourse(true);
  await pauseCourse(true);
  const courses = [{ courseKey: COURSE, title: 'Demo', end: null }];
  expect(await pauses.read()).toEqual({ sites: [{ origin: EDX, end: null }], courses });
  await study.ask({ type: 'site/off', origin: EDX, forget: false });
  expect(await pauses.read()).toEqual({ sites: [], courses });
  await study.ask({ type: 'site/follow', origin: EDX });
  await pauseSite(EDX, true);
  await study.ask({ type: 'site/follow', origin: EDX });
  expect(await pauses.read()).toEqual({ sites: [], courses });
});

test('a pause of everything and a pause of one site are independent', async () => {
  await pauseSite(EDX, true);
  await study.ask({ type: 'pause/set', paused: true });
  await study.ask({ type: 'pause/set', paused: false });
  expect(await see(EDX, 'a')).toBe('rest');
  expect(await see(OTHER, 'b')).toBe('read');
});

test('a pause outlasts a restart of the worker', async () => {
  await see(EDX, 'a');
  await pauseCourse(true);
  study.stopWorker();
  await study.wait(120_000);
  expect(study.writes()).toEqual([]);
  expect(await waits()).toEqual([['a', 'paused']]);
});
