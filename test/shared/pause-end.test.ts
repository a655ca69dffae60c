import { afterEach, beforeEach, expect, test } from 'vitest';
import { endOf, isOver } from '../../lib/shared/pause-end.ts';

const HOUR = 3_600_000;
const zone = process.env['TZ'];

beforeEach(() => (process.env['TZ'] = 'America/New_York'));
afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

test('a pause has no end, ends in an hour, or ends at the next local midnight', () => {
  const now = new Date(2026, 10, 23, 14, 38).getTime();
  expect(endOf('endless', now)).toBeNull();
  expect(endOf('hour', now)).toEqual({ setAt: now, until: now + HOUR });
  expect(endOf('tomorrow', now)).toEqual({ setAt: now, until: new Date(2026, 10, 24).getTime() });
  const late = new Date(2026, 11, 31, 23, 59).getTime();
  expect(endOf('tomorrow', late)?.until).toBe(late + 60_000);
});

test.each([
  ['shorter', '2026-03-08T00:00', 23],
  ['longer', '2026-11-01T00:00', 25],
])('tomorrow is at midnight on the day that is an hour %s', (_, day, hours) => {
  const start = new Date(day).getTime();
  expect(endOf('tomorrow', start)?.until).toBe(start + hours * HOUR);
});

test('a pause is over at its end, and never without an end', () => {
  const end = endOf('hour', 10 * HOUR);
  expect(isOver(end, 11 * HOUR - 1)).toBe(false);
  expect(isOver(end, 11 * HOUR)).toBe(true);
  expect(isOver(null, Number.MAX_SAFE_INTEGER)).toBe(false);
  expect(isOver(null, 0)).toBe(false);
});

test('a clock that is moved back makes a pause at most an hour longer', () => {
  const end = endOf('hour', 100 * HOUR);
  expect(isOver(end, 99 * HOUR)).toBe(false);
  expect(isOver(end, 99 * HOUR - 1)).toBe(true);
});
