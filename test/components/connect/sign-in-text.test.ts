import { beforeAll, expect, test } from 'vitest';
import { letterFor } from '../../../components/connect/ask-school.tsx';
import { dayOf } from '../../../components/ui/dates.ts';
import { offeredNames } from '../../../components/connect/prefilled-names.ts';
import { wordsOfSignIn, type SignInProblem } from '../../../components/connect/sign-in-text.ts';
import { wordsOfStatus } from '../../../components/place/status-text.tsx';
import { speakEnglish } from '../english.ts';

beforeAll(speakEnglish);

const OFFER = { base: 'https://base.manager.iblai.app', org: 'main', username: 'ada' };
const NOW = Date.parse('2026-11-23T10:00:00Z');

test('each reason why a sign-in fails has its own sentence, and none mentions a key', () => {
  const status = (code: number) =>
    ({ kind: 'status', status: code, words: 'Their words.', retryAfter: null }) as const;
  const problems: readonly SignInProblem[] = [
    { kind: 'changed' },
    { kind: 'unreadable' },
    { kind: 'no-permission' },
    { kind: 'no-network' },
    { kind: 'timeout' },
    { kind: 'no-answer' },
    ...[401, 403, 404, 429, 503].map(status),
  ];
  const texts = problems.map((problem) => wordsOfSignIn(problem, OFFER).phrase.text);
  for (const text of texts) expect(text).toMatch(/^\S.*\.$/u);
  expect(new Set(texts).size).toBe(texts.length);
  expect(texts.filter((text) => /(?:your|this) (?:API )?key/i.test(text))).toEqual([]);
  expect(wordsOfSignIn(status(401), OFFER).serverWords).toBe('Their words.');
  expect(wordsOfSignIn(status(403), OFFER).phrase.values).toEqual(['ada', 'main']);
});

test('the popup says that a rejected sign-in has ended, not that a key is wrong', () => {
  const source = {
    kind: 'sign-in',
    page: 'https://mentor.iblai.app',
    expires: null,
    token: 'dm_token',
  } as const;
  const connection = {
    id: '1',
    ...OFFER,
    scheme: 'Token',
    connected: true,
    source,
    sites: [],
    mentor: null,
    name: null,
  } as const;
  const stopped = { kind: 'stopped', reason: 'key-refused', words: '', since: NOW } as const;
  const texts = wordsOfStatus(stopped, { connection: { ...connection, sites: [] }, now: NOW });
  expect(texts.line.text).toBe('Nothing is being saved: your sign-in to ibl.ai has ended.');
  expect(texts.advice).toContain('Sign in again at mentor.iblai.app');
  expect(texts.actions).toEqual(['sign-in', 'try-again']);
  // Other rejections have the same buttons as with a key.
  const other = { ...stopped, reason: 'not-allowed' } as const;
  const words = wordsOfStatus(other, { connection: { ...connection, sites: [] }, now: NOW });
  expect(words.actions).toEqual(['options', 'try-again']);
});

test('dayOf names a near day by its weekday, and a later one by its date', () => {
  expect(dayOf(NOW + 86_400_000, NOW)).toMatch(/^Tuesday/);
  expect(dayOf(NOW + 9 * 86_400_000, NOW)).toBe('December 2, 2026');
});

test('the letter to the school contains what was typed, and a blank for what was not', () => {
  const full = letterFor({ org: ' main ', username: 'ada', address: 'https://api.school.edu/dm/' });
  expect(full).toContain('Organization (platform key): main\nUsername: ada\n');
  expect(full).toContain('only to https://api.school.edu/dm.');
  const empty = letterFor({ org: '', username: '', address: 'x y' });
  expect(empty).toContain("Organization (platform key): (our school's short name at ibl.ai)\n");
  expect(empty).toContain('Username: (my username at ibl.ai)\n');
  expect(empty).toContain('only to https://base.manager.iblai.app.');
  expect(full + empty).not.toContain('$');
});

test('the form takes only valid names from the address of the options page', () => {
  expect(offeredNames('?org=main&username=ada')).toEqual({ org: 'main', username: 'ada' });
  expect(offeredNames('')).toEqual({});
  expect(offeredNames('?org=&username=a/b')).toEqual({});
  expect(offeredNames(`?org=${'x'.repeat(151)}&username=..`)).toEqual({});
});
