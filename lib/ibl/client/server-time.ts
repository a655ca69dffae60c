/** Longer than any way to write a time. */
const LONGEST = 100;

/**
 * A time of the server in ms since 1970; 0 when it is none. The server leaves the zone out of some
 * times, which are UTC, and gives up to six decimals, or none when they are zero.
 */
export function serverTime(text: string | null | undefined): number {
  if (!text || text.length > LONGEST) return 0;
  const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text}Z`;
  return Date.parse(zoned.replace(/(\.\d{3})\d+/, '$1')) || 0;
}
