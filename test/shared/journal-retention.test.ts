import { expect, test } from 'vitest';
import {
  daysKept,
  daysOver,
  JOURNAL_LIMITS,
  type JournalLimit,
} from '../../lib/shared/journal-retention.ts';

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-23T00:00:00Z');
const day = (back: number) => new Date(NOW - back * DAY).toISOString().slice(0, 10);
const KEPT = [0, 7, 30, 90, Infinity];

test.each(JOURNAL_LIMITS.map((limit, i): [JournalLimit, number] => [limit, KEPT[i] ?? NaN]))(
  '%s keeps today and the days before it, %s days in all, at each hour of the day',
  (limit, kept) => {
    expect(daysKept(limit)).toBe(kept);
    const all = Array.from({ length: 400 }, (_, back) => day(back));
    for (const now of [NOW, NOW + 1, NOW + DAY / 2, NOW + DAY - 1]) {
      expect(daysOver(all, limit, now)).toEqual(all.slice(kept));
    }
  },
);
