import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { createApi, DEMO_KEY, DEMO_ORG } from '../../../dev/fake-ibl/api.ts';
import type { Switches } from '../../../dev/fake-ibl/server-variants.ts';
import { listEdxMemory, testConnection } from '../../../lib/ibl/memories/edx-memory.ts';
import type { ApiClient } from '../../../lib/ibl/client/types.ts';
import { allPages } from '../../../lib/ibl/client/pagination.ts';

/* Tests lists of every kind: each is either complete or reported as incomplete. */

afterEach(() => vi.unstubAllGlobals());

const client: ApiClient = {
  account: {
    base: 'https://base.manager.iblai.app',
    org: DEMO_ORG,
    username: 'ada',
    scheme: 'Api-Token',
    key: DEMO_KEY,
  },
  onExchange: () => Promise.resolve(),
  onInvalid: () => undefined,
};
const asked: URL[] = [];

/** Answers each request for a page with the next of these, and repeats the last one. */
function serve(pages: readonly (object | number)[]): void {
  asked.length = 0;
  vi.stubGlobal('fetch', (address: string) => {
    const page = pages[Math.min(asked.length, pages.length - 1)];
    asked.push(new URL(address));
    return Promise.resolve(
      typeof page === 'number'
        ? Response.json({ detail: 'Invalid page.' }, { status: page })
        : Response.json(page),
    );
  });
}

async function read(pages: readonly (object | number)[]) {
  serve(pages);
  const answer = await allPages(client, '/list/');
  return answer.ok ? { rows: answer.body.rows.length, whole: answer.body.whole } : answer.fault;
}

const rows = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => ({ id: from + i, username: 'ada' }));
const next = 'http://evil.example/other/?cursor=abc%2B1&extra=1#x';

test.each<[string, (object | number)[], number, boolean]>([
  ['one page', [{ count: 2, next: null, results: rows(0, 2) }], 2, true],
  ['nothing', [{ count: 0, next: null, results: [] }], 0, true],
  ['without pages', [rows(0, 7)], 7, true],
  [
    'cursors',
    [
      { next, results: rows(0, 2) },
      { next: null, results: rows(2, 3) },
    ],
    3,
    true,
  ],
  [
    'a cursor whose page is empty, as all of it is filtered out',
    [
      { next, results: [] },
      { next: null, results: rows(2, 3) },
    ],
    1,
    true,
  ],
  ['a next that leads to the same page', [{ next, results: rows(0, 2) }], 2, false],
  ['an error past its end', [{ count: 2, next, results: rows(0, 2) }, 404], 2, true],
  ['an error before its end', [{ count: 5, next, results: rows(0, 2) }, 404], 2, false],
  ['more counted than listed', [{ count: 9, next: null, results: rows(0, 2) }], 2, false],
  ['a count that is a word', [{ count: 'many', next: null, results: rows(0, 2) }], 2, true],
  [
    'a count and no next',
    [
      { count: 3, results: rows(0, 2) },
      { count: 3, results: rows(2, 3) },
    ],
    3,
    true,
  ],
  [
    'a count that is never reached',
    [
      { count: 3, results: rows(0, 2) },
      { count: 3, results: [] },
    ],
    2,
    false,
  ],
  [
    'neither count nor next',
    [{ results: rows(0, 2) }, { results: rows(2, 3) }, { results: [] }],
    3,
    true,
  ],
  [
    'pages that overlap',
    [
      { count: 4, next, results: rows(0, 3) },
      { count: 4, next: null, results: rows(1, 4) },
    ],
    4,
    true,
  ],
  [
    'a row that went between two pages',
    [
      { count: 5, next, results: rows(0, 3) },
      { count: 4, next: null, results: rows(4, 5) },
    ],
    4,
    false,
  ],
  [
    'a row that came between two pages',
    [
      { count: 4, next, results: rows(0, 3) },
      { count: 5, next: null, results: rows(2, 4) },
    ],
    4,
    false,
  ],
])('reads a list with %s', async (_, pages, count, whole) => {
  expect(await read(pages)).toEqual({ rows: count, whole });
  for (const { origin, pathname } of asked) {
    expect(origin + pathname).toBe('https://base.manager.iblai.app/list/');
  }
});

