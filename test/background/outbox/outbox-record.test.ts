import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classify } from '../../../lib/ibl/client/classify-fault.ts';
import type { Fault } from '../../../lib/ibl/client/types.ts';
import { HEALTHY, type Health } from '../../../lib/store/items/connections.ts';
import {
  EMPTY_RECORD,
  waitingIn,
  type CourseRecord,
} from '../../../lib/store/items/outbox-record.ts';
import { entryText } from '../../../lib/domain/entry-text.ts';
import { failed } from '../../../lib/background/outbox/handle-failure.ts';
import { arrive, beforeTry, markJournaled } from '../../../lib/background/outbox/outbox-record.ts';
import { clear, forget, sent, tryAgain } from '../../../lib/background/outbox/record-outcome.ts';
import { backoff, dueAt } from '../../../lib/domain/retry-timing.ts';
import {
  withdrawOtherAccount,
  withdrawUnreadable,
} from '../../../lib/background/outbox/withdraw-place.ts';
import { COURSE, unit } from '../../harness/sample-places.ts';

const T = Date.parse('2026-11-23T10:00:00Z');
const health: Health = { ...HEALTHY, lastCourse: COURSE };
const at = (now: number) => ({ tabId: 1, at: now, now, health, named: true });
const IDS = {
  memory: '0f8fad5b-d9cb-469f-a165-70867728950e',
  entry: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
};
const status = (code: number): Fault => ({
  kind: 'status',
  status: code,
  words: 'no',
  retryAfter: null,
});

/** Marks a try of the pending place as failed. */
const fails = (record: CourseRecord, fault: Fault) =>
  failed(record, fault, waitingIn(record)?.seq ?? 0);

/** Sends the pending place as `sendDue` does. */
function deliver(record: CourseRecord, now: number): CourseRecord {
  const waiting = waitingIn(record);
  if (!waiting) throw new Error('nothing waits');
  const { place, seq } = waiting;
  const journaled = markJournaled(record, seq);
  const text = entryText(place, journaled.visited);
  return sent(beforeTry(journaled, text, now), {
    seq,
    text,
    unitKey: place.unitKey ?? '',
    ids: IDS,
    isSeen: true,
    now,
  });
}

describe('the time at which a place is due', () => {
  test('is 5 s after the newest place, and at most 60 s after the first', () => {
    let record = arrive(EMPTY_RECORD, unit('a'), at(T));
    expect(dueAt(record, T)).toBe(T + 5_000);
    for (let i = 1; i <= 20; i += 1) record = arrive(record, unit(`u${i}`), at(T + i * 4_000));
    expect(dueAt(record, T + 59_000)).toBe(T + 60_000);
  });

  test('does not change when the same place is seen again', () => {
    const record = arrive(EMPTY_RECORD, unit('a'), at(T));
    expect(arrive(record, unit('a'), at(T + 4_000))).toBe(record);
  });

  test('does not change when a title becomes certain, which is then sent', () => {
    const { sectionTitle: _, ...early } = unit('a');
    const record = arrive(EMPTY_RECORD, early, at(T));
    const later = arrive(record, unit('a'), at(T + 100));
    expect(waitingIn(later)?.place.sectionTitle).toBe('Introduction');
    expect(dueAt(later, T + 100)).toBe(T + 5_000);
    expect(later.seq).toBe(2);
  });

  test('is delayed after each failure by a growing random wait of at most 29 minutes', () => {
    for (let n = 1; n < 30; n += 1) {
      const wait = backoff(n);
      const longest = Math.min(29 * 60_000, 5_000 * 4 ** n);
      expect(wait).toBeGreaterThanOrEqual(longest / 2);
      expect(wait).toBeLessThanOrEqual(longest);
    }
  });

  test('is now if no rule can have set the stored time, because the clock was moved back', () => {
    const DAY = 86_400_000;
    const record = arrive(EMPTY_RECORD, unit('a'), at(T));
    const tried = fails(beforeTry(record, 'a', T), status(500));
    for (const back of [T - 3 * DAY, T - 30 * 60_000]) {
      expect(dueAt(record, back)).toBe(back);
      expect(dueAt(tried, back)).toBe(back);
    }
    // A unit is still sent after a minute if the learner changes units all the time.
    const later = arrive(record, unit('b'), at(T - DAY));
    expect(waitingIn(later)?.since).toBe(T - DAY);
  });
});

