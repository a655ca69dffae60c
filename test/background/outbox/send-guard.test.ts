import { describe, expect, test } from 'vitest';
import { browser } from '../../../lib/browser.ts';
import { readRecord } from '../../../lib/store/items/outbox-records.ts';
import { COURSE, unit } from '../../harness/sample-places.ts';
import { study, useStudy } from '../../harness/use-study.ts';

useStudy();

const text = () => study.memories()[0]?.entries[0]?.value;
const requests = () => study.api.log.length;

describe('Waypoint sends nothing', () => {
  const exam = { kind: 'blocked', reason: 'exam' } as const;

  test('while paused, and records nothing', async () => {
    await study.connect();
    await study.ask({ type: 'pause/set', paused: true });
    await study.seeUnit('a');
    await study.wait(120_000);
    expect(study.writes()).toEqual([]);
    expect(JSON.stringify(await browser.storage.local.get())).not.toContain('Unit a');
    expect(study.badge).toHaveBeenLastCalledWith({ text: '❚❚' });
    await study.ask({ type: 'pause/set', paused: false });
    await study.seeUnit('a');
    await study.wait(6_000);
    expect(text()).toContain('"Unit a"');
  });

  test('of a place that was pending when the learner paused, and changes nothing that is stored', async () => {
    await study.connect();
    await study.seeUnit('a');
    await study.ask({ type: 'pause/set', paused: true });
    const stored = await browser.storage.local.get();
    await study.wait(120_000);
    expect(await browser.storage.local.get()).toEqual(stored);
  });

  test.each([
    ['paused', () => study.ask({ type: 'pause/set', paused: true })],
    ['disconnected', () => study.disconnect()],
    ['an exam was opened', () => study.see(exam, unit('exam').url, 2)],
    [
      'its page turned out to have staff tools',
      () => study.see({ kind: 'blocked', reason: 'staff' }, unit('a').url, 1),
    ],
    ['it was discarded', () => study.ask({ type: 'send/discard' })],
  ])('more in the middle of a send once %s', async (_, act) => {
    await study.connect();
    await study.seeUnit('a');
    study.api.faults.add({ path: /memory/, times: 1, do: { kind: 'delay', ms: 3_000 } });
    await study.wait(5_500);
    const before = requests();
    await act();
    await study.wait(60_000);
    expect(requests()).toBe(before);
    expect(study.memories()).toEqual([]);
  });

  test.each([
    ['at once', 100],
    ['after a failed try', 20_000],
  ])('from a page that is blocked %s, and sends the place before it instead', async (_, after) => {
    await study.connect();
    study.setOnline(false);
    await study.seeUnit('a', 1);
    await study.wait(2_000);
    const block = COURSE.replace('course-v1', 'block-v1');
    const url = `${unit('a').site}/course/${COURSE}/${block}+type@sequential+block@s/${block}+type@vertical+block@x`;
    await study.see({ kind: 'place', at: url, titles: { unitTitle: 'Secret' } }, url, 2);
    await study.wait(after);
    await study.see({ kind: 'blocked', reason: 'staff' }, url, 2);
    study.setOnline(true);
    await study.ask({ type: 'send/try-again' });
    await study.wait(60_000);
    expect(text()).toContain('"Unit a"');
    expect(JSON.stringify(study.api.log)).not.toContain('Secret');
    const { visited, pending } = await readRecord(await study.connectionId(), COURSE);
    expect([visited.map(({ title }) => title), pending]).toEqual([['Unit a'], []]);
  });

  test('while any tab shows an exam, and sends the pending place afterwards', async () => {
    await study.connect();
    await study.seeUnit('a', 1);
    await study.see(exam, 'https://learning.edx.org/course/course-v1:X+Y+Z/home', 2);
    await study.wait(180_000);
    expect(study.writes()).toEqual([]);
    study.tabs.delete(2);
    await study.wait(40_000);
    expect(text()).toContain('"Unit a"');
  });

  test('when the page turns out to be an exam after it was reported', async () => {
    await study.connect();
    await study.seeUnit('a', 1);
    const { url } = unit('a');
    study.tabs.set(1, { url, answer: { at: url, report: exam } });
    await study.wait(60_000);
    study.tabs.delete(1);
    await study.wait(120_000);
    expect(study.writes()).toEqual([]);
  });

  test('while the tab of a place has moved on to an exam, and sends the place afterwards', async () => {
    await study.connect();
    await study.seeUnit('a', 1);
    // The exam was not reported yet. Waypoint finds it when it asks the tab.
    const url = unit('exam').url;
    study.tabs.set(1, { url, answer: { at: url, report: exam } });
    await study.wait(60_000);
    expect(study.writes()).toEqual([]);
    study.tabs.delete(1);
    await study.wait(40_000);
    expect(text()).toContain('"Unit a"');
  });

  test('when the page turned out to be an exam and was closed before Waypoint asked it', async () => {
    await study.connect();
    await study.seeUnit('a', 1);
    await study.see(exam, unit('a').url, 1);
    study.tabs.delete(1);
    await study.wait(120_000);
    expect(study.writes()).toEqual([]);
  });

  test('about a page that turned out to be an exam after a try, not even as the unit before', async () => {
    await study.connect();
    study.setOnline(false);
    await study.seeUnit('a', 1);
    await study.wait(6_000);
    await study.see(exam, unit('a').url, 1);
    study.tabs.delete(1);
    study.setOnline(true);
    await study.seeUnit('b', 2);
    await study.wait(120_000);
    expect(text()).toContain('"Unit b"');
    expect(text()).not.toContain('Unit a');
  });

  test.each([
    ['preview', 'https://learning.edx.org/preview/course/'],
    ['another site', 'https://learning.example.org/course/'],
    ['plain http', 'http://learning.edx.org/course/'],
  ])('from %s', async (_, start) => {
    await study.connect();
    const url = unit('a').url.replace('https://learning.edx.org/course/', start);
    await study.see({ kind: 'place', at: url, titles: { unitTitle: 'A' } }, url).catch(() => null);
    await study.wait(60_000);
    expect(study.writes()).toEqual([]);
  });

  test('about a place whose tab has moved on', async () => {
    await study.connect();
    const titles = { unitTitle: 'Unit a' };
    await study.see({ kind: 'place', at: unit('a').url, titles }, unit('b').url);
    await study.wait(60_000);
    expect(study.writes()).toEqual([]);
  });
});
