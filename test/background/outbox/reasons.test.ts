import { describe, expect, test } from 'vitest';
import type { Place } from '../../../lib/edx/place.ts';
import { HEALTHY } from '../../../lib/store/items/connections.ts';
import type { PendingDelete } from '../../../lib/store/items/pending-deletes.ts';
import { EMPTY_RECORD, type CourseRecord } from '../../../lib/store/items/outbox-record.ts';
import type { Overview } from '../../../lib/domain/overview.ts';
import { entryText } from '../../../lib/domain/entry-text.ts';
import { blockedSite, statusOf, textOf } from '../../../lib/domain/place-status.ts';
import { allWaiting } from '../../../lib/domain/waiting-places.ts';
import { connection } from '../../store/connection.ts';
import { COURSE, pendingPlace, unit } from '../../harness/sample-places.ts';
import { disconnecting, overview, school } from '../../harness/overviews.ts';

/* Why a place is pending, saved or not saved. If several reasons hold, Waypoint shows the first. */

const NOW = Date.now();
const SITE = unit('a').site;
const waiting = pendingPlace('a', { since: NOW, at: NOW });
const course = { courseKey: COURSE, title: 'Demo' };
const stop = { reason: 'not-allowed', words: 'No.', at: 5 } as const;
const pending: PendingDelete = {
  connectionId: 'c1',
  courseKey: COURSE,
  edx: 1,
  ours: null,
  due: 0,
  attempts: 0,
  failed: null,
  stops: false,
};

/** Returns the facts with one change. */
type Change = (now: Facts) => Facts;
interface Facts {
  readonly one: Parameters<typeof school>[0];
  readonly record: CourseRecord;
  readonly all: Partial<Overview>;
}
const PLAIN: Facts = { one: {}, record: { ...EMPTY_RECORD, pending: [waiting] }, all: {} };
const set =
  (all: Facts['all']): Change =>
  (now) => ({ ...now, all: { ...now.all, ...all } });
const make =
  (one: Facts['one']): Change =>
  (now) => ({ ...now, one: { ...now.one, ...one } });
const note =
  (record: Partial<CourseRecord>): Change =>
  (now) => ({
    ...now,
    record: { ...now.record, ...record },
  });
const madeBy = (changes: readonly Change[]): Overview => {
  const { one, record, all } = changes.reduce((now, change) => change(now), PLAIN);
  return overview([school({ records: new Map([[COURSE, record]]), ...one })], all);
};

const hold = set({ blockedSites: ['https://other.example', SITE] });
const pauseSite = set({ pauses: { sites: [{ origin: SITE, end: null }], courses: [] } });
const pauseCourse = set({ pauses: { sites: [], courses: [{ ...course, end: null }] } });
const disconnect = make({ connection: connection({ connected: false }) });
const remove = set({ pendingDeletes: [pending] });
const elsewhere: readonly (readonly [string, Change])[] = [
  ['another site is blocked', set({ blockedSites: ['https://other.example'] })],
  [
    'another site is paused',
    set({ pauses: { sites: [{ origin: 'https://other.example', end: null }], courses: [] } }),
  ],
  [
    'another course is paused',
    set({ pauses: { sites: [], courses: [{ ...course, courseKey: 'A/B/C', end: null }] } }),
  ],
  [
    'another course is not followed',
    set({ never: [{ ...course, courseKey: 'A/B/C', discardAt: null }] }),
  ],
  [
    'another course is being deleted',
    set({ pendingDeletes: [{ ...pending, courseKey: 'A/B/C' }] }),
  ],
  [
    'it is being deleted at another school',
    set({ pendingDeletes: [{ ...pending, connectionId: 'c2' }] }),
  ],
  ['a delete was rejected', set({ pendingDeletes: [{ ...pending, failed: 'No.' }] })],
];

