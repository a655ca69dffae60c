import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classify } from '../../../lib/ibl/client/classify-fault.ts';
import type { Fault } from '../../../lib/ibl/client/types.ts';
import { HEALTHY, type Health } from '../../../lib/store/items/connections.ts';
import { EMPTY_RECORD, type CourseRecord } from '../../../lib/store/items/outbox-record.ts';
import { entryText } from '../../../lib/domain/entry-text.ts';
import { failed } from '../../../lib/background/outbox/handle-failure.ts';
import { arrive, beforeTry, note } from '../../../lib/background/outbox/outbox-record.ts';
import { clear, forget, sent, tryAgain } from '../../../lib/background/outbox/record-outcome.ts';
import { backoff, dueAt } from '../../../lib/domain/retry-timing.ts';
import { giveWay, takeBack } from '../../../lib/background/outbox/withdraw-place.ts';
import { COURSE, unit } from '../../harness/sample-places.ts';

const T = Date.parse('2026-11-23T10:00:00Z');
const health: Health = { ...HEALTHY, lastCourse: COURSE };
const at = (now: number) => ({ tabId: 1, now, health, named: true });
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

/** What waits was tried, and failed. */
const fails = (record: CourseRecord, fault: Fault) =>
  failed(record, fault, record.waiting?.seq ?? 0);

/** The place that waits is sent, as drain does it. */
function deliver(record: CourseRecord, now: number): CourseRecord {
  if (!record.waiting) throw new Error('nothing waits');
  const { place, seq } = record.waiting;
  const noted = note(record, place, seq);
  const text = entryText(place, noted.visited);
  return sent(beforeTry(noted, text, now), {
    seq,
    text,
    unitKey: place.unitKey ?? '',
    ids: IDS,
    isSeen: true,
    now,
  });
}

describe('when a place is due', () => {
  test('5 s after the newest, and at the latest 60 s after the first', () => {
    let record = arrive(EMPTY_RECORD, unit('a'), at(T));
    expect(dueAt(record, T)).toBe(T + 5_000);
    for (let i = 1; i <= 20; i += 1) record = arrive(record, unit(`u${i}`), at(T + i * 4_000));
    expect(dueAt(record, T + 59_000)).toBe(T + 60_000);
  });

  test('the same place again moves nothing', () => {
    const record = arrive(EMPTY_RECORD, unit('a'), at(T));
    expect(arrive(record, unit('a'), at(T + 4_000))).toBe(record);
  });

  test('a title that became certain later is sent, and does not wait anew', () => {
    const { sectionTitle: _, ...early } = unit('a');
    const record = arrive(EMPTY_RECORD, early, at(T));
    const later = arrive(record, unit('a'), at(T + 100));
    expect(later.waiting?.place.sectionTitle).toBe('Introduction');
    expect(dueAt(later, T + 100)).toBe(T + 5_000);
    expect(later.seq).toBe(2);
  });

  test('a try that fails waits longer each time, at random, at most 15 minutes', () => {
    for (let n = 1; n < 30; n += 1) {
      const wait = backoff(n);
      expect(wait).toBeGreaterThanOrEqual(5_000);
      expect(wait).toBeLessThanOrEqual(Math.min(15 * 60_000, 5_000 * 2 ** n));
    }
  });

  test('a time that no rule can have set means that the clock was moved back', () => {
    const DAY = 86_400_000;
    const record = arrive(EMPTY_RECORD, unit('a'), at(T));
    const tried = fails(beforeTry(record, 'a', T), status(500));
    for (const back of [T - 3 * DAY, T - 16 * 60_000]) {
      expect(dueAt(record, back)).toBe(back);
      expect(dueAt(tried, back)).toBe(back);
    }
    // Pages that are turned all the time are sent after a minute all the same.
    const later = arrive(record, unit('b'), at(T - DAY));
    expect(later.waiting?.since).toBe(T - DAY);
  });
});

