import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  readSignedIn,
  standingOf,
  tokenIn,
  type PageItems,
} from '../../../lib/ibl/account/sign-in-page.ts';

/* What the pages of ibl.ai keep of a sign-in, in every form that is known or may be feared. */

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

describe('to which server', () => {
  const DEFAULT = { kind: 'server', base: 'https://base.manager.iblai.app' };

  test.each(['mentor.iblai.app', 'mentorai.iblai.app', 'login.iblai.app', 'auth.iblai.app'])(
    '%s goes to one server of ibl.ai: the learner’s, or the usual one',
    (host) => {
      expect(standingOf(`https://${host}`, [])).toEqual(DEFAULT);
      const mine = ['https://base.manager.school.edu', 'https://api.iblai.app/dm'];
      expect(standingOf(`https://${host}`, mine)).toEqual({ kind: 'server', base: mine[1] });
    },
  );

  test('os.ibl.ai is of another registrable domain', () => {
    expect(standingOf('https://os.ibl.ai', [])).toEqual({ kind: 'names' });
    expect(standingOf('https://os.ibl.ai', ['https://api.ibl.ai'])).toEqual({ kind: 'names' });
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
  ])('%s is no page to sign in on', (page) => {
    const mine = ['https://api.iblai.app/dm', 'https://base.manager.school.edu'];
    expect(standingOf(page, mine)).toBeNull();
  });

  test('whether a page belongs to a school’s server is not for the ending to say', () => {
    const uk = ['https://base.manager.one.ac.uk', 'https://api.iblai.app/dm'];
    const which = { kind: 'which-server', bases: [uk[0]] };
    expect(standingOf('https://mentor.one.ac.uk', uk)).toEqual(which);
    expect(standingOf('https://mentor.two.ac.uk', uk)).toEqual(which);
  });
});

describe('the school', () => {
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
    // The page that is open goes before what was stored once.
    [{ tenant: 'other' }, '/platform/main/mentor', 'main'],
    [{ tenant: '<b>', current_tenant: 'main' }, '/', 'main'],
    [{ tenant: '1234' }, '/', '1234'],
    [{}, '/', null],
    [{}, '/platform/%E0%A4/', null],
  ])('%j at %s is %s', (items, path, org) => {
    expect(read(items, path)).toMatchObject({ org, username: 'ada' });
  });
});

describe('until when', () => {
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
  ])('%s', (text) => {
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
  ])('"%s" says nothing', (text) => {
    expect(read({ tenant: 'main', dm_token_expires: text })?.ends.dm_token).toBeNull();
  });
});

describe('what cannot be', () => {
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
  ])('%#', (items) => {
    expect(read(items)).toBeNull();
  });

  test('nothing at all is nobody', () => {
    expect(readSignedIn('/', NONE)).toMatchObject({ org: null, username: null });
  });

  test('whatever a page keeps, it is read without an error, and names fit into a path', () => {
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

test('a token can stand in a header, or is none', () => {
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
