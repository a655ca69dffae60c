import { expect, test } from 'vitest';
import { retryAfter, serverClock } from '../../../lib/ibl/client/retry-after.ts';

const NOW = 'Mon, 23 Nov 2026 10:00:00 GMT';
const AT = Date.parse(NOW);
const HOUR = 3_600_000;
const seconds = AT / 1000;

const wait = (value: string, date = NOW) =>
  retryAfter(new Headers({ Date: date, 'Retry-After': value }));

test.each([
  ['60', 60_000],
  [' 60 ', 60_000],
  ['0', 0],
  ['1.5', 1_500],
  ['120s', 120_000],
  ['120 seconds', 120_000],
  ['+30', 30_000],
  ['60, 90', 60_000],
  ['2026', 2_026_000],
  ['86400', HOUR],
  // A moment where seconds belong.
  ['1771404540', 0],
  [`${seconds + 90}`, 90_000],
  [`${seconds + 90}.25`, 90_250],
  [`${(seconds + 90) * 1e3}`, 90_000],
  [`${(seconds + 90) * 1e6}`, 90_000],
  [`${seconds + 86_400}`, HOUR],
  ['99999999999999999999999', HOUR],
  ['9'.repeat(400), HOUR],
  // A time in the past means now.
  ['-5', 0],
  ['Sun, 22 Nov 2026 10:00:00 GMT', 0],
  ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
  ['Mon, 23 Nov 2026 10:02:00 GMT', 120_000],
  ['Mon, 23 Nov 2026 10:02:00 UTC', 120_000],
  ['mon, 23 nov 2026 10:02:00 gmt', 120_000],
  ['Mon, 23 Nov 2026 12:02:00 +0200', 120_000],
  ['Mon, 23 Nov 2026 05:02:00 -05:00', 120_000],
  ['23 Nov 2026 10:02:00 GMT', 120_000],
  ['Monday, 23-Nov-26 10:02:00 GMT', 120_000],
  ['Mon Nov 23 10:02:00 2026', 120_000],
  ['2026-11-23T10:02:00Z', 120_000],
  ['2026-11-23T10:02:00.000000', 120_000],
  ['2026-11-23 10:02:00', 120_000],
  ['2026-11-23T12:02:00+02:00', 120_000],
  ['Fri, 23 Nov 2126 10:00:00 GMT', HOUR],
  ['soon', null],
  ['Mon, 23 Foo 2026 10:02:00 GMT', null],
  ['1e9999', null],
  ['NaN', null],
  ['Infinity', null],
  ['', null],
  [`${'1 '.repeat(30_000)}x`, null],
])('Retry-After "%.40s" is read', (value, ms) => {
  expect(wait(value)).toBe(ms);
});

test("a moment is measured by the server's clock, which may differ", () => {
  const date = 'Thu, 01 Jan 2026 00:00:00 GMT';
  expect(wait('Thu, 01 Jan 2026 00:00:30 GMT', date)).toBe(30_000);
  expect(wait(`${Date.UTC(2026, 0, 1) / 1000 + 30}`, date)).toBe(30_000);
});

test('a clock without a valid time is ignored', () => {
  expect(serverClock(new Headers({ Date: 'yesterday' }))).toBeNull();
  expect(serverClock(new Headers())).toBeNull();
  expect(serverClock(new Headers({ Date: NOW }))).toBe(AT);
});