describe('a pending place', () => {
  const REASONS: readonly (readonly [Change, object])[] = [
    [hold, { kind: 'account', site: SITE }],
    [set({ never: [{ ...course, discardAt: NOW }] }), { kind: 'deleting' }],
    [remove, { kind: 'deleting' }],
    [pauseSite, { kind: 'paused' }],
    [pauseCourse, { kind: 'paused' }],
    [disconnect, { kind: 'school', state: 'not-connected' }],
    [make({ disconnecting }), { kind: 'school', state: 'disconnecting' }],
    [make({ reach: false }), { kind: 'school', state: 'no-access' }],
    [make({ health: { ...HEALTHY, stop } }), { kind: 'school', state: 'not-allowed' }],
    [
      note({ rejected: { status: 400, words: 'No.' }, rejections: 2 }),
      { kind: 'rejected', status: 400, words: 'No.', final: false },
    ],
    [set({ exam: true }), { kind: 'exam' }],
    [
      note({ lastError: { kind: 'timeout' }, notBefore: NOW + 60_000 }),
      { kind: 'again', error: { kind: 'timeout' }, next: NOW + 60_000, asked: 0, free: 0 },
    ],
    [(now) => now, { kind: 'quiet', next: NOW + 5_000, free: 0 }],
  ];
  const why = (changes: readonly Change[]) => allWaiting(madeBy(changes))[0]?.why;

  test.each(REASONS.map((_, i) => i))('has one reason, the first that holds (%i)', (i) => {
    const [change, reason] = REASONS[i] ?? [];
    expect(change && why([change])).toEqual(reason);
    expect(why(REASONS.slice(i).map(([one]) => one))).toMatchObject(reason ?? {});
  });

  test('is rejected for good after three rejections', () => {
    const refused = { rejected: { status: 400, words: '' }, rejections: 3 };
    expect(why([note(refused)])).toMatchObject({ kind: 'rejected', final: true });
  });

  test('waits for the Retry-After of the server', () => {
    const health = { ...HEALTHY, notBefore: NOW + 90_000 };
    expect(why([make({ health })])).toMatchObject({ kind: 'quiet', next: NOW + 90_000 });
  });

  test.each(elsewhere)('waits as usual when %s', (_, change) => {
    expect(why([change])).toEqual({ kind: 'quiet', next: NOW + 5_000, free: 0 });
  });
});

