import type { FaultRule } from '../../dev/fake-ibl/faults.ts';
import { memoryName } from '../../lib/ibl/memories/memory-name.ts';
import { COURSE } from './sample-places.ts';
import { START } from './worker-harness.ts';

/* Every way in which a server, or a proxy before it, may answer. */

type Action = FaultRule['do'];

const refusal = (status: number, body?: unknown): Action => ({ kind: 'status', status, body });
const throttled = (status: number, retryAfter: string): Action => ({
  kind: 'status',
  status,
  body: { detail: 'Request was throttled.' },
  headers: { 'Retry-After': retryAfter },
});
const replyWith = (value: unknown): Action => ({ kind: 'body', body: JSON.stringify(value) });
const page = (row: unknown) => ({
  count: 1,
  next: 'https://evil.example/api/?page=2',
  previous: null,
  results: [row],
});

/** The id in rows that Waypoint must not take for its own. */
export const ID = '0f8fad5b-d9cb-469f-a165-70867728950e';
const row = {
  unique_id: ID,
  name: await memoryName(COURSE),
  username: 'ada',
  catalog_item_id: COURSE,
  entries: [{ unique_id: ID, key: 'current_location', value: 'Studying a course' }],
};
const entryOf = (unique_id: string) => [{ ...row.entries[0], unique_id }];
/** Returns an answer with a row alone, and one with the row in a page of a list. */
const shapes = (name: string, value: unknown): [string, Action][] => [
  [`${name}, alone`, replyWith(value)],
  [`${name}, in a page`, replyWith(page(value))],
];

const REFUSALS = {
  'a field': { catalog_item: ['This field is required.'] },
  'the catalogue fields': { catalog_item_id: ['Catalog item not found.'] },
  error: { error: 'Invalid data' },
  detail: { detail: 'JSON parse error' },
  non_field_errors: { non_field_errors: ['No.'] },
  'a bare list': ['No.', 'Not that.'],
  'a bare string': JSON.stringify('No.'),
  HTML: '<!doctype html><title>Bad Request</title>',
  nothing: undefined,
};

const WAITS = {
  seconds: '60',
  'a date': new Date(START + 10 * 60_000).toUTCString(),
  'a date of last year': new Date(START - 365 * 86_400_000).toUTCString(),
  nonsense: 'soon',
  'a number below zero': '-5',
  'more than anybody can wait': '99999999999999999999',
};

export const BAD_ANSWERS: readonly (readonly [string, Action])[] = [
  ['no connection', { kind: 'drop' }],
  ['carried out, no answer', { kind: 'lose-reply' }],
  ['broken before the first byte', { kind: 'cut-reply', after: 0 }],
  ['broken in the middle', { kind: 'cut-reply', after: 20 }],
  ['silence', { kind: 'hang' }],
  ['301', { kind: 'status', status: 301, headers: { Location: 'https://evil.example/' } }],
  ...Object.entries(REFUSALS).map(([name, body]) => [`400, ${name}`, refusal(400, body)] as const),
  ...[401, 403, 404, 405, 408, 409, 413, 500].map(
    (status) => [`${status}`, refusal(status, { detail: 'No.' })] as const,
  ),
  ...[429, 503].flatMap((status) =>
    Object.entries(WAITS).map(
      ([name, value]) => [`${status}, Retry-After ${name}`, throttled(status, value)] as const,
    ),
  ),
  ['502, HTML', refusal(502, '<html><body>Bad Gateway</body></html>')],
  ['200, HTML', { kind: 'body', body: '<html>', contentType: 'text/html' }],
  ['200, nothing', { kind: 'body', body: '' }],
  ['200, cut JSON', { kind: 'body', body: '{"count": 1, "resul' }],
  ...[42, 'text', null, true, [], {}, { results: 7 }, page(null)].map(
    (value) => [`200, ${JSON.stringify(value)}`, replyWith(value)] as const,
  ),
  ['200, 10 MB', { kind: 'body', body: JSON.stringify('x'.repeat(10_000_000)) }],
  ['200, 1,000 levels', { kind: 'body', body: '['.repeat(1_000) + ']'.repeat(1_000) }],
  ['200, 100,000 levels', { kind: 'body', body: '{"a":'.repeat(100_000) }],
  ...shapes('an id that is a path', { ...row, unique_id: '../x' }),
  ...shapes('an id that is a category', { ...row, unique_id: 'lessons_learned' }),
  ...shapes('an entry whose id is a category', { ...row, entries: entryOf('lessons_learned') }),
  ...shapes('an entry whose id is a path', { ...row, entries: entryOf('../../../x') }),
  ...shapes("another person's", { ...row, username: 'grace' }),
  ...shapes('of another course', { ...row, name: await memoryName('course-v1:A+B+C') }),
  ...shapes('without entries', { ...row, entries: undefined }),
];
