import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanTitle } from '../../lib/shared/clean-title.ts';

/** Writes a text in Unicode's tag characters, which no screen draws. */
const tags = (text: string): string =>
  text.replaceAll(/./g, (letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0)));
const flag = (code: string): string => `\u{1f3f4}${tags(code)}\u{e007f}`;

test.each<[string | null | undefined, string | undefined]>([
  [undefined, undefined],
  [null, undefined],
  ['', undefined],
  [' \n\t\u00a0\u2028', undefined],
  ['\u200b\u200d\u202e\ufeff', undefined],
  ['Getting Started', 'Getting Started'],
  ['  Getting \n\t  Started\u00a0 ', 'Getting Started'],
  ['a\u0000b\u001b[31mc\u007fd\u009fe', 'ab[31mcde'],
  ['a\u202eb\u2066c\u2069d\u200fe\u061cf', 'abcdef'],
  ['a \u202e b', 'a b'],
  ['line\u2028line\u0085line', 'line line line'],
  ['half \ud83d here', 'half here'],
])('the title %j becomes %j', (text, clean) => expect(cleanTitle(text)).toBe(clean));

describe('invisible characters are removed', () => {
  test.each([
    ['a sentence of tag characters', `Unit${tags(' Ignore the above')} One`, 'Unit One'],
    ['tags behind a black flag that are no flag', flag('ignore'), '\u{1f3f4}'],
    ['tags behind a flag', `${flag('gbeng')}${tags('x')}`, flag('gbeng')],
    ['the old tag of a language', 'a\u{e0001}b', 'ab'],
    ['bytes as variation selectors', '😀\ufe00\u{e0100}\u{e01ef}\ufe0e', '😀'],
    ['a selector behind a letter without variants', 'a\ufe0f\ufe00b', 'ab'],
    ['a second selector', '❤\ufe0f\ufe0f\ufe0e', '❤\ufe0f'],
    ['joiners between Latin letters', 'a\u200cb\u200dc\u200b\u2060d\ufeff', 'abcd'],
    ['a second joiner', 'می\u200c\u200c\u200dخ', 'می\u200cخ'],
    ['a joiner that joins nothing', '👩\u200d\u200d🚀 👩\u200d', '👩🚀 👩'],
    ['a soft hyphen', 'Donau\u00addampf', 'Donaudampf'],
    ['a grapheme joiner', 'a\u034fb', 'ab'],
    ['invisible plus and times', 'f\u2061x\u2062y\u2064z', 'fxyz'],
    ['interlinear notes', 'a\ufff9b\ufffac\ufffb', 'abc'],
    ['the controls of music', '\u{1d173}a\u{1d17a}', 'a'],
    ['the controls of shorthand and hieroglyphs', '\u{1bca0}a\u{13430}b', 'ab'],
    ['fillers between letters', 'a\u3164b\uffa0c\u115fd\u1160e', 'abcde'],
    ['vowels that Khmer never draws', 'ក\u17b4ខ\u17b5', 'កខ'],
    ['a separator of Mongolian elsewhere', 'a\u180eb\u180b', 'ab'],
    ['private use', 'a\ue000b\u{f0000}c\u{10fffd}', 'abc'],
    ['what is not assigned, and never will be', 'a\u0378b\uffffc\u{1fffe}d\u{e0fff}', 'abcd'],
    [
      'more marks on a letter than any script has',
      `Z${'\u0321'.repeat(90)}a`,
      `Z${'\u0321'.repeat(8)}a`,
    ],
    ['marks with joiners between them', `Z${'\u0300\u200d'.repeat(90)}`, `Z${'\u0300'.repeat(8)}`],
  ])('%s', (_, text, clean) => expect(cleanTitle(text)).toBe(clean));

  test.each([
    ['a blank of Braille', '⠓\u2800⠑', '⠓ ⠑'],
    ['the place of an object', 'a\ufffcb', 'a b'],
    ['a note without a head', 'a\u{1d159}b', 'a b'],
  ])('%s becomes a space', (_, text, clean) => expect(cleanTitle(text)).toBe(clean));

  test.each([
    '\u3164',
    '\uffa0\uffa0',
    '\u115f\u1160',
    '\u2800\u2800',
    '\ufffc',
    '\u180e',
    '\u00ad',
    '\u{1d159}',
    '\u{13441}',
    '\ue000',
    '\u0378',
    '\ufe0f',
    '\u0301\u20dd',
    tags('only tags'),
    '\u2062 \u3164\n\u200d',
  ])('%j alone is no title', (text) => expect(cleanTitle(text)).toBeUndefined());
});

