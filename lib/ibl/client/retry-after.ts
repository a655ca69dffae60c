/**
 * Longest wait (ms) that a server can ask for at a time, so that Waypoint holds nothing back for
 * long.
 */
export const LONGEST_RETRY_AFTER = 60 * 60_000;

/** Returns the server's clock from a reply's Date header (ms); null if the reply has none. */
export function serverClock(headers: Headers): number | null {
  return dateIn(headers.get('Date') ?? '') || null;
}

/**
 * Returns Retry-After as ms from now, at most an hour; null if there is none that can be read. It
 * is a number of seconds or a moment, and a moment is counted from the server's own clock if the
 * reply has that. A server that wants a longer wait says so again when it is asked the next time.
 */
export function retryAfter(headers: Headers): number | null {
  const value = (headers.get('Retry-After') ?? '').slice(0, 1000).trim();
  const seconds = NUMBER.exec(value)?.[1];
  const at = seconds === undefined ? dateIn(value) : unixTime(Number(seconds));
  const wait = at === null ? Number(seconds) * 1000 : at - (serverClock(headers) ?? Date.now());
  return Number.isNaN(wait) ? null : Math.min(Math.max(0, wait), LONGEST_RETRY_AFTER);
}

/** A number of seconds, perhaps with its unit. The first one if the header came twice. */
const NUMBER = /^([+-]?\d+(?:\.\d*)?)\s*(?:s|secs?|seconds?)?(?:,.*)?$/i;

/**
 * Returns a time since 1970 in ms; null for a number below 1e9, which is a wait. A larger number
 * would be a wait of 30 years, so it is a time since 1970, in seconds or fractions of a second.
 */
function unixTime(value: number): number | null {
  if (value < 1e9) return null;
  if (value === Infinity) return value;
  let seconds = value;
  while (seconds >= 1e11) seconds /= 1000;
  return seconds * 1000;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The three date forms of HTTP. Browsers differ in how they read the two old ones. */
const DAY_FIRST =
  /^(?:[a-z]{3,9},?\s+)?(\d{1,2})[\s-]([a-z]{3})[a-z]*[\s-](\d{4}|\d{2}),?\s+(\d\d?):(\d\d)(?::(\d\d))?(?:\s*(?:GMT|UTC?|Z|([+-])(\d\d):?(\d\d)))?$/i;
const ASCTIME =
  /^[a-z]{3,9},?\s+([a-z]{3})[a-z]*\s+(\d{1,2})\s+(\d\d):(\d\d):(\d\d)(?:\s+(?:GMT|UTC?|Z))?\s+(\d{4})$/i;
/** Not a form of HTTP, but some servers send it. Without a zone it is UTC. */
const ISO = /^(\d{4}-\d\d-\d\d)[T\s]([\d:.]{5,20})\s*(Z|GMT|UTC|[+-]\d\d:?\d\d)?$/i;

/** Returns the time in a header (ms since 1970); NaN if there is none. */
function dateIn(text: string): number {
  const iso = ISO.exec(text);
  if (iso) {
    const [, day, time, zone = 'Z'] = iso;
    return Date.parse(`${day}T${time}${/\d/.test(zone) ? zone : 'Z'}`);
  }
  const old = ASCTIME.exec(text);
  if (old) {
    const [, month = '', day, hour, minute, second, year] = old;
    return utc(year, month, day, [hour, minute, second]);
  }
  const usual = DAY_FIRST.exec(text);
  if (!usual) return Number.NaN;
  const [, day, month = '', year, hour, minute, second = '0', sign, east = '0', past = '0'] = usual;
  const zone = (Number(east) * 60 + Number(past)) * 60_000 * (sign === '-' ? -1 : 1);
  return utc(year, month, day, [hour, minute, second]) - zone;
}

function utc(
  year: string | undefined,
  month: string,
  day: string | undefined,
  time: readonly (string | undefined)[],
): number {
  const number = MONTHS.indexOf(month.toLowerCase());
  if (number < 0) return Number.NaN;
  // Two digits come from the old form, whose years are at most 50 years ahead.
  const full = year?.length === 2 ? 2000 + Number(year) : Number(year);
  const [hour, minute, second] = time.map(Number);
  return Date.UTC(full, number, Number(day), hour, minute, second);
}
