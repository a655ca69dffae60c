import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanTitle, MAX_TITLE_LENGTH } from '../../lib/edx/title.ts';

describe('cleanTitle', () => {
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
    ['<b>bold</b> | "x" & y', '<b>bold</b> | "x" & y'],
    ['مقدمة الدورة', 'مقدمة الدورة'],
    ['می\u200cخواهم 👩\u200d🚀', 'می\u200cخواهم 👩\u200d🚀'],
    ['half \ud83d here', 'half here'],
  ])('%j', (text, clean) => expect(cleanTitle(text)).toBe(clean));

  test('cuts a long title where a reader sees a character end', () => {
    expect(cleanTitle('x'.repeat(200))).toBe('x'.repeat(200));
    expect(cleanTitle('x'.repeat(201))).toBe(`${'x'.repeat(199)}…`);
    expect(cleanTitle(`${'x'.repeat(197)}👩‍🚀 and more`)).toBe(`${'x'.repeat(197)}…`);
    expect(cleanTitle(`${'x'.repeat(198)}😀 and more`)).toBe(`${'x'.repeat(198)}…`);
    expect(cleanTitle(`${'x'.repeat(198)} y and more`)).toBe(`${'x'.repeat(198)}…`);
    expect(cleanTitle(`a${'\u0301'.repeat(400)}`)).toHaveLength(200);
    expect(cleanTitle(`\u{1d518}${'\u{1d165}'.repeat(400)}`)?.isWellFormed()).toBe(true);
  });

  test('takes a title of 1 MB', () => {
    expect(cleanTitle('x '.repeat(5e5))).toHaveLength(200);
    expect(cleanTitle(`${' '.repeat(1e6)}x`)).toBe('x');
    expect(cleanTitle('\u202e'.repeat(1e6))).toBeUndefined();
  });

  test('whatever comes in, one clean line comes out, and stays as it is', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 600, size: 'max' }),
      fc.string({ unit: 'grapheme', maxLength: 600, size: 'max' }),
      fc
        .array(
          fc.constantFrom(
            ' ',
            '\n',
            '\u0000',
            '\u202e',
            '\u200d',
            '\u0301',
            'a',
            '👩',
            '\ud83d',
            '\u200b',
          ),
          {
            maxLength: 500,
            size: 'max',
          },
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (title) => {
        const clean = cleanTitle(title);
        if (clean === undefined) return;
        expect(clean.length).toBeLessThanOrEqual(MAX_TITLE_LENGTH);
        expect(clean).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Zl}\p{Zp}]| {2}|^ | $/u);
        expect(cleanTitle(clean)).toBe(clean);
      }),
    );
  });
});
