import type { Clock } from '../../store/items/clock.ts';

/*
 * Checks the computer's clock before anything is deleted by it. A clock may be years ahead for
 * one start, and what is deleted is gone for good.
 */

const DAY = 86_400_000;
/** A clock that moved on by at most this many days is trusted at once … */
const USUAL = 7;
/** … and after a longer jump on the next day that it shows, at most this many days later. */
const LONGEST = 400;

/**
 * Returns what is known about the clock after a look at it.
 * @param days the days in the journal
 */
export function lookedAt(old: Clock | null, today: string, days: readonly string[]): Clock {
  const sure = isSure(old, today);
  const known = old?.ahead ?? {};
  const ahead = Object.fromEntries(
    days.flatMap((day) => {
      const since = known[day] ?? (sure ? today : undefined);
      const isAhead = day > today || !sure;
      return since !== undefined && isAhead ? [[day, since]] : [];
    }),
  );
  return { day: today, sure, ahead };
}

function isSure(old: Clock | null, today: string): boolean {
  if (!old) return true;
  if (today === old.day) return old.sure;
  const gone = (Date.parse(today) - Date.parse(old.day)) / DAY;
  return gone > 0 && gone <= (old.sure ? USUAL : LONGEST);
}

/**
 * Returns the day from which a day of the journal ages. A day that was ahead of the clock ages from
 * the day on which Waypoint first saw that.
 */
export const countsAs = ({ ahead }: Clock, day: string): string => ahead[day] ?? day;
