import { afterEach, expect, test, vi } from 'vitest';
import { request } from '../../../lib/ibl/client/request.ts';
import type { Exchange } from '../../../lib/ibl/client/types.ts';
import { parseJson } from '../../../lib/ibl/client/json.ts';

afterEach(() => vi.unstubAllGlobals());

const account = {
  base: 'https://base.manager.iblai.app',
  org: 'main',
  username: 'ada',
  scheme: 'Token',
  key: 's3cret',
} as const;

/** Returns a body without end, in pieces of 100 kB, and counts the pieces that were read. */
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

test.each([200, 403, 500])('a body without end (%i) is cut off after 2 MB', async (status) => {
  const { body, taken } = endless();
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, { status })));
  const exchanges: Exchange[] = [];
  const client = {
    account,
    onExchange: (one: Exchange) => Promise.resolve(void exchanges.push(one)),
    onInvalid: () => undefined,
  };
  expect(await request(client, 'GET', '/x/')).toEqual({
    ok: false,
    fault: { kind: 'not-ibl', status },
  });
  expect(taken.pieces).toBeLessThan(25);
  expect(taken.cancelled).toBe(true);
  expect(exchanges).toEqual([{ method: 'GET', path: '/x/', status, body: null }]);
});

test.each([
  ['{"a":[1,"]]]]{{{{"]}', { a: [1, ']]]]{{{{'] }],
  ['"\\"[["', '"[['],
  ['', undefined],
  ['{"a":', undefined],
  ['[', undefined],
  [`${'['.repeat(2_001)}${']'.repeat(2_001)}`, undefined],
])('the JSON %.20s is read only if it is valid and not too deep', (text, value) => {
  expect(parseJson(text)).toEqual(value);
});

test('a value of 1,000 levels can be processed', () => {
  const text = '['.repeat(1_000) + ']'.repeat(1_000);
  expect(JSON.stringify(parseJson(text))).toBe(text);
});
