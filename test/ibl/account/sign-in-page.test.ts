import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  readSignedIn,
  accountServerOf,
  tokenIn,
  type PageItems,
} from '../../../lib/ibl/account/sign-in-page.ts';

/* Tests what the pages of ibl.ai store about a sign-in, in every form that is known or likely. */

const NONE: PageItems = {
  userData: null,
  tenant: null,
  current_tenant: null,
  app_tenant: null,
  dm_token_expires: null,
  axd_token_expires: null,
};
const ADA = JSON.stringify({ user_id: 8, user_nicename: 'ada', user_email: 'ada@example.org' });
const read = (items: Partial<PageItems>, path = '/') =>
  readSignedIn(path, { ...NONE, userData: ADA, ...items });

describe('the server of a sign-in', () => {
  const DEFAULT = { kind: 'server', base: 'https://base.manager.iblai.app' };

  test.each([
    'mentor.iblai.app',
    'mentorai.iblai.app',
    'login.iblai.app',
    'auth.iblai.app',
    'os.ibl.ai',
    'lms.ibl.ai',
  ])("is one of ibl.ai's on the page %s: the learner’s, or the usual one", (host) => {
    expect(accountServerOf(`https://${host}`, [])).toEqual(DEFAULT);
    const mine = ['https://base.manager.school.edu', 'https://api.iblai.app/dm'];
    expect(accountServerOf(`https://${host}`, mine)).toEqual({ kind: 'server', base: mine[1] });
  });

  test('is never another host of ibl.ai, also when the page is os.ibl.ai', () => {
    expect(accountServerOf('https://os.ibl.ai', ['https://api.ibl.ai'])).toEqual(DEFAULT);
  });

  test.each([
    'http://mentor.iblai.app',
    'https://mentor.iblai.app:8443',
    'https://learn.iblai.app',
    'https://iblai.app',
    'https://mentor.iblai.app.evil.org',
    'https://evil.ibl.ai',
    'https://base.manager.iblai.app',
    'http://mentor.school.edu',
    'https://mentor.another.edu',
  ])('does not exist when the page is %s', (page) => {
    const mine = ['https://api.iblai.app/dm', 'https://base.manager.school.edu'];
    expect(accountServerOf(page, mine)).toBeNull();
  });

  test('is not decided by the ending of a name on a page of a school', () => {
    const uk = ['https://base.manager.one.ac.uk', 'https://api.iblai.app/dm'];
    const which = { kind: 'which-server', bases: [uk[0]] };
    expect(accountServerOf('https://mentor.one.ac.uk', uk)).toEqual(which);
    expect(accountServerOf('https://mentor.two.ac.uk', uk)).toEqual(which);
  });
});

describe('the school of a sign-in', () => {
  test.each([
    [{ tenant: 'main' }, '/', 'main'],
    [{ tenant: '"main"' }, '/', 'main'],
    [{ current_tenant: '{"key":"main","is_admin":false,"org":"Main"}' }, '/', 'main'],
    [{ current_tenant: 'main' }, '/', 'main'],
    [{ current_tenant: '"main"' }, '/', 'main'],
    [{ app_tenant: 'main' }, '/', 'main'],
    [{}, '/platform/main/', 'main'],
    [{}, '/platform/main', 'main'],
    [{}, '/platform/sch%C3%B6n/x', 'schön'],
    // The open page counts more than what was stored earlier.
    [{ tenant: 'other' }, '/platform/main/mentor', 'main'],
    [{ tenant: '<b>', current_tenant: 'main' }, '/', 'main'],
    [{ tenant: '1234' }, '/', '1234'],
    [{}, '/', null],
    [{}, '/platform/%E0%A4/', null],
  ])('with %j at %s is %s', (items, path, org) => {
    expect(read(items, path)).toMatchObject({ org, username: 'ada' });
  });
});

describe('the end of a sign-in', () => {
  const AT = Date.parse('2026-11-24T10:00:00Z');
  test.each([
    '2026-11-24T10:00:00Z',
    '2026-11-24T10:00:00.123456',
    '2026-11-24T11:00:00+01:00',
    '"2026-11-24T10:00:00.000Z"',
    String(AT),
    String(AT / 1000),
    `"${AT}"`,
    `${AT / 1000}.5`,
  ])('is read from %s', (text) => {
    const ends = read({ dm_token_expires: text })?.ends.dm_token ?? 0;
    expect(Math.abs(ends - AT)).toBeLessThan(1000);
  });

  test.each([
    '',
    'soon',
    '0',
    '-1',
    '12',
    'null',
    '{}',
    '99999999999999',
    '2026-13-45T99:99Z',
    'T',
  ])('is unknown from "%s"', (text) => {
    expect(read({ tenant: 'main', dm_token_expires: text })?.ends.dm_token).toBeNull();
  });
});

describe('invalid items', () => {
  test.each<Partial<PageItems>>([
    { userData: { odd: true } },
    { tenant: { odd: true } },
    { dm_token_expires: { odd: true } },
    { userData: 'ada' },
    { userData: '[]' },
    { userData: '{"user_nicename":""}' },
    { userData: '{"user_nicename":7}' },
    { userData: '{"user_nicename":"a b"}' },
    { userData: '{"user_nicename":"../x"}' },
    { userData: '{"user_nicename":".."}' },
    { userData: JSON.stringify({ user_nicename: 'a'.repeat(151) }) },
    { userData: `${'['.repeat(9000)}${']'.repeat(9000)}` },
    { tenant: '<img src=x>' },
    { current_tenant: '{"key":{}}' },
  ])('are ignored: case %#', (items) => {
    expect(read(items)).toBeNull();
  });

  test('are ignored when there are none at all', () => {
    expect(readSignedIn('/', NONE)).toMatchObject({ org: null, username: null });
  });

  test('any items are read without an error, and names fit into a path', () => {
    const item = fc.oneof(
      fc.constant(null),
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.record({ user_nicename: fc.string(), key: fc.string() }).map((one) => JSON.stringify(one)),
    );
    const names = Object.keys(NONE);
    fc.assert(
      fc.property(fc.array(item, { minLength: 6, maxLength: 6 }), fc.string(), (texts, path) => {
        const items = Object.fromEntries(names.map((name, i) => [name, texts[i] ?? null]));
        const found = readSignedIn(`/${path}`, items);
        for (const name of [found?.org, found?.username]) {
          if (name) expect(encodeURIComponent(name)).not.toMatch(/^\.{1,2}$|\//);
        }
      }),
    );
  });
});

test('a token either fits into a header or is ignored', () => {
  expect(tokenIn('abc.def-1')).toBe('abc.def-1');
  expect(tokenIn('"abc"')).toBe('abc');
  expect(tokenIn(' Token abc ')).toBe('abc');
  for (const none of [
    '',
    'null',
    '"undefined"',
    'a b',
    'ä',
    'a\nb: c',
    'x'.repeat(4001),
    null,
    7,
    {},
  ]) {
    expect(tokenIn(none)).toBeNull();
  }
});
