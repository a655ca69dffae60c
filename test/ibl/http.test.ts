import { afterEach, expect, test, vi } from 'vitest';
import { request, type Exchange } from '../../lib/ibl/http.ts';
import { parseJson } from '../../lib/ibl/json.ts';
import { retryAfter } from '../../lib/ibl/retry-after.ts';

afterEach(() => vi.unstubAllGlobals());

const account = {
  base: 'https://base.manager.iblai.app',
  org: 'main',
  username: 'ada',
  scheme: 'Token',
  key: 's3cret',
} as const;

/** A body without end, in pieces of 100 kB; counts those that were taken. */
function endless() {
  const taken = { pieces: 0, cancelled: false };
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      taken.pieces += 1;
      controller.enqueue(new Uint8Array(100_000).fill(32));
    },
    cancel: () => void (taken.cancelled = true),
  });
  return { body, taken };
}

test.each([200, 500])('a body without end (%i) is cut off after 2 MB', async (status) => {
  const { body, taken } = endless();
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, { status })));
  const told: Exchange[] = [];
  const wire = {
    account,
    told: (one: Exchange) => Promise.resolve(void told.push(one)),
    refused: () => undefined,
  };
  expect(await request(wire, 'GET', '/x/')).toEqual({
    ok: false,
    fault: { kind: 'not-ibl', status },
  });
  expect(taken.pieces).toBeLessThan(25);
  expect(taken.cancelled).toBe(true);
  expect(told).toEqual([{ method: 'GET', path: '/x/', status, body: null }]);
});

test.each([
  ['{"a":[1,"]]]]{{{{"]}', { a: [1, ']]]]{{{{'] }],
  ['"\\"[["', '"[['],
  ['', undefined],
  ['{"a":', undefined],
  ['[', undefined],
  [`${'['.repeat(2_001)}${']'.repeat(2_001)}`, undefined],
])('the JSON %.20s', (text, value) => {
  expect(parseJson(text)).toEqual(value);
});

test('1,000 levels can be worked with', () => {
  const text = '['.repeat(1_000) + ']'.repeat(1_000);
  expect(JSON.stringify(parseJson(text))).toBe(text);
});

const NOW = 'Mon, 23 Nov 2026 10:00:00 GMT';
const DAY = 86_400_000;
test.each([
  ['60', 60_000],
  [' 60 ', 60_000],
  ['0', 0],
  ['Mon, 23 Nov 2026 10:02:00 GMT', 120_000],
  ['Monday, 23-Nov-26 10:02:00 GMT', 120_000],
  ['Sun, 22 Nov 2026 10:00:00 GMT', 0],
  ['Fri, 23 Nov 2126 10:00:00 GMT', DAY],
  ['99999999999999999999999', DAY],
  ['9'.repeat(400), DAY],
  ['-5', null],
  ['1.5', null],
  ['soon', null],
  ['2026', 2_026_000],
  ['', null],
])('Retry-After "%.30s"', (value, wait) => {
  expect(retryAfter(new Headers({ Date: NOW, 'Retry-After': value }))).toBe(wait);
});

test('a date in Retry-After is counted by the server, whose clock may be another one', () => {
  const headers = { Date: 'Thu, 01 Jan 2026 00:00:00 GMT' };
  const until = 'Thu, 01 Jan 2026 00:00:30 GMT';
  expect(retryAfter(new Headers({ ...headers, 'Retry-After': until }))).toBe(30_000);
});
