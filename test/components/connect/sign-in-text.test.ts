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

test('every reason why a sign-in was not taken has a sentence of its own, never about a key', () => {
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

test('a refused sign-in is said to have ended, and not that a key is wrong', () => {
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
  } as const;
  const stopped = { kind: 'stopped', reason: 'key-refused', words: '', since: NOW } as const;
  const said = wordsOfStatus(stopped, { connection: { ...connection, sites: [] }, now: NOW });
  expect(said.line.text).toBe('Nothing is being saved: your sign-in to ibl.ai has ended.');
  expect(said.advice).toContain('Sign in again at mentor.iblai.app');
  expect(said.actions).toEqual(['sign-in', 'try-again']);
  // What is not the end of it is said as of a key.
  const other = { ...stopped, reason: 'not-allowed' } as const;
  const words = wordsOfStatus(other, { connection: { ...connection, sites: [] }, now: NOW });
  expect(words.actions).toEqual(['options', 'try-again']);
});

test('a time within days is told by its weekday, another by its date', () => {
  expect(dayOf(NOW + 86_400_000, NOW)).toMatch(/^Tuesday/);
  expect(dayOf(NOW + 9 * 86_400_000, NOW)).toBe('December 2, 2026');
});

test('the text for the school has what was typed, and a place for what was not', () => {
  const full = letterFor({ org: ' main ', username: 'ada', address: 'https://api.school.edu/dm/' });
  expect(full).toContain('Organization (platform key): main\nUsername: ada\n');
  expect(full).toContain('only to https://api.school.edu/dm.');
  const empty = letterFor({ org: '', username: '', address: 'x y' });
  expect(empty).toContain("Organization (platform key): (our school's key at ibl.ai)\n");
  expect(empty).toContain('Username: (my user name at ibl.ai)\n');
  expect(empty).toContain('only to https://base.manager.iblai.app.');
  expect(full + empty).not.toContain('$');
});

test('only names that can be ones come from the address of the options page', () => {
  expect(offeredNames('?org=main&username=ada')).toEqual({ org: 'main', username: 'ada' });
  expect(offeredNames('')).toEqual({});
  expect(offeredNames('?org=&username=a/b')).toEqual({});
  expect(offeredNames(`?org=${'x'.repeat(151)}&username=..`)).toEqual({});
});
