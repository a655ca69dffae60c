import { afterEach, expect, test, vi } from 'vitest';
import { textsIn } from '../../../components/request-log/body-text.ts';
import { fold, wordsIn } from '../../../components/ui/search/search-fold.ts';
import type { Row } from '../../../components/memory/memory-model.ts';
import { searchText } from '../../../components/memory/search-text.ts';
import { jsonIn, prettyJson } from '../../../components/ui/pretty-json.ts';
import { tableOf } from '../../../lib/chat-table/to-csv.ts';
import { parseCourseKey, parseUsageKey } from '../../../lib/edx/course-keys.ts';
import { parseSite } from '../../../lib/edx/sites/site-origin.ts';
import { cleanTitle } from '../../../lib/shared/clean-title.ts';
import { parseAddress } from '../../../lib/ibl/account/server-address.ts';
import { memoryName } from '../../../lib/ibl/memories/memory-name.ts';
import { request } from '../../../lib/ibl/client/request.ts';
import type { ApiClient } from '../../../lib/ibl/client/types.ts';
import { parseJson } from '../../../lib/ibl/client/json.ts';
import { parseKey } from '../../../lib/ibl/account/api-key.ts';
import { ENTRY_KEY, ours } from '../../../lib/ibl/memories/parse-memory.ts';
import { isPathPart } from '../../../lib/ibl/client/paths.ts';
import { retryAfter } from '../../../lib/ibl/client/retry-after.ts';
import { fieldWords, plainLine, serverWords } from '../../../lib/ibl/client/error-text.ts';
import { readSignedIn, tokenIn } from '../../../lib/ibl/account/sign-in-page.ts';
import { serverTime } from '../../../lib/ibl/client/server-time.ts';
import { readSettingsFile } from '../../../lib/settings-file.ts';

/*
 * Checks that input from a server, a page, a file or a person is processed in time that grows only
 * linearly. At this length, quadratic work takes minutes and linear work some milliseconds.
 */

afterEach(() => vi.unstubAllGlobals());

const LENGTH = 400_000;
const SOON = 10_000;

const client: ApiClient = {
  account: {
    base: 'https://base.manager.iblai.app',
    org: 'main',
    username: 'ada',
    scheme: 'Token',
    key: 's3cret',
  },
  onExchange: () => Promise.resolve(),
  onInvalid: () => undefined,
};
const row = (json: string): Row => ({
  connectionId: '1',
  courseKey: 'course-v1:A+B+C',
  title: 'A',
  at: null,
  edx: { id: 1, json, modified: null },
  ours: null,
  record: undefined,
  followed: false,
  failed: null,
});
const memory = (value: string, name = 'edx-context-a-1234567890') => ({
  unique_id: '0f8fad5b-d9cb-469f-a165-70867728950e',
  name,
  username: 'ada',
  entries: [{ unique_id: '0f8fad5b-d9cb-469f-a165-70867728950e', key: ENTRY_KEY, value }],
});