describe('what has arrived', () => {
  test('is not sent again for five minutes, and then is', () => {
    const record = deliver(arrive(EMPTY_RECORD, unit('a'), at(T)), T + 5_000);
    expect(arrive(record, unit('a', '2026-11-23T10:04:00.000Z'), at(T + 240_000))).toBe(record);
    const later = unit('a', '2026-11-23T10:06:00.000Z');
    expect(arrive(record, later, at(T + 360_000)).waiting).not.toBeNull();
    // A clock that was moved back tells nothing.
    expect(arrive(record, later, at(T - 360_000)).waiting).not.toBeNull();
  });

  test('is sent again the next day, and when another course was sent since', () => {
    const record = deliver(arrive(EMPTY_RECORD, unit('a'), at(T)), T + 5_000);
    const tomorrow = unit('a', '2026-11-24T00:01:00.000Z');
    expect(arrive(record, tomorrow, at(T)).waiting).not.toBeNull();
    const other = { ...at(T), health: { ...health, lastCourse: 'course-v1:A+B+C' } };
    expect(arrive(record, unit('a'), other).waiting).not.toBeNull();
  });

  test('leaves a newer place waiting', () => {
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
    expect(done.waiting?.place.unitTitle).toBe('Unit b');
    expect(dueAt(done, T + 7_000)).toBe(T + 11_000);
  });

  test('counts as visited once, however often it was tried', () => {
    const record = arrive(EMPTY_RECORD, unit('a'), at(T));
    const once = note(record, unit('a'), 1);
    expect(note(once, unit('a'), 1)).toBe(once);
    expect(once.visited).toHaveLength(1);
  });
});

describe('what the server refuses', () => {
  test('401 and 403 stop the connection; other 4xx the course; the rest is tried again', () => {
    const meanings = [401, 403, 400, 404, 409, 413, 408, 429, 500, 503].map((code) =>
      classify(status(code)),
    );
    expect(meanings).toEqual([
      ...Array<string>(2).fill('auth'),
      ...Array<string>(4).fill('rejected'),
      ...Array<string>(4).fill('retry'),
    ]);
  });

  test('a newer place tries again, until the third refusal in a row', () => {
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

test('whatever happens, the last place is what waits or what was sent', () => {
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
        else if (record.waiting && step.kind === 'sent') record = deliver(record, now);
        else if (record.waiting && step.kind === 'failed') {
          record = fails(beforeTry(record, 'any', now), status(step.code));
        }
        const kept = record.waiting?.place.unitKey ?? record.lastSent?.unitKey ?? null;
        expect(kept).toBe(last);
        expect(record.visited.length).toBeLessThanOrEqual(10);
      }
    }),
  );
});

describe('what a page without a name replaced', () => {
  const unnamed = (now: number) => ({ ...at(now), named: false });
  const first = arrive(EMPTY_RECORD, unit('a'), at(T));
  const second = arrive(first, unit('b'), unnamed(T + 3_000));
  const before = (record: CourseRecord) => record.unnamed?.before?.place.unitTitle;
  const seq = second.waiting?.seq ?? -1;

  test('is set aside, and comes back as it was', () => {
    expect(giveWay(second, seq).waiting).toEqual(first.waiting);
    const third = arrive(second, unit('c'), unnamed(T + 6_000));
    expect(before(third)).toBe('Unit a');
    expect(giveWay(third, seq)).toBe(third);
  });

  test('is let go once the page told the name, or told none for long', () => {
    expect(arrive(second, unit('b'), at(T + 4_000)).unnamed).toBeNull();
    expect(before(arrive(second, unit('c'), unnamed(T + 60_000)))).toBe('Unit b');
  });

  test('is let go with what was sent, discarded, or deleted', () => {
    const third = arrive(second, unit('c'), unnamed(T + 6_000));
    const done = { seq, text: 'b', unitKey: 'b', ids: IDS, isSeen: true, now: T + 7_000 };
    expect(sent(second, done).unnamed).toBeNull();
    expect(sent(third, done)).toMatchObject({ waiting: {}, unnamed: { before: null } });
    expect(clear(second, seq)).toMatchObject({ waiting: null, unnamed: null });
    expect(forget(second, T + 1_000)).toMatchObject({ waiting: {}, unnamed: { before: null } });
    expect(forget(second, T + 10_000)).toMatchObject({ waiting: null, unnamed: null });
  });

  test('does not come back when its own page is refused', () => {
    const left = takeBack(second, first.waiting?.seq ?? -1);
    expect(left.waiting).toEqual(second.waiting);
    expect(giveWay(left, seq).waiting).toBeNull();
  });

  test('is not let go with what was sent before it', () => {
    const third = arrive(second, unit('c'), unnamed(T + 6_000));
    const done = { seq: 0, text: 'x', unitKey: 'x', ids: IDS, isSeen: true, now: T + 7_000 };
    expect(before(sent(third, done))).toBe('Unit a');
  });
});

