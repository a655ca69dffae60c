import type { BrowserKind } from '../browser/find-browser.ts';
import { request } from '../../lib/ibl/client/request.ts';
import type { ApiClient } from '../../lib/ibl/client/types.ts';
import type { Measure } from './table.ts';

/** A little less than Waypoint reads of an answer (bytes). */
const SIZE = 1_999_900;

const client: ApiClient = {
  account: {
    base: 'https://base.manager.iblai.app',
    org: 'demo-university',
    username: 'ada',
    scheme: 'Api-Token',
    key: 'a-key-of-the-bench',
  },
  onExchange: () => Promise.resolve(),
  onInvalid: () => undefined,
};

const filled = (piece: string): string =>
  piece.repeat(Math.ceil(SIZE / piece.length)).slice(0, SIZE);

/** Returns random bytes that are the same in each run. */
function bytes(): Uint8Array<ArrayBuffer> {
  let seed = 20_261_129;
  return Uint8Array.from({ length: SIZE }, () => (seed = (seed * 48_271) % 2_147_483_647) & 0xff);
}

const ROW = '{"id": 12345, "name": "a row", "data": {"visited": ["a", "b"]}},';
const CONTROL = `[${ROW.repeat(Math.floor((SIZE - 3) / ROW.length))}1]`;
const BODIES: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>> = {
  'a string of \\" that is not closed': `"${filled('\\"')}`.slice(0, SIZE),
  backslashes: filled('\\'),
  'a string of backslashes that is not closed': `"${filled('\\')}`.slice(0, SIZE),
  'quotation marks': filled('"'),
  brackets: filled('['),
  'bytes at random': bytes(),
};

/** Returns the time from the request to its answer (ms). The answer comes at once. */
async function timed(body: string | Uint8Array<ArrayBuffer>): Promise<number> {
  const inner = globalThis.fetch;
  globalThis.fetch = () => Promise.resolve(new Response(body, { status: 200 }));
  try {
    const start = performance.now();
    await request(client, 'GET', '/bench/');
    return performance.now() - start;
  } finally {
    globalThis.fetch = inner;
  }
}

/** Measures how long a hostile answer of 2 MB takes, compared with one of plain JSON. */
export async function parse(_: BrowserKind, rounds: number): Promise<Measure[]> {
  const measures = Object.keys(BODIES).map((name) => ({
    name: `2 MB of ${name}`,
    control: '2 MB of plain JSON',
    times: [] as number[],
    controls: [] as number[],
  }));
  // The first run compiles the code, so it does not count.
  await timed(CONTROL);
  for (let round = 0; round < rounds; round += 1) {
    for (const [i, body] of Object.values(BODIES).entries()) {
      measures[i]?.controls.push(await timed(CONTROL));
      measures[i]?.times.push(await timed(body));
    }
  }
  return measures;
}