const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  parseJson,
  'parseJson of a string that is not closed': (text) => parseJson(`"${text}`),
  'parseJson within a list': (text) => parseJson(`[${text}`),
  serverWords: (text) => [serverWords(text, 's3cret'), serverWords({ detail: [text] }, text)],
  fieldWords: (text) => fieldWords({ a: [text, text], [text]: text }, 's3cret'),
  'fieldWords of many fields': (text) =>
    fieldWords(Object.fromEntries(Array.from(text.slice(0, 40_000), (sign, i) => [i, sign])), ''),
  plainLine: (text) => plainLine(text, 's3cret'),
  serverTime,
  'serverTime behind a date': (text) => serverTime(`2026-01-01T10:00:00.${text}`),
  retryAfter: (text) => retryAfter({ get: () => `1${text}` } as unknown as Headers),
  ours: (text) => [ours(memory(text), client), ours(memory(`Studying "${text}`), client)],
  'ours with a course of that name': (text) => ours(memory(`Studying a course (${text}`), client),
  memoryName,
  isPathPart,
  parseKey,
  'parseKey of what is in quotes': (text) => parseKey(`"Authorization${text}" x`),
  tokenIn,
  parseAddress,
  'parseAddress of a path': (text) => parseAddress(`https://x/${text}y`),
  parseSite,
  readSignedIn: (text) => readSignedIn(`/platform/${text}`, { userData: text, tenant: text }),
  readSettingsFile,
  'readSettingsFile of a file with it': (text) =>
    readSettingsFile(JSON.stringify({ format: 'waypoint-settings', version: 1, sites: text })),
  fold,
  wordsIn,
  searchText: (text) => searchText(row(text)),
  jsonIn,
  prettyJson,
  textsIn: (text) => textsIn(JSON.stringify({ text })),
  cleanTitle,
  parseCourseKey: (text) => [parseCourseKey(text), parseCourseKey(`course-v1:${text}`)],
  parseUsageKey: (text) => [parseUsageKey(text), parseUsageKey(`block-v1:A+B+C+type@${text}`)],
  tableOf: (text) => tableOf([{ content: text }, text]),
};

const random = (() => {
  let seed = 7;
  return () => (seed = (seed * 48_271) % 2_147_483_647);
})();
const TEXTS: Readonly<Record<string, string>> = {
  'escaped quotes': '\\"'.repeat(LENGTH / 2),
  backslashes: '\\'.repeat(LENGTH),
  quotes: '"'.repeat(LENGTH),
  brackets: '['.repeat(LENGTH),
  spaces: `x${' '.repeat(LENGTH)}x`,
  'spaces alone': ' '.repeat(LENGTH),
  'line breaks': `${'\r\n'.repeat(LENGTH / 2)}x`,
  slashes: `${'/'.repeat(LENGTH)}x`,
  dots: `${'.'.repeat(LENGTH)}x`,
  digits: `${'1'.repeat(LENGTH)}x`,
  letters: 'a'.repeat(LENGTH),
  'letters and dots': `${'a.'.repeat(LENGTH / 2)}!`,
  schemes: 'Token '.repeat(LENGTH / 6),
  headers: 'Authorization: '.repeat(LENGTH / 15),
  'plus signs': 'a+'.repeat(LENGTH / 2),
  'marks on one letter': `e${'\u0301'.repeat(LENGTH)}`,
  'bytes at random': String.fromCharCode(...Array.from({ length: 60_000 }, () => random() % 256))
    .repeat(7)
    .slice(0, LENGTH),
};

test.each(Object.entries(READERS))('%s takes time that grows as the text does', async (_, read) => {
  for (const [name, text] of Object.entries(TEXTS)) {
    const start = performance.now();
    const value = read(text);
    await (Array.isArray(value) ? Promise.all(value) : value);
    expect(performance.now() - start, name).toBeLessThan(SOON);
  }
});

test.each([200, 403, 500])('an answer %i of 2 MB of any text ends in a fault', async (status) => {
  for (const [name, text] of Object.entries(TEXTS)) {
    const body = `"${text}${text}${text}${text}`.slice(0, 1_900_000);
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, { status })));
    const start = performance.now();
    expect(await request(client, 'GET', '/x/'), name).toMatchObject({ ok: false });
    expect(performance.now() - start, name).toBeLessThan(SOON);
  }
});

test('a string with four million escapes is either read or rejected', () => {
  const text = `"${'\\"'.repeat(4_000_000)}"`;
  expect(parseJson(text)).toBe('"'.repeat(4_000_000));
  expect(parseJson(text.slice(0, -1))).toBeUndefined();
});

test('1,999 levels are read and 2,001 are rejected, whatever the strings between contain', () => {
  const deep = (levels: number) => `${'["]}[{\\"",'.repeat(levels - 1)}[]${']'.repeat(levels - 1)}`;
  expect(parseJson(deep(1_999))).toBeDefined();
  expect(parseJson(deep(2_001))).toBeUndefined();
});