describe('a place that was sent', () => {
  test('is sent again only after five minutes', () => {
    const record = deliver(arrive(EMPTY_RECORD, unit('a'), at(T)), T + 5_000);
    expect(arrive(record, unit('a', '2026-11-23T10:04:00.000Z'), at(T + 240_000))).toBe(record);
    const later = unit('a', '2026-11-23T10:06:00.000Z');
    expect(waitingIn(arrive(record, later, at(T + 360_000)))).not.toBeNull();
    // After the clock was moved back, no place counts as sent recently.
    expect(waitingIn(arrive(record, later, at(T - 360_000)))).not.toBeNull();
  });

  test('is sent again the next day, and after another course was sent', () => {
    const record = deliver(arrive(EMPTY_RECORD, unit('a'), at(T)), T + 5_000);
    const tomorrow = unit('a', '2026-11-24T00:01:00.000Z');
    expect(waitingIn(arrive(record, tomorrow, at(T)))).not.toBeNull();
    const other = { ...at(T), health: { ...health, lastCourse: 'course-v1:A+B+C' } };
    expect(waitingIn(arrive(record, unit('a'), other))).not.toBeNull();
  });

  test('leaves a newer place pending', () => {
    const first = arrive(EMPTY_RECORD, unit('a'), at(T));
    const newer = arrive(first, unit('b'), at(T + 6_000));
    const done = sent(newer, {
      seq: 1,
      text: 'x',
      unitKey: 'a',
      ids: IDS,
      isSeen: true,
      now: T + 7_000,
    });
    expect(waitingIn(done)?.place.unitTitle).toBe('Unit b');
    expect(dueAt(done, T + 7_000)).toBe(T + 11_000);
  });

  test('counts as visited once, however often it is tried', () => {
    const record = arrive(EMPTY_RECORD, unit('a'), at(T));
    const once = markJournaled(record, 1);
    expect(markJournaled(once, 1)).toBe(once);
    expect(once.visited).toHaveLength(1);
  });
});

describe('a rejected place', () => {
  test('stops the connection after 401 or 403, the course after most other 4xx, and is retried otherwise', () => {
    const meanings = [401, 403, 400, 404, 409, 413, 408, 429, 500, 503].map((code) =>
      classify(status(code)),
    );
    expect(meanings).toEqual([
      ...Array<string>(2).fill('auth'),
      ...Array<string>(4).fill('rejected'),
      ...Array<string>(4).fill('retry'),
    ]);
  });

  test('does not stop newer places until the third rejection in a row', () => {
    let record: CourseRecord = EMPTY_RECORD;
    for (const [i, name] of ['a', 'b', 'c'].entries()) {
      record = arrive(record, unit(name), at(T + i * 100_000));
      expect(dueAt(record, T)).not.toBeNull();
      record = fails(beforeTry(record, name, T + i * 100_000), status(400));
      expect(dueAt(record, T)).toBeNull();
    }
    record = arrive(record, unit('d'), at(T + 400_000));
    expect(dueAt(record, T)).toBeNull();
    expect(dueAt(tryAgain(record), T)).not.toBeNull();
  });
});

test('Try again ends the wait and keeps the count, so that the next wait is not a short one', () => {
  let record = arrive(EMPTY_RECORD, unit('a'), at(T));
  for (let n = 1; n <= 5; n += 1) record = fails(beforeTry(record, 'a', T), status(503));
  expect(dueAt(tryAgain(record), T + 5_000)).toBe(T + 5_000);
  const again = fails(beforeTry(tryAgain(record), 'a', T), status(503));
  expect(again.attempts).toBe(6);
  expect(again.notBefore - T).toBeGreaterThan(5 * 60_000);
});