describe('the status of the page in front', () => {
  const place = { kind: 'place', place: unit('a') } as const;
  const sent = { text: 'Sent.', unitKey: unit('a').unitKey ?? '', at: 9 };
  const newerElsewhere = { unitKey: sent.unitKey, at: 9 };
  const arrived = note({ pending: [] });
  const schoolKeeps = note({ edxMemory: { tracks: true, modified: null, unit: null, at: NOW } });
  const REASONS: readonly (readonly [Change, object])[] = [
    [set({ paused: true }), { kind: 'paused' }],
    [set({ noRoom: 0 }), { kind: 'no-room' }],
    [hold, { kind: 'another-account', site: SITE }],
    [set({ never: [{ ...course, discardAt: null }] }), { kind: 'not-followed', courseKey: COURSE }],
    [pauseCourse, { kind: 'course-paused', courseKey: COURSE }],
    [disconnect, { kind: 'not-connected' }],
    [make({ disconnecting }), { kind: 'disconnecting' }],
    [make({ reach: false }), { kind: 'no-access' }],
    [
      make({ health: { ...HEALTHY, stop } }),
      { kind: 'stopped', reason: 'not-allowed', words: 'No.', since: 5 },
    ],
    [
      (now) => now,
      { kind: 'waiting', since: NOW, why: { kind: 'quiet', next: NOW + 5_000, free: 0 } },
    ],
  ];
  const line = (changes: readonly Change[]) => statusOf(madeBy(changes), place);

  test.each(REASONS.map((_, i) => i))('shows one reason, the first that holds (%i)', (i) => {
    const [change, reason] = REASONS[i] ?? [];
    expect(change && line([change])).toMatchObject(reason ?? {});
    expect(line(REASONS.slice(i).map(([one]) => one))).toMatchObject(reason ?? {});
  });

  const ARRIVED: readonly (readonly [string, readonly Change[], string])[] = [
    ['it is being deleted', [remove, schoolKeeps], 'deleting'],
    ['the school keeps it', [schoolKeeps, note({ lastSent: sent })], 'school-keeps'],
    ['it was sent', [note({ lastSent: sent, newerElsewhere })], 'saved'],
    ['another device was newer', [note({ newerElsewhere })], 'newer-elsewhere'],
    ['another unit was sent', [note({ lastSent: { ...sent, unitKey: 'b' } })], 'seen'],
    [
      'another unit was newer elsewhere',
      [note({ newerElsewhere: { unitKey: 'b', at: 9 } })],
      'seen',
    ],
    [
      'nothing is known',
      [note({ edxMemory: { tracks: false, modified: null, unit: null, at: NOW } })],
      'seen',
    ],
    [
      'the school kept it before the last error',
      [schoolKeeps, note({ lastError: { kind: 'timeout' } })],
      'seen',
    ],
  ];
  test.each(ARRIVED)('is right when nothing is pending and %s', (_, changes, kind) => {
    expect(line([arrived, ...changes]).kind).toBe(kind);
  });

  test('does not call a place waiting if the school keeps it', () => {
    expect(line([schoolKeeps]).kind).toBe('school-keeps');
    expect(line([schoolKeeps, note({ lastError: { kind: 'timeout' } })]).kind).toBe('waiting');
  });

  test.each(elsewhere)('stays the same when %s', (_, change) => {
    expect(line([change]).kind).toBe('waiting');
  });

  test.each<[string, Parameters<typeof statusOf>[1], string]>([
    ['no followed page', null, 'no-course'],
    ['no course', { kind: 'none' }, 'no-course'],
    ['an exam', { kind: 'blocked', reason: 'exam', at: '' }, 'blocked'],
  ])('is right when the tab shows %s', (_, seen, kind) => {
    expect(statusOf(madeBy([]), seen).kind).toBe(kind);
  });

  test('says that a course page outside a unit is not a unit', () => {
    const { unitKey: _u, subsectionKey: _s, ...rest } = unit('a');
    const outline: Place = { ...rest, view: 'outline' };
    expect(statusOf(madeBy([]), { kind: 'place', place: outline }).kind).toBe('not-a-unit');
  });

  test('counts the pending places of all schools while paused, and otherwise of the selected one', () => {
    const record = { ...EMPTY_RECORD, pending: [waiting] };
    const records = new Map([
      ['A/B/C', record],
      ['D/E/F', record],
    ]);
    const gone = connection({ connected: false });
    const other = school({ connection: connection({ id: 'c2', sites: [SITE] }), records });
    const all = [school({ connection: gone, records: new Map([['A/B/C', record]]) }), other];
    expect(statusOf(overview(all), null)).toEqual({ kind: 'not-connected', waiting: 1 });
    const paused = overview(all, { paused: true });
    expect(statusOf(paused, null)).toEqual({ kind: 'paused', waiting: 3, until: null });
  });
});

test('the blocked site to ask about is the one in front, or any if no course is in front', () => {
  const held = overview([], { blockedSites: ['https://other.example', SITE] });
  const front = (site: string) =>
    blockedSite(held, { kind: 'place', place: { ...unit('a'), site } });
  expect(front(SITE)).toBe(SITE);
  expect(front('https://third.example')).toBeUndefined();
  expect(blockedSite(held, null)).toBe('https://other.example');
  expect(blockedSite(held, { kind: 'none' })).toBe('https://other.example');
  expect(blockedSite(overview([]), null)).toBeUndefined();
});

test('the text of a place is the pending text, the sent text or the text that would be sent', () => {
  const visited = [{ unitKey: 'x', title: 'Before' }];
  const later = { ...unit('a'), seenAt: '2026-11-23T11:00:00.000Z' };
  const lastSent = { text: 'Sent.', unitKey: unit('b').unitKey ?? '', at: 9 };
  const now = madeBy([note({ visited, lastSent, pending: [{ ...waiting, place: later }] })]);
  expect(textOf(now, unit('a'))).toBe(entryText(later, visited));
  expect(textOf(now, unit('b'))).toBe('Sent.');
  expect(textOf(now, unit('c'))).toBe(entryText(unit('c'), visited));
  expect(textOf(overview([]), unit('c'))).toBe(entryText(unit('c'), []));
});
