/** Longer than any form of a time. */
const LONGEST = 100;

/**
 * Returns a time of the server in ms since 1970; 0 if the text is not a time. The server leaves out
 * the zone of some times, which are UTC, and writes up to six decimals, or no decimals if they are
 * zero.
 */
export function serverTime(text: string | null | undefined): number {
  if (!text || text.length > LONGEST) return 0;
  const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text}Z`;
  return Date.parse(zoned.replace(/(\.\d{3})\d+/, '$1')) || 0;
}
