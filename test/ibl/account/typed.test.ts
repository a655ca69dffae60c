import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAddress } from '../../../lib/ibl/account/server-address.ts';
import { memoryName } from '../../../lib/ibl/memories/memory-name.ts';
import { parseKey } from '../../../lib/ibl/account/api-key.ts';
import { isPathPart, query, userPath } from '../../../lib/ibl/client/paths.ts';
import { fieldWords, serverWords } from '../../../lib/ibl/client/error-text.ts';

describe('a typed address', () => {
  test.each([
    ['https://base.manager.iblai.app', 'https://base.manager.iblai.app'],
    [' base.manager.iblai.app/ ', 'https://base.manager.iblai.app'],
    ['https://api.iblai.app/dm/', 'https://api.iblai.app/dm'],
    ['https://api.school.org/dm/api/', 'https://api.school.org/dm'],
    ['https://API.School.org:8443/dm?x=1#y', 'https://api.school.org:8443/dm'],
    ['https://x//api', 'https://x'],
    ['https://api.school.org//dm///', 'https://api.school.org/dm'],
    ['https://api.school.org/dm/api/api', 'https://api.school.org/dm'],
    ['https://api.school.org./dm', 'https://api.school.org/dm'],
    ['api.school.org:443', 'https://api.school.org'],
    ['https://schüle.example/', 'https://xn--schle-mva.example'],
    ['https://[2001:db8::1]:8443/dm', 'https://[2001:db8::1]:8443/dm'],
    ['https://api.school.org/dm?next=https://evil.example', 'https://api.school.org/dm'],
    ['http://localhost:8787', 'http://localhost:8787'],
    ['http://127.0.0.1:8787/', 'http://127.0.0.1:8787'],
  ])('becomes a base address: %s', (typed, base) => {
    expect(parseAddress(typed)).toEqual({ ok: true, base });
  });

  test.each([
    ['', 'empty'],
    ['http://base.manager.iblai.app', 'not-https'],
    ['ftp://base.manager.iblai.app', 'not-https'],
    ['https://docs.ibl.ai/_mock/apis/ibl', 'is-a-mock'],
    ['my school', 'not-an-address'],
    ['https://', 'not-an-address'],
    ['https://docs.ibl.ai.', 'is-a-mock'],
    ['docs.ibl.ai.', 'is-a-mock'],
    ['https://base.manager.iblai.app@evil.example', 'has-a-user'],
    ['base.manager.iblai.app@evil.example', 'has-a-user'],
    ['https://user:pass@api.school.org', 'has-a-user'],
    ['https://:pass@api.school.org', 'has-a-user'],
    ['https:\\\\host', 'not-an-address'],
    ['https:/\\evil.example', 'not-an-address'],
    ['https://api.school.org\\@evil.example', 'not-an-address'],
    ['https://api.school\n.org', 'not-an-address'],
    ['https://api.school.org\u0000', 'not-an-address'],
    ['https://api.school.org\u202e', 'not-an-address'],
    ['https://api..org', 'not-an-address'],
    ['https://.', 'not-an-address'],
    ['https://api.school.org:99999', 'not-an-address'],
    ['https://api.school.org:0', 'not-an-address'],
    ['javascript:alert(1)', 'not-an-address'],
    ['data:text/html,x', 'not-an-address'],
    [`https://x/${'/'.repeat(100_000)}y`, 'not-an-address'],
  ])('%.60s is rejected: %s', (typed, fault) => {
    expect(parseAddress(typed)).toEqual({ ok: false, fault });
  });

  test('never throws, and its result is accepted again', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl()), (typed) => {
        const parsed = parseAddress(typed);
        if (parsed.ok) expect(parseAddress(parsed.base)).toEqual(parsed);
      }),
    );
  });
});

test.each([
  ['abc123', 'abc123'],
  ['  abc123\n', 'abc123'],
  ['Api-Token abc123', 'abc123'],
  ['Authorization: Token abc123', 'abc123'],
  ['authorization: bearer abc123', 'abc123'],
  ['token abc', 'abc'],
  ['API-TOKEN abc', 'abc'],
  ['Bearer abc', 'abc'],
  ['Authorization: Api-Token abc', 'abc'],
  ['"abc"', 'abc'],
  ["'Api-Key abc'", 'abc'],
  ['“Token abc”', 'abc'],
  ['"Authorization": "Token abc",', 'abc'],
  ["{'Authorization': 'Token abc'}", null],
  ['Authorization=Token abc', 'abc'],
  ['token: abc', 'abc'],
  ['Api-Token\n  abc\n', 'abc'],
  ['Authorization:\r\n\tApi-Token\u00a0abc\r\n', 'abc'],
  ['tokenabc', 'tokenabc'],
  ['Bearer-abc', 'Bearer-abc'],
  ['Token', null],
  ['Authorization:', null],
  ['""', null],
  ['\n \t', null],
  ['', null],
  ['two words', null],
  ['schlüssel', null],
])('a key is found when it is pasted as "%s"', (pasted, key) => {
  expect(parseKey(pasted)).toBe(key);
});

const someKey = fc
  .string({
    unit: fc.constantFrom(...Array.from('abcdef0123456789ABCXYZ._~+/=-')),
    minLength: 1,
    maxLength: 80,
  })
  .filter((key) => !/^(?:=|token|bearer|api-|authorization)/i.test(key));
