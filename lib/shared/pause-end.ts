import type { PauseLength } from './pause-length.ts';

/** When a pause ends by itself: when the learner chose that, and when it is over (ms). */
export interface PauseEnd {
  readonly setAt: number;
  readonly until: number;
}

const HOUR = 3_600_000;

/**
 * Returns the end of a pause that begins now; null if only the learner ends it. `tomorrow` ends at
 * the learner's next midnight.
 */
export function endOf(length: PauseLength, now: number): PauseEnd | null {
  if (length === 'endless') return null;
  const day = new Date(now);
  const midnight = new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1).getTime();
  return { setAt: now, until: length === 'hour' ? now + HOUR : midnight };
}

/**
 * Whether a pause is over: its end has passed, or the clock was moved back by more than an hour
 * since the learner chose the end. The pause could then last for days. A smaller correction of the
 * clock ends no pause.
 */
export const isOver = (end: PauseEnd | null, now: number): boolean =>
  end !== null && (end.until <= now || now < end.setAt - HOUR);
