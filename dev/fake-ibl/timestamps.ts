/**
 * Creates a clock of moments, in whole µs since 1970, so that two writes within a millisecond keep
 * their order.
 */
export function createClock(now: () => number): () => number {
  let last = 0;
  return () => {
    const moment = Math.floor(now()) * 1000;
    // Within the same millisecond, the next microsecond follows. If the clock is moved back,
    // moments follow it.
    last = moment <= last && last < moment + 1000 ? last + 1 : moment;
    return last;
  };
}

/** Returns a moment as Python prints it: with six decimals, or without decimals if all are zero. */
function iso(moment: number): string {
  const seconds = new Date(Math.floor(moment / 1000)).toISOString().slice(0, 19);
  const rest = ((moment % 1_000_000) + 1_000_000) % 1_000_000;
  return rest === 0 ? seconds : `${seconds}.${String(rest).padStart(6, '0')}`;
}

/** Returns a moment without a zone, as edX memory shows it. */
export const zoneless = iso;
/** Returns a moment as a memory and an instruction show it. */
export const withZ = (moment: number): string => `${iso(moment)}Z`;
/** Returns a moment as a memory entry shows it. */
export const withOffset = (moment: number): string => `${iso(moment)}+00:00`;
