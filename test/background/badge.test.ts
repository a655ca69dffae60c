import { describe, expect, test, vi } from 'vitest';
import { browser } from '../../lib/browser.ts';
import { EMPTY_RECORD, type CourseRecord } from '../../lib/store/items/outbox-record.ts';
import { HEALTHY } from '../../lib/store/items/connections.ts';
import { attentionOf } from '../../lib/domain/attention.ts';
import { connection } from '../store/connection.ts';
import { pendingPlace } from '../harness/sample-places.ts';
import { disconnecting, overview, school } from '../harness/overviews.ts';
import { study, useStudy } from '../harness/use-study.ts';
import { eventually } from '../harness/eventually.ts';

describe('the badge is', () => {
  const gone = { connection: connection({ id: 'c2', connected: false }) };
  const recordOf = (fields: Partial<CourseRecord>) =>
    new Map([['course-v1:A+B+C', { ...EMPTY_RECORD, ...fields }]]);
  const pending = [pendingPlace('a')];
  const refused = { status: 400, words: '' };
  const stop = { reason: 'key-refused', words: '', at: 1 } as const;
  test.each([
    ['fine with a school', 'fine', overview([school()])],
    [
      'fine while a place is pending',
      'fine',
      overview([school({ records: recordOf({ pending }) })]),
    ],
    ['fine with another school that is disconnected', 'fine', overview([school(), school(gone)])],
    ['to act before the first school', 'act', overview([])],
    ['to act when the only school is disconnected', 'act', overview([school(gone)])],
    [
      'to act when a place is pending for a disconnected school',
      'act',
      overview([school(), school({ ...gone, records: recordOf({ pending }) })]),
    ],
    [
      'fine when a place was rejected by a disconnected school',
      'fine',
      overview([school(), school({ ...gone, records: recordOf({ rejected: refused }) })]),
    ],
    [
      'to act when a school is stopped',
      'act',
      overview([school({ health: { ...HEALTHY, stop } })]),
    ],
    [
      'to act when a place is rejected',
      'act',
      overview([school({ records: recordOf({ rejected: refused }) })]),
    ],
    ['to act without permission for the server', 'act', overview([school({ reach: false })])],
    ['to act when storage is full', 'act', overview([school()], { noRoom: 0 })],
    [
      'to act for a blocked site',
      'act',
      overview([school()], { blockedSites: ['https://a.example'] }),
    ],
    [
      'to act when a delete before a disconnect left something',
      'act',
      overview([school({ disconnecting: { ...disconnecting, step: 'over' } })]),
    ],
    ['fine while such a delete runs', 'fine', overview([school({ disconnecting })])],
    ['paused, in any other state', 'paused', overview([], { paused: true, noRoom: 0 })],
  ])('%s', (_, state, seen) => {
    expect(attentionOf(seen, false)).toBe(state);
  });

  test('to act when the browser lets Waypoint read no page of a followed site, unless paused', () => {
    expect(attentionOf(overview([school()]), true)).toBe('act');
    expect(attentionOf(overview([school()], { paused: true }), true)).toBe('paused');
  });
});

describe('the drawn badge', () => {
  useStudy();

  test('has its own sign, colour and title for each state', async () => {
    const color = vi.spyOn(browser.action, 'setBadgeBackgroundColor');
    const title = vi.spyOn(browser.action, 'setTitle');
    const drawn = () => [study.badge, color, title].map(({ mock }) => mock.calls.at(-1)?.[0]);
    const [grey, red] = [{ color: '#5f6368' }, { color: '#b3261e' }];
    await study.ask({ type: 'pause/set', paused: false });
    expect(drawn()).toEqual([{ text: '!' }, red, { title: 'badge_act' }]);
    await study.connect();
    expect(drawn()).toEqual([{ text: '' }, grey, { title: 'badge_fine' }]);
    await study.ask({ type: 'pause/set', paused: true });
    expect(drawn()).toEqual([{ text: '❚❚' }, grey, { title: 'badge_paused' }]);
  });

  test('has a sign for the very first saved place until the popup is opened, never above others', async () => {
    const sign = () => study.badge.mock.calls.at(-1)?.[0]['text'];
    await study.connect();
    await study.seeUnit('a');
    await study.wait(10_000);
    expect(sign()).toBe('✓');
    await study.ask({ type: 'pause/set', paused: true });
    expect(sign()).toBe('❚❚');
    await study.ask({ type: 'pause/set', paused: false });
    expect(sign()).toBe('✓');
    await study.ask({ type: 'now/look' });
    await eventually(() => expect(sign()).toBe(''));
    await study.seeUnit('b');
    await study.wait(120_000);
    expect(sign()).toBe('');
  });
});
