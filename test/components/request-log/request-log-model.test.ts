import { signal } from '@preact/signals';
import { beforeAll, describe, expect, test } from 'vitest';
import { textsIn } from '../../../components/request-log/body-text.ts';
import { createSent, type Kind } from '../../../components/request-log/request-log-model.ts';
import type { InvalidInput } from '../../../lib/store/core/invalid-input-log.ts';
import type { LoggedRequest } from '../../../lib/store/logs/request-log.ts';
import { speakEnglish } from '../english.ts';

beforeAll(speakEnglish);

const AT = new Date(2026, 10, 23, 14, 5, 9).getTime();
const value = 'Studying "Économie – Straße" (course-v1:X+Y+Z). Now at: "Ελλάς" > "한국어" > "כָּתַב".';

const entry = (seq: number, one: Partial<LoggedRequest>): LoggedRequest => ({
  seq,
  at: AT,
  method: 'GET',
  path: '/a/',
  status: 200,
  body: null,
  ...one,
});
const LOG = [
  entry(3, { method: 'POST', path: '/entries/1/', body: JSON.stringify({ key: 'k', value }) }),
  entry(2, { path: '/memory/caf%C3%A9/', status: 404 }),
  entry(1, { method: 'PUT', path: '/custom-instruction/', status: null, body: '{}' }),
  entry(0, { path: '/memories/?page=1', at: AT - 86_400_000 }),
];
const SAVED = entry(4, {
  method: 'POST',
  path: '/api/ai-mentor/orgs/o/users/u/memory-entries/1/',
  body: JSON.stringify({ key: 'k', value }),
});

const opened = (sent: LoggedRequest[], refused: InvalidInput[] = []) =>
  createSent({ value: signal({ sent, refused }), refresh: () => Promise.resolve() });

function found(query: string, kind: Kind = 'all'): number[] {
  const model = opened(LOG);
  model.query.value = query;
  model.kind.value = kind;
  return (model.found.value ?? []).flatMap((row) => ('entry' in row ? [row.entry.seq] : []));
}

describe('the search', () => {
  test.each([
    ['', [3, 2, 1, 0]],
    ['   ', [3, 2, 1, 0]],
    ['économie', [3]],
    ['ECONOMIE', [3]],
    ['strasse', [3]],
    ['ελλας', [3]],
    ['ΕΛΛΆΣ', [3]],
    ['한국', [3]],
    ['한', [3]],
    ['כתב', [3]],
    // The search finds text as a person reads it, without JSON syntax.
    ['studying "économie', [3]],
    ['café', [2]],
    ['cafe', [2]],
    ['%C3%A9', [2]],
    ['404', [2]],
    ['no answer', [1]],
    ['put', [1]],
    ['PAGE=1', [0]],
    // The search finds all words in any order.
    ['entries studying', [3]],
    ['entries 404', []],
    ['2:05', [3, 2, 1, 0]],
    ['nov 22', [0]],
    ['2026-11-22', [0]],
    ['nowhere', []],
  ])('finds the right entries for “%s”', (query, seqs) => {
    expect(found(query)).toEqual(seqs);
  });
});

test('the search finds words of the sentence, also together with words of the request', () => {
  const model = opened([SAVED, ...LOG]);
  for (const query of ['saved your place: 한국', 'כתב saved', 'memory-entries SAVED']) {
    model.query.value = query;
    expect(model.found.value).toMatchObject([{ id: 'sent:4' }]);
  }
  model.query.value = 'no answer came';
  expect(model.found.value).toMatchObject([{ id: 'sent:1' }]);
});

test('the chosen kind and the search apply together', () => {
  expect(found('', 'writes')).toEqual([3, 1]);
  expect(found('', 'reads')).toEqual([2, 0]);
  expect(found('custom', 'writes')).toEqual([1]);
  expect(found('custom', 'reads')).toEqual([]);
});

test('lists invalid input by its time, and finds it by its source and what was wrong', () => {
  const refusal = (source: InvalidInput['source'], last: number): InvalidInput => ({
    source,
    issue: { kind: 'not-json', excerpt: '<title>Café</title>' },
    first: last,
    last,
    count: 1,
  });
  const model = opened(LOG, [
    refusal({ kind: 'server', method: 'GET', path: '/b/' }, AT + 1),
    refusal({ kind: 'page', site: 'https://learning.edx.org' }, AT - 1),
  ]);
  const kinds = () => model.found.value?.map(({ kind }) => kind);
  expect(kinds()).toEqual(['refused', 'writes', 'reads', 'writes', 'refused', 'reads']);
  model.kind.value = 'refused';
  expect(kinds()).toHaveLength(2);
  for (const query of ['learning.edx', 'page']) {
    model.query.value = query;
    expect(model.found.value).toMatchObject([{ refusal: { source: { kind: 'page' } } }]);
  }
  model.query.value = 'cafe rejected json';
  expect(kinds()).toHaveLength(2);
});

test('sorts requests by their number, not by the clock', () => {
  const model = opened([entry(1, { at: AT - 5000 }), entry(0, { at: AT })]);
  expect(model.found.value?.map(({ id }) => id)).toEqual(['sent:1', 'sent:0']);
});

test('searches 400 long entries with each letter', () => {
  const body = JSON.stringify({ key: 'k', value: value.repeat(20) });
  const log = Array.from({ length: 400 }, (_, seq) => entry(seq, { method: 'POST', body }));
  const model = opened(log);
  expect(model.found.value).toHaveLength(400);
  for (const query of ['s', 'st', 'stu', 'stux']) {
    model.query.value = query;
    expect(model.found.value).toHaveLength(query === 'stux' ? 0 : 400);
  }
});

test('textsIn returns the sentences of a request body as text', () => {
  const entries = [{ key: 'current_location', value: 'Studying "A".\nNow at: B' }];
  expect(textsIn(JSON.stringify({ mode: 'all', name: 'x-y', entries }))).toEqual([
    'Studying "A".\nNow at: B',
  ]);
  expect(textsIn(JSON.stringify({ about_user: 'I am here.', mentor_tone: '' }))).toEqual([
    'I am here.',
  ]);
  expect(textsIn('no json at all')).toEqual([]);
});