test('the last place is always pending or sent, whatever happens', () => {
  const event = fc.oneof(
    fc.record({ kind: fc.constant('place' as const), name: fc.constantFrom('a', 'b', 'c', 'd') }),
    fc.record({ kind: fc.constant('sent' as const) }),
    fc.record({ kind: fc.constant('failed' as const), code: fc.constantFrom(400, 401, 429, 500) }),
    fc.record({ kind: fc.constant('again' as const) }),
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (events) => {
      let record: CourseRecord = EMPTY_RECORD;
      let last: string | null = null;
      let now = T;
      for (const step of events) {
        now += 1_000;
        if (step.kind === 'place') {
          record = arrive(record, unit(step.name), at(now));
          last = unit(step.name).unitKey ?? null;
        } else if (step.kind === 'again') record = tryAgain(record);
        else if (waitingIn(record) && step.kind === 'sent') record = deliver(record, now);
        else if (waitingIn(record) && step.kind === 'failed') {
          record = fails(beforeTry(record, 'any', now), status(step.code));
        }
        const kept = waitingIn(record)?.place.unitKey ?? record.lastSent?.unitKey ?? null;
        expect(kept).toBe(last);
        expect(record.visited.length).toBeLessThanOrEqual(10);
      }
    }),
  );
});

const titles = ({ pending }: CourseRecord) => pending.map(({ place }) => place.unitTitle);
const seqOf = (record: CourseRecord) => waitingIn(record)?.seq ?? -1;

describe('the place before a page that has not shown its account', () => {
  const unverified = (now: number) => ({ ...at(now), named: false });
  const first = arrive(EMPTY_RECORD, unit('a'), at(T));
  const second = arrive(first, unit('b'), unverified(T + 3_000));
  const third = arrive(second, unit('c'), unverified(T + 6_000));
  const seq = seqOf(second);
  const otherAccount = (record: CourseRecord) => withdrawOtherAccount(record, seqOf(record));

  test('is sent if the page, or one of a run of such pages, is of another account', () => {
    expect(otherAccount(second).pending).toEqual(first.pending);
    expect(titles(third)).toEqual(['Unit a', 'Unit c']);
    expect(otherAccount(third).pending).toEqual(first.pending);
    expect(withdrawOtherAccount(third, seq)).toBe(third);
  });

  test('is not kept once the page has shown the account', () => {
    expect(titles(arrive(second, unit('b'), at(T + 4_000)))).toEqual(['Unit b']);
  });

  test('is the page before if that page has shown no account for long', () => {
    const later = arrive(second, unit('c'), unverified(T + 60_000));
    expect(titles(otherAccount(later))).toEqual(['Unit b']);
  });

  test('is not sent once the page itself is sent, discarded or deleted', () => {
    const done = { seq, text: 'b', unitKey: 'b', ids: IDS, isSeen: true, now: T + 7_000 };
    expect(sent(second, done).pending).toEqual([]);
    expect(titles(sent(third, done))).toEqual(['Unit c']);
    expect(clear(second, seq).pending).toEqual([]);
    expect(titles(forget(second, T + 1_000))).toEqual(['Unit b']);
    expect(forget(second, T + 10_000).pending).toEqual([]);
  });

  test('is not sent if its own page may not be read', () => {
    const left = withdrawUnreadable(second, seqOf(first));
    expect(titles(left)).toEqual(['Unit b']);
    expect(otherAccount(left).pending).toEqual([]);
  });

  test('stays if something older is sent', () => {
    const done = { seq: 0, text: 'x', unitKey: 'x', ids: IDS, isSeen: true, now: T + 7_000 };
    expect(titles(sent(third, done))).toEqual(['Unit a', 'Unit c']);
  });

  test('stays if a title of the page becomes certain before its account', () => {
    const { sectionTitle: _, ...early } = unit('b');
    const start = arrive(first, early, unverified(T + 3_000));
    const titled = arrive(start, unit('b'), unverified(T + 3_500));
    expect(titles(titled)).toEqual(['Unit a', 'Unit b']);
    expect(otherAccount(titled).pending).toEqual(first.pending);
  });
});

