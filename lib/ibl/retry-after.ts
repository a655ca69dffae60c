/** A server may not ask for more than this, so that nothing is kept back for ever. */
export const LONGEST_RETRY_AFTER = 24 * 60 * 60_000;

const HTTP_DATE = /^[a-z]{3,9}, .*\d GMT$/i;

/**
 * The server's clock by a reply's Date header (ms); null when it does not tell.
 */
export function serverClock(headers: Headers): number | null {
  return Date.parse(headers.get('Date') ?? '') || null;
}

/**
 * Retry-After as ms from now, at most a day: seconds or a date, which is counted from the server's own
 * clock when it tells it. Null when there is none, or none that can be read.
 */
export function retryAfter(headers: Headers): number | null {
  const value = headers.get('Retry-After')?.trim() ?? '';
  const wait = /^\d+$/.test(value)
    ? Number(value) * 1000
    : HTTP_DATE.test(value)
      ? Date.parse(value) - (serverClock(headers) ?? Date.now())
      : Number.NaN;
  return Number.isNaN(wait) ? null : Math.min(Math.max(0, wait), LONGEST_RETRY_AFTER);
}
