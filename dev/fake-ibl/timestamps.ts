/** Moments are whole microseconds since 1970, so that two writes within a millisecond keep their order. */
export function createClock(now: () => number): () => number {
  let last = 0;
  return () => {
    const moment = Math.floor(now()) * 1000;
    // Within the same millisecond the next microsecond is taken; a clock moved back is followed.
    last = moment <= last && last < moment + 1000 ? last + 1 : moment;
    return last;
  };
}

/** As Python prints it: six decimals, none when they are all zero. */
function iso(moment: number): string {
  const seconds = new Date(Math.floor(moment / 1000)).toISOString().slice(0, 19);
  const rest = ((moment % 1_000_000) + 1_000_000) % 1_000_000;
  return rest === 0 ? seconds : `${seconds}.${String(rest).padStart(6, '0')}`;
}

/** Without a zone, as edX memory has it. */
export const zoneless = iso;
/** As a memory and an instruction have it. */
export const withZ = (moment: number): string => `${iso(moment)}Z`;
/** As a memory entry has it. */
export const withOffset = (moment: number): string => `${iso(moment)}+00:00`;
