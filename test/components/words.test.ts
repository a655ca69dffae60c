import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import type { Trouble as Failure } from '../../components/ask.ts';
import type { Form, Problem } from '../../components/connection-model.ts';
import { wordsOfConnect } from '../../components/words-connect.ts';
import { wordsOfStatus } from '../../components/words-status.tsx';
import { wordsOf } from '../../components/words-trouble.ts';
import { BLOCKED_REASONS } from '../../lib/edx/place.ts';
import { CONNECTION_STOPS } from '../../lib/store/connections.ts';
import type { Status } from '../../lib/sync/status.ts';
import { speakEnglish } from './english.ts';

beforeAll(speakEnglish);

const NOW = Date.parse('2026-11-23T10:00:00Z');
const status = (code: number) =>
  ({ kind: 'status', status: code, words: 'Their words.', retryAfter: null }) as const;

/** Each sentence is there, and says something else than the others. */
function expectDistinct(sentences: readonly string[]): void {
  for (const sentence of sentences) expect(sentence).toMatch(/^\S.*[.…]/u);
  expect(new Set(sentences).size).toBe(sentences.length);
}

const waiting = (since: number, trouble: Extract<Status, { kind: 'waiting' }>['trouble']) =>
  ({ kind: 'waiting', since, trouble }) as const;

const STATUSES: readonly Status[] = [
  { kind: 'paused', waiting: 0 },
  ...BLOCKED_REASONS.map((reason) => ({ kind: 'blocked', reason }) as const),
  { kind: 'another-account', site: 'https://learning.edx.org' },
  { kind: 'no-course' },
  { kind: 'not-connected', waiting: 0 },
  ...CONNECTION_STOPS.map((reason) => ({ kind: 'stopped', reason, words: '' }) as const),
  { kind: 'refused', status: 400, words: 'Their words.' },
  { kind: 'not-a-unit' },
  { kind: 'deleting' },
  waiting(NOW, null),
  waiting(NOW - 600_000, null),
  waiting(NOW, { kind: 'no-network' }),
  waiting(NOW, { kind: 'timeout' }),
  waiting(NOW, { kind: 'not-ibl' }),
  waiting(NOW, { kind: 'server', status: 429 }),
  waiting(NOW, { kind: 'server', status: 503 }),
  { kind: 'saved', at: NOW },
  { kind: 'school-keeps' },
  { kind: 'newer-elsewhere' },
  { kind: 'seen' },
];
const say = (one: Status) => wordsOfStatus(one, { connection: null, now: NOW });

test('every status has a line of its own', () => {
  expectDistinct(STATUSES.map((one) => say(one).line.text));
});

test('whatever is not saved and could be says what to do, or that nothing has to be done', () => {
  for (const one of STATUSES) {
    const { tone, advice, actions } = say(one);
    if (tone === 'stop') expect(actions?.length, one.kind).toBeGreaterThan(0);
    if (tone === 'stop') expect(advice, one.kind).toMatch(/\.$/);
    if (one.kind === 'waiting' && one.trouble) expect(actions).toContain('try-again');
  }
});

test('what waits is counted, in the singular too', () => {
  expect(say({ kind: 'paused', waiting: 0 }).advice).toBe('');
  expect(say({ kind: 'paused', waiting: 1 }).advice).toMatch(/^1 place waits/);
  expect(say({ kind: 'not-connected', waiting: 2 }).advice).toMatch(/^2 places wait/);
});

test('no text says that the mentor knows', () => {
  expect(readFileSync('components/locales/en.yml', 'utf8')).not.toMatch(/mentor (now )?knows/i);
});

test('every failure of a request has a sentence of its own', () => {
  const failures: readonly Failure[] = [
    { kind: 'no-network' },
    { kind: 'timeout' },
    { kind: 'not-ibl', status: 200 },
    { kind: 'not-ours' },
    { kind: 'not-connected' },
    { kind: 'no-answer' },
    ...[400, 401, 403, 404, 429, 500, 503].map(status),
  ];
  expectDistinct(failures.map(wordsOf));
});

const FORM: Form = { org: 'main', username: 'ada', key: 'k', address: 'https://ibl.example.edu' };

test('every fault of connecting has a sentence of its own, with the names it is about', () => {
  const problems: readonly Problem[] = [
    { kind: 'no-network' },
    { kind: 'timeout' },
    { kind: 'not-ibl', status: 200 },
    { kind: 'no-permission' },
    { kind: 'no-answer' },
    ...[400, 401, 403, 404, 429, 503].map(status),
    ...(['org', 'username', 'key'] as const).map((field) => ({ kind: 'field', field }) as const),
    ...(['empty', 'not-an-address', 'not-https', 'is-a-mock'] as const).map(
      (fault) => ({ kind: 'address', fault }) as const,
    ),
  ];
  expectDistinct(problems.map((one) => wordsOfConnect(one, FORM).phrase.text));
  expect(wordsOfConnect(status(403), FORM).phrase.values).toEqual(['ada', 'main']);
  expect(wordsOfConnect({ kind: 'no-network' }, FORM).phrase.values).toEqual([FORM.address]);
  expect(wordsOfConnect({ kind: 'field', field: 'key' }, FORM).field).toBe('key');
});