describe('the place before a page that may not be read', () => {
  const elsewhere = (name: string) => ({ ...unit(name), subsectionKey: `${COURSE} ${name}` });
  const first = arrive(EMPTY_RECORD, elsewhere('a'), at(T));
  const second = arrive(first, elsewhere('b'), at(T + 3_000));
  const unreadable = (record: CourseRecord) => withdrawUnreadable(record, seqOf(record));

  test('is sent', () => {
    expect(unreadable(second)).toMatchObject({ pending: first.pending, visited: [] });
    expect(unreadable(unreadable(second)).pending).toEqual([]);
  });

  test('is sent if the page was tried, and counts as visited once', () => {
    const tried = beforeTry(markJournaled(second, seqOf(second)), 'b', T + 8_000);
    const left = unreadable(fails(tried, status(400)));
    expect(left).toMatchObject({ pending: first.pending, rejected: null, visited: [] });
    expect(markJournaled(left, seqOf(left)).visited).toMatchObject([{ title: 'Unit a' }]);
    const known = arrive(markJournaled(first, 1), elsewhere('b'), at(T + 3_000));
    const again = unreadable(markJournaled(known, 2));
    expect(markJournaled(again, seqOf(again))).toBe(again);
  });

  test('stays stopped after the third rejection in a row', () => {
    const rejected = { status: 400, words: 'no' };
    expect(unreadable({ ...second, rejected, rejections: 3 })).toMatchObject({ rejected });
  });

  test('is sent after several pages of one subsection, and nothing names those pages', () => {
    const exam = (name: string) => ({ ...elsewhere(name), subsectionKey: `${COURSE} exam` });
    const last = arrive(arrive(first, exam('b'), at(T + 1_000)), exam('c'), at(T + 2_000));
    expect(unreadable(last).pending).toEqual(first.pending);
    expect(JSON.stringify(unreadable(last))).not.toContain('Unit b');
  });

  test('is not sent if it was sent, discarded, deleted or withdrawn meanwhile', () => {
    const done = { seq: 1, text: 'a', unitKey: 'a', ids: IDS, isSeen: true, now: T + 7_000 };
    expect(unreadable(sent(second, done)).pending).toEqual([]);
    expect(clear(second, seqOf(second)).pending).toEqual([]);
    expect(unreadable(forget(second, T + 1_000)).pending).toEqual([]);
    expect(unreadable(withdrawUnreadable(second, 1)).pending).toEqual([]);
  });

  test('is sent if something older was sent meanwhile', () => {
    const done = { seq: 0, text: 'x', unitKey: 'x', ids: IDS, isSeen: true, now: T + 7_000 };
    expect(titles(unreadable(sent(second, done)))).toEqual(['Unit a']);
  });

  test('may still turn out to be of another account', () => {
    const third = arrive(second, elsewhere('c'), { ...at(T + 4_000), named: false });
    const fourth = arrive(third, elsewhere('d'), { ...at(T + 5_000), named: false });
    const left = unreadable(fourth);
    expect(titles(left)).toEqual(['Unit b', 'Unit c']);
    expect(withdrawOtherAccount(left, seqOf(left)).pending).toEqual(second.pending.slice(1));
    expect(withdrawOtherAccount(fourth, seqOf(fourth)).pending).toEqual(second.pending.slice(1));
  });
});

test('a record never has more than the three places that it may need', () => {
  const visit = fc.record({
    unit: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    subsection: fc.constantFrom('1', '2', '3'),
    named: fc.boolean(),
    wait: fc.constantFrom(1_000, 20_000),
    turnsOut: fc.constantFrom('fine', 'unreadable', 'other account'),
  });
  fc.assert(
    fc.property(fc.array(visit, { maxLength: 30 }), (visits) => {
      let record: CourseRecord = EMPTY_RECORD;
      let now = T;
      for (const one of visits) {
        now += one.wait;
        const place = { ...unit(one.unit), subsectionKey: `${COURSE} ${one.subsection}` };
        record = arrive(record, place, { ...at(now), named: one.named });
        expect(waitingIn(record)?.place.unitKey).toBe(place.unitKey);
        if (one.turnsOut === 'unreadable') record = withdrawUnreadable(record, seqOf(record));
        if (one.turnsOut === 'other account') record = withdrawOtherAccount(record, seqOf(record));
        const { pending } = record;
        expect(pending.length).toBeLessThanOrEqual(3);
        const numbers = pending.map(({ seq }) => seq);
        expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
        // No verified place comes after an unverified one.
        const firstUnverified = pending.findIndex(({ verified }) => !verified);
        if (firstUnverified >= 0) {
          expect(pending.slice(firstUnverified).some(({ verified }) => verified)).toBe(false);
        }
      }
    }),
  );
});
