import { afterEach, describe, expect, test, vi } from 'vitest';
import { HEALTHY } from '../../lib/store/items/connections.ts';
import { EMPTY_RECORD, type CourseRecord } from '../../lib/store/items/outbox-record.ts';
import { credible, dueAt, heldBack, heldUntil, sendAt } from '../../lib/domain/retry-timing.ts';
import { pendingPlace } from '../harness/sample-places.ts';

/* Tests when an outbox record is due, at the edges of each rule. */

const T = 1_000_000_000;
const MINUTE = 60_000;
const record = (at: number, since: number, rest: Partial<CourseRecord> = {}): CourseRecord => ({
  ...EMPTY_RECORD,
  pending: [pendingPlace('a', { at, since })],
  ...rest,
});

test.each([
  ['a first place', record(T, T), T + 5_000],
  ['one of 54 s after the first', record(T + 54_000, T), T + 59_000],
  ['one of 55 s after the first', record(T + 55_000, T), T + MINUTE],
  ['one of 56 s after the first', record(T + 56_000, T), T + MINUTE],
  ['one that waits for a try after its quiet', record(T, T, { notBefore: T + 9_000 }), T + 9_000],
  ['one whose try is due within its quiet', record(T, T, { notBefore: T + 4_000 }), T + 5_000],
])('computes when a record is due: %s', (_, one, due) => {
  expect(dueAt(one, one.pending.at(-1)?.at ?? 0)).toBe(due);
});

test.each([
  ['nothing that waits', EMPTY_RECORD],
  ['what the server refused', record(T, T, { rejected: { status: 400, words: '' } })],
])('a record is never due: %s', (_, one) => {
  expect(dueAt(one, T)).toBeNull();
});

test.each([
  [5_000, 5_000],
  [5_001, 0],
  [0, 0],
  [-5_000, -5_000],
])('a time %i ms ahead, of at most 5,000, counts as %i ms ahead', (ahead, counts) => {
  expect(credible(T + ahead, T, 5_000) - T).toBe(counts);
});

test('a wait of 29 minutes is accepted, and a longer one means that the clock was moved back', () => {
  const after = (notBefore: number) => dueAt(record(T, T, { notBefore }), T);
  expect(after(T + 29 * MINUTE)).toBe(T + 29 * MINUTE);
  expect(after(T + 29 * MINUTE + 1)).toBe(T + 5_000);
});

describe('after a Retry-After', () => {
  const random = vi.spyOn(Math, 'random');
  afterEach(() => random.mockReset());

  test.each([
    ['a minute', MINUTE, 0, MINUTE],
    ['a minute', MINUTE, 0.25, 1.5 * MINUTE],
    ['a second', 1_000, 0.25, 16_000],
    ['an hour, the longest that counts', 60 * MINUTE, 0.81, (60 + 0.9 * 29) * MINUTE],
  ])('of %s (%i ms), a browser that draws %d waits %d ms', (_, asked, drawn, wait) => {
    random.mockReturnValue(drawn);
    const health = heldBack(HEALTHY, asked, T);
    expect(health.notBefore).toBe(T + wait);
    expect(heldUntil(health, T)).toBe(T + wait);
    expect(sendAt(record(T, T), health, { now: T, skipBackoff: true })).toBe(T + wait);
  });

  test('that is over already, nothing changes', () => {
    expect(heldBack(HEALTHY, 0, T)).toBe(HEALTHY);
  });
});

test('what skips the backoff does not skip the quiet time after a newer place', () => {
  const tried = record(T, T, { attempts: 3, notBefore: T + MINUTE });
  expect(sendAt(tried, HEALTHY, { now: T, skipBackoff: false })).toBe(T + MINUTE);
  expect(sendAt(tried, HEALTHY, { now: T, skipBackoff: true })).toBe(T + 5_000);
});