const space = fc.string({ unit: fc.constantFrom(' ', '\t', '\n', '\r\n', '\u00a0'), minLength: 1 });
const maybe = fc.oneof(fc.constant(''), space);
const anyCase = (word: string) => fc.mixedCase(fc.constant(word));
const scheme = fc.constantFrom('Api-Token', 'Token', 'Api-Key', 'Bearer').chain(anyCase);
const quote = fc.constantFrom('', '"', "'", '`');

test('a key is found in any text that surrounds it', () => {
  const header = fc
    .tuple(anyCase('Authorization'), maybe, maybe)
    .map(([a, b, c]) => `${a}${b}:${c}`);
  const pasted = fc
    .tuple(someKey, fc.option(header), fc.option(fc.tuple(scheme, space)), quote, maybe, maybe)
    .map(([key, head, word, mark, before, behind]) => ({
      key,
      text: `${before}${head ?? ''}${mark}${word?.join('') ?? ''}${key}${mark}${behind}`,
    }));
  fc.assert(
    fc.property(pasted, ({ key, text }) => {
      expect(parseKey(text)).toBe(key);
    }),
    { numRuns: 2_000 },
  );
});

test('a key fits into a header and is accepted again', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (typed) => {
      const key = parseKey(typed);
      if (key === null) return;
      expect(new Headers({ Authorization: `Token ${key}` }).get('Authorization')).toBe(
        `Token ${key}`,
      );
      expect(parseKey(key)).toBe(key);
    }),
    { numRuns: 2_000 },
  );
});

describe('the name of a memory', () => {
  test('is readable and safe in a path', async () => {
    expect(await memoryName('course-v1:edX+DemoX+Demo_Course')).toBe(
      'edx-context-edx-demox-demo-course-7383a849d5',
    );
  });

  test('differs where only letter case or punctuation differs', async () => {
    const keys = [
      'course-v1:a+b+c',
      'course-v1:A+b+c',
      'course-v1:a-b+c+d',
      'course-v1:a+b-c+d',
      'a/b/c',
    ];
    const names = await Promise.all(keys.map(memoryName));
    expect(new Set(names).size).toBe(keys.length);
    for (const name of names) expect(name).toMatch(/^[a-z0-9-]+$/);
  });
});

test('paths encode every part and reject none that can be a part', () => {
  const account = {
    base: '',
    org: 'a+b',
    username: 'ada@x.org',
    scheme: 'Token',
    key: '',
  } as const;
  expect(userPath(account, 'memory', 'x/../y')).toBe(
    '/api/ai-mentor/orgs/a%2Bb/users/ada%40x.org/memory/x%2F..%2Fy/',
  );
  expect(query({ course_id: 'course-v1:a+b+c', page: 1 })).toBe(
    '?course_id=course-v1%3Aa%2Bb%2Bc&page=1',
  );
  expect(['', '.', '..', 'a/b', 'a b', 'a\\b'].filter(isPathPart)).toEqual([]);
  expect(['main', 'ünï', 'a.b', '...'].filter((part) => !isPathPart(part))).toEqual([]);
});

describe("the server's own words", () => {
  test.each([
    [{ detail: 'Invalid token.' }, 'Invalid token.'],
    [{ error: 'Memory already exists' }, 'Memory already exists'],
    [{ non_field_errors: ['Too many.'] }, 'Too many.'],
    [{ profession: ['Ensure this.'] }, 'profession: Ensure this.'],
    ['just text', 'just text'],
    [[{ detail: 'in a list' }], 'in a list'],
    [null, ''],
    [42, ''],
    [{ detail: { deep: { deeper: { deepest: 'no' } } } }, ''],
  ])('are read from %j', (body, words) => {
    expect(serverWords(body, 'a key')).toBe(words);
  });

  test.each<[unknown, object | null]>([
    [{ profession: ['Too long.', 'Too odd.'] }, { profession: 'Too long. Too odd.' }],
    [{ profession: 'Too long.' }, { profession: 'Too long.' }],
    [{ profession: [{ message: 'Too long.', code: 'max' }] }, { profession: 'Too long.' }],
    [{ profession: { 0: ['Too long.'] } }, { profession: 'Too long.' }],
    [
      { a: ['One.'], b: ['Two.'], detail: 'Three.' },
      { a: 'One.', b: 'Two.' },
    ],
    [{ errors: { a: ['One.'] } }, { a: 'One.' }],
    [{ error: { a: ['s3cret'] } }, { a: '…' }],
    [{ detail: 'Not of a field.' }, null],
    [{ non_field_errors: ['Not of a field.'] }, null],
    [{ a: null, b: [] }, null],
    [['One.'], null],
    ['One.', null],
    [null, null],
  ])('of single fields are read from %j', (body, words) => {
    expect(fieldWords(body, 's3cret')).toEqual(words);
  });

  test('contain only visible characters, at most 200, and Persian as it is written', () => {
    const tags = '\u{e0049}\u{e0067}\u{e006e}';
    expect(serverWords({ detail: `No${tags}\ufe00\u3164 way` }, '')).toBe('No way');
    expect(serverWords({ detail: tags }, '')).toBe('');
    expect(serverWords({ detail: 'می\u200cخواهم' }, '')).toBe('می\u200cخواهم');
    expect(serverWords({ detail: '😀'.repeat(300) }, '').length).toBeLessThanOrEqual(200);
  });

  test('are one short line and never contain the key', () => {
    const words = serverWords({ detail: `bad\n\u202ekey s3cret ${'x'.repeat(9000)}` }, 's3cret');
    expect(words).toMatch(/^bad key … x+…$/u);
    expect(Array.from(words).length).toBeLessThanOrEqual(200);
  });
});
