import { expect, test } from 'vitest';
import { serverTime } from '../../../lib/ibl/client/server-time.ts';

test.each([
  ['2024-06-25T15:30:26.257140', Date.UTC(2024, 5, 25, 15, 30, 26, 257)],
  ['2024-06-25T15:30:26', Date.UTC(2024, 5, 25, 15, 30, 26)],
  ['2024-06-25T15:30:26.257140Z', Date.UTC(2024, 5, 25, 15, 30, 26, 257)],
  ['2024-06-25T17:30:26.5+02:00', Date.UTC(2024, 5, 25, 15, 30, 26, 500)],
  ['yesterday', 0],
  ['', 0],
  [null, 0],
])('reads the time: %s', (text, time) => {
  expect(serverTime(text)).toBe(time);
});