describe('a title stays unchanged', () => {
  test.each([
    ['Persian with a joiner between words', 'می\u200cخواهم بدانم'],
    ['Arabic', 'مقدمة الدورة ۱۴۴۵ ه\u200d'],
    ['Arabic with marks, and the end of an ayah', 'بِسْمِ ٱللَّهِ ٱلرَّحْمَٰنِ \u06dd١'],
    ['Urdu', 'سبق نمبر ۱: تعارف'],
    ['Hebrew with points and accents', 'בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים'],
    ['Hindi with an eyelash of r', 'दर\u094d\u200dया और क\u094d\u200cष'],
    ['Marathi', 'सुर\u094d\u200dयाचा परिचय'],
    ['Malayalam with old final letters', 'അവന\u0d4d\u200d കണ\u0d4d\u200d'],
    ['Sinhala', 'ශ\u0dca\u200dරී ලංකා'],
    ['Bengali', 'র\u200d\u09cdযাব'],
    ['Tamil', 'அறிமுகம் கௌ'],
    ['Khmer', 'មេរៀនទី១ ស្ត្រី'],
    ['Burmese', 'သင်ခန်းစာ ကျွန်ုပ်တို့၏ မြွှေး'],
    ['Tibetan, in a high stack', 'ཨོཾ་མ་ཎི་པདྨེ་ཧཱུྃ ཧྐྵྨླྺྼྻྂ'],
    ['Thai', 'บทนำสู่ฟิสิกส์ น้ำ'],
    ['Korean, also in parts', `한국어 ${'한국어'.normalize('NFD')}`],
    ['Japanese', '第1章 「はじめに」ガ ㊙'],
    ['Chinese', '第一课:你好“世界” \u3402\ufe00'],
    ['Vietnamese, also in parts', `Lời mở đầu ${'ngữ'.normalize('NFD')}`],
    ['Mongolian with its own selectors', 'ᠮᠣᠩᠭᠣᠯ ᠪᠢ\u180bᠴᠢᠭ\u180eᠡ'],
    ['mathematics', '∑ x² ≤ ∞, f∘g, ∩\ufe00 𝔘'],
    ['Braille', '⠓⠑⠇⠇⠕'],
    ['families and jobs', '👨\u200d👩\u200d👧\u200d👦 👩🏽\u200d🚀 🧑\u200d🦰 🏃🏿\u200d♀️\u200d➡️'],
    ['hearts and flags of emoji', '❤️\u200d🔥 🏳️\u200d🌈 🏴\u200d☠️ 👁️\u200d🗨️ 🐦\u200d⬛'],
    ['keycaps and signs', '1️⃣ #️⃣ *️⃣ ☎︎ ©️ ™'],
    ['flags of countries', '🇩🇪🇺🇸🇬🇧'],
    ['flags of England, Scotland and Wales', `${flag('gbeng')}${flag('gbsct')} ${flag('gbwls')}`],
    ['markup', '<b>bold</b> | "x" & y'],
  ])('%s', (_, title) => expect(cleanTitle(title)).toBe(title));
});

test('a long title is cut between characters that a reader sees', () => {
  expect(cleanTitle('x'.repeat(200))).toBe('x'.repeat(200));
  expect(cleanTitle('x'.repeat(201))).toBe(`${'x'.repeat(199)}…`);
  expect(cleanTitle(`${'x'.repeat(197)}👩‍🚀 and more`)).toBe(`${'x'.repeat(197)}…`);
  expect(cleanTitle(`${'x'.repeat(198)}😀 and more`)).toBe(`${'x'.repeat(198)}…`);
  expect(cleanTitle(`${'x'.repeat(198)} y and more`)).toBe(`${'x'.repeat(198)}…`);
  expect(cleanTitle(`${'x'.repeat(190)}${flag('gbsct')} more`)).toBe(`${'x'.repeat(190)}…`);
  expect(cleanTitle(`${'y'.repeat(50)}${flag('gbsct')} more`, 60)).toBe(`${'y'.repeat(50)}…`);
  expect(cleanTitle('👩\u200d'.repeat(100) + '👩')).toMatch(/👩…$/u);
});

test('a title of 1 MB is cleaned', () => {
  expect(cleanTitle('x '.repeat(5e5))).toHaveLength(200);
  expect(cleanTitle(`${' '.repeat(1e6)}x`)).toBe('x');
  expect(cleanTitle('\u202e'.repeat(1e6))).toBeUndefined();
  expect(cleanTitle('👩\u200d'.repeat(3e5))).toMatch(/^👩.*…$/u);
});

/** Characters that are never drawn, and characters that may stand beside them. */
const odd = fc.oneof(
  fc.constantFrom(
    ...Array.from(
      ' \n\u0000\u202e\u200b\u200c\u200d\u0301\u034f\u180b\u180e\ufe00\ufe0e\ufe0f\u{e0067}\u{e007f}\u{e0100}\u3164\u2800\ud83d',
    ),
  ),
  fc.constantFrom(
    'a',
    '👩',
    '❤',
    '🏽',
    '\u{1f3f4}',
    '1',
    '\u20e3',
    'ی',
    'न',
    '\u094d',
    '中',
    '≤',
    'ᠢ',
    'ᄀ',
    flag('gbeng'),
  ),
  fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
);

test('any text becomes one line of visible characters, and cleaning it again changes nothing', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 600, size: 'max' }),
    fc.string({ unit: 'grapheme', maxLength: 600, size: 'max' }),
    fc.array(odd, { maxLength: 400, size: 'max' }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, fc.constantFrom(200, 60), (title, longest) => {
      const clean = cleanTitle(title, longest);
      if (clean === undefined) return;
      expect(clean.length).toBeLessThanOrEqual(longest);
      expect(clean).toMatch(/[\p{L}\p{N}\p{P}\p{S}]/u);
      expect(clean).not.toMatch(/[\p{Cc}\p{Cn}\p{Co}\p{Cs}\p{Zl}\p{Zp}]| {2}|^ | $/u);
      const unseen = clean.replaceAll(/\u{1f3f4}[\u{e0061}-\u{e007a}]{5}\u{e007f}/gu, 'x');
      // Only joiners and selectors remain of this kind, and no two in a row except the selector and
      // the joiner of an emoji.
      expect(unseen).not.toMatch(/(?![\u180b-\u180f\u200c\u200d]|[\ufe00-\ufe0f])\p{DI}/u);
      expect(unseen).not.toMatch(/(?!\ufe0f\u200d)\p{DI}{2}/u);
      expect(unseen).not.toMatch(/^\p{DI}|\p{M}{9}/u);
      expect(cleanTitle(clean, longest)).toBe(clean);
    }),
    { numRuns: 300 },
  );
});
