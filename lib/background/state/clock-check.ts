import type { Clock } from '../../store/items/clock.ts';

/* A computer's clock may be years ahead for one start: what is deleted by it would be gone for good. */

const DAY = 86_400_000;
/** A clock that goes on by at most so many days is believed at once … */
const USUAL = 7;
/** … and after a longer while on the second day on which it says the like. */
const LONGEST = 400;

/**
 * What is known of the clock once it is looked at.
 * @param days those of the journal
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

/** Which day counts for one of the journal: one that was ahead of the clock is as old as that. */
export const countsAs = ({ ahead }: Clock, day: string): string => ahead[day] ?? day;