describe('what a page replaced that may not be read after all', () => {
  const elsewhere = (name: string) => ({ ...unit(name), subsectionKey: `${COURSE} ${name}` });
  const first = arrive(EMPTY_RECORD, elsewhere('a'), at(T));
  const second = arrive(first, elsewhere('b'), at(T + 3_000));
  const seqOf = ({ waiting }: CourseRecord) => waiting?.seq ?? -1;
  const refused = (record: CourseRecord) => takeBack(record, seqOf(record));

  test('comes back as it was', () => {
    expect(refused(second)).toMatchObject({ waiting: first.waiting, replaced: null, visited: [] });
    expect(refused(refused(second)).waiting).toBeNull();
  });

  test('comes back when the refused one was tried, and still counts as visited then', () => {
    const tried = beforeTry(note(second, elsewhere('b'), seqOf(second)), 'b', T + 8_000);
    const left = refused(fails(tried, status(400)));
    expect(left).toMatchObject({ waiting: first.waiting, stop: null, visited: [] });
    const noted = note(left, elsewhere('a'), seqOf(left));
    expect(noted.visited).toMatchObject([{ title: 'Unit a' }]);
    // Once, also when it was noted before.
    const known = arrive(note(first, elsewhere('a'), 1), elsewhere('b'), at(T + 3_000));
    const again = refused(note(known, elsewhere('b'), 2));
    expect(note(again, elsewhere('a'), seqOf(again))).toBe(again);
  });

  test('stays stopped after the third refusal in a row', () => {
    const stop = { status: 400, words: 'no' };
    expect(refused({ ...second, stop, refusals: 3 })).toMatchObject({ stop });
  });

  test('comes back from under several of one subsection, none of which is told', () => {
    const exam = (name: string) => ({ ...elsewhere(name), subsectionKey: `${COURSE} exam` });
    const last = arrive(arrive(first, exam('b'), at(T + 1_000)), exam('c'), at(T + 2_000));
    expect(refused(last).waiting).toEqual(first.waiting);
    expect(JSON.stringify(refused(last))).not.toContain('Unit b');
  });

  test('does not come back when it was sent, discarded, deleted or refused meanwhile', () => {
    const done = { seq: 1, text: 'a', unitKey: 'a', ids: IDS, isSeen: true, now: T + 7_000 };
    expect(refused(sent(second, done)).waiting).toBeNull();
    expect(clear(second, seqOf(second)).replaced).toBeNull();
    expect(refused(forget(second, T + 1_000)).waiting).toBeNull();
    expect(refused(takeBack(second, 1)).waiting).toBeNull();
  });

  test('comes back when something older was sent meanwhile', () => {
    const done = { seq: 0, text: 'x', unitKey: 'x', ids: IDS, isSeen: true, now: T + 7_000 };
    expect(refused(sent(second, done)).waiting?.place.unitTitle).toBe('Unit a');
  });

  test('gives way too when it was of a page without a name', () => {
    const third = arrive(second, elsewhere('c'), { ...at(T + 4_000), named: false });
    const fourth = arrive(third, elsewhere('d'), { ...at(T + 5_000), named: false });
    const left = refused(fourth);
    expect(left.waiting?.place.unitTitle).toBe('Unit c');
    expect(giveWay(left, seqOf(left)).waiting).toEqual(second.waiting);
    expect(giveWay(fourth, seqOf(fourth)).waiting).toEqual(second.waiting);
  });
});
