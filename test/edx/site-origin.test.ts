import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSiteOrigin, parseSite, type SiteFault } from '../../lib/edx/sites/site-origin.ts';

const PAGE = '/learning/course/course-v1:A+B+C/block-v1:A+B+C+type@sequential+block@s?x=1#y';

describe('a typed site', () => {
  test.each([
    ['campus.example', 'https://campus.example'],
    ['  Campus.Example/  ', 'https://campus.example'],
    ['campus.example:8443', 'https://campus.example:8443'],
    ['campus.example:443', 'https://campus.example'],
    [`https://apps.campus.example${PAGE}`, 'https://apps.campus.example'],
    ['https://ada:secret@campus.example/dashboard', 'https://campus.example'],
    ['lärnen.example', 'https://xn--lrnen-gra.example'],
    ['192.168.1.5', 'https://192.168.1.5'],
    [`http://apps.tutor.localhost:2000${PAGE}`, 'http://apps.tutor.localhost:2000'],
    ['apps.tutor.localhost:2000', 'http://apps.tutor.localhost:2000'],
    ['local.overhang.io', 'https://local.overhang.io'],
    ['https://apps.local.openedx.io:2000', 'https://apps.local.openedx.io:2000'],
    ['localhost:18000', 'http://localhost:18000'],
    ['https://localhost', 'https://localhost'],
    ['http://127.0.0.1:2000', 'http://127.0.0.1:2000'],
    ['learn.studio.co.uk', 'https://learn.studio.co.uk'],
    ['studio.co.uk', 'https://studio.co.uk'],
    ['yoga.studio', 'https://yoga.studio'],
    ['studio.example', 'https://studio.example'],
    ['communications.campus.example', 'https://communications.campus.example'],
    [`https://studio.campus.example${PAGE}`, 'https://studio.campus.example'],
  ])('%s becomes %s', (typed, origin) => {
    expect(parseSite(typed)).toEqual({ ok: true, origin });
    expect(isSiteOrigin(origin)).toBe(true);
  });

  test.each<[string, SiteFault]>([
    ['', 'empty'],
    ['   ', 'empty'],
    ['my school', 'not-an-address'],
    ['school', 'not-an-address'],
    ['*.campus.example', 'not-an-address'],
    ['https://*', 'not-an-address'],
    ['https://*/*', 'not-an-address'],
    ['campus.example.', 'not-an-address'],
    ['ftp://campus.example', 'not-an-address'],
    ['javascript://campus.example', 'not-an-address'],
    ['chrome://extensions', 'not-an-address'],
    ['http://[::1]:2000', 'not-an-address'],
    [`${'a'.repeat(60)}.`.repeat(5).concat('example'), 'not-an-address'],
    ['http://campus.example', 'not-https'],
    // The world's name servers resolve these names to this computer, and whoever answers there is
    // trusted.
    ['http://local.openedx.io', 'not-https'],
    ['http://apps.local.edly.io:1996', 'not-https'],
    ['http://local.overhang.io', 'not-https'],
    ['http://localhost.campus.example', 'not-https'],
    ['http://evillocalhost.example', 'not-https'],
    ['http://127.0.0.1.campus.example', 'not-https'],
    ['http://192.168.1.5', 'not-https'],
    ['https://studio.campus.example/course/course-v1:A+B+C', 'not-for-learning'],
    ['studio.campus.example', 'not-for-learning'],
    ['https://studio.campus.example/home/', 'not-for-learning'],
    [
      'https://studio.campus.example/container/block-v1:A+B+C+type@vertical+block@u',
      'not-for-learning',
    ],
    ['https://apps.campus.example/authoring/course/course-v1:A+B+C', 'not-for-learning'],
    ['https://campus.example/apps/authoring/course/course-v1:A+B+C', 'not-for-learning'],
  ])('%s is rejected as %s', (typed, fault) => {
    expect(parseSite(typed)).toEqual({ ok: false, fault });
  });

  test('is either rejected or an origin that reads back as itself, never with a wildcard', () => {
    const odd = fc.string({
      unit: fc.constantFrom(...'ab.*:/@?#[]%0-_ \\'.split('')),
      maxLength: 24,
    });
    const text = fc
      .tuple(fc.constantFrom('', 'https://', 'http://'), odd)
      .map((two) => two.join(''));
    fc.assert(
      fc.property(text, (typed) => {
        const parsed = parseSite(typed);
        if (!parsed.ok) return;
        expect(new URL(parsed.origin).origin).toBe(parsed.origin);
        expect(parsed.origin).not.toContain('*');
        expect(isSiteOrigin(parsed.origin)).toBe(true);
      }),
    );
  });
});

test.each([
  'https://campus.example/',
  'https://campus.example:443',
  'HTTPS://campus.example',
  'null',
])("%s is no origin in a page's form", (text) => {
  expect(isSiteOrigin(text)).toBe(false);
});