test("only the query of the next address is used, with Waypoint's own page size", async () => {
  await read([
    { next, results: rows(0, 2) },
    { next: null, results: [] },
  ]);
  expect(asked.map(({ search }) => search)).toEqual([
    '?page=1&page_size=100',
    '?cursor=abc%2B1&extra=1&page_size=100',
  ]);
});

test('a list of more than 50 pages is dropped and reported as incomplete', async () => {
  let n = 0;
  vi.stubGlobal('fetch', () => {
    n += 1;
    return Promise.resolve(Response.json({ next: `?page=${n + 1}`, results: rows(n, n + 1) }));
  });
  const answer = await allPages(client, '/list/');
  expect(answer).toMatchObject({ ok: true, body: { whole: false } });
  expect(n).toBe(50);
});

test('a page of 900,000 numbers is read', async () => {
  const body = `[${'1,'.repeat(899_999)}1]`;
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(`{"next":null,"results":${body}}`)));
  const answer = await allPages(client, '/list/');
  expect(answer.ok && answer.body.rows.length).toBe(900_000);
});

test('an answer in place of the second page does not end the list', async () => {
  let n = 0;
  vi.stubGlobal('fetch', () => {
    n += 1;
    return Promise.resolve(
      n === 1
        ? Response.json({ next, results: rows(0, 2) })
        : new Response('<h1>Not Found</h1>', { status: 404 }),
    );
  });
  expect(await allPages(client, '/list/')).toEqual({
    ok: false,
    fault: { kind: 'intermediary', status: 404, retryAfter: null },
  });
});

const KINDS: readonly Partial<Switches>[] = [
  { paging: 'numbers' },
  { paging: 'numbers', largestPage: 7 },
  { paging: 'cursor' },
  { paging: 'cursor', largestPage: 7 },
  { paging: 'offset' },
  { paging: 'offset', largestPage: 7 },
  { paging: 'count' },
  { paging: 'count', largestPage: 7 },
  { paging: 'list' },
];
test.each(KINDS)(
  'a server with %j gives all 130 rows and is accepted as one of ibl.ai',
  async (kind) => {
    // No document describes what such a server sends.
    const api = createApi({ check: false });
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => api.fetch(new Request(url, init)));
    for (let i = 0; i < 130; i += 1)
      api.seed.edxMemory({ courseId: `course-v1:A+B+${i}`, data: {} });
    api.seed.server(kind);
    const answer = await listEdxMemory(client);
    expect(answer.ok && [answer.body.rows.length, answer.body.whole]).toEqual([130, true]);
    expect((await testConnection(client)).ok).toBe(true);
    api.seed.server({ overcount: 1 });
    const counted = await listEdxMemory(client);
    const givesCount = kind.paging !== 'cursor' && kind.paging !== 'list';
    expect(counted.ok && counted.body.whole).toBe(!givesCount);
    api.close();
  },
);

test('a list ends and has no row twice, whatever a server sends as pages', async () => {
  const row = fc.oneof(fc.record({ id: fc.nat(6) }), fc.jsonValue());
  const page = fc.oneof(
    fc.record(
      {
        results: fc.array(row, { maxLength: 5 }),
        count: fc.oneof(fc.nat(9), fc.jsonValue()),
        next: fc.oneof(fc.constantFrom(null, '', '?a=1', '?page=2', next), fc.jsonValue()),
      },
      { requiredKeys: ['results'] },
    ),
    fc.array(row),
    fc.jsonValue(),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(page, { minLength: 1, maxLength: 6 }), async (pages) => {
      let n = 0;
      vi.stubGlobal('fetch', () => {
        const body = pages[Math.min(n, pages.length - 1)];
        n += 1;
        return Promise.resolve(Response.json(body));
      });
      const answer = await allPages(client, '/list/');
      expect(n).toBeLessThanOrEqual(50);
      if (answer.ok && answer.body.whole) {
        const counted = pages.slice(0, n).at(-1);
        const count: unknown = Object(counted).count;
        if (typeof count === 'number')
          expect(answer.body.rows.length).toBeGreaterThanOrEqual(count);
      }
    }),
  );
});
