import { describe, expect, test } from 'vitest';
import { pseudo, pseudoTexts } from '../../dev/languages/pseudo.ts';
import { OTHERS, textsOf, type Texts } from '../../dev/languages/texts.ts';
import { countedIn, faultsOfForm, formNamed, formsOf, mayBeEnglish, valuesIn } from './rules.ts';

/*
 * What holds for the texts of each language. `npm run check` says which texts are missing: see
 * dev/languages/missing.ts.
 */

const english = await textsOf('en');
const counted = countedIn(english);
/** The texts that are not a form of a text about a number. */
const plain = Object.keys(english).filter((name) => formNamed(name, counted) === null);

/** The most letters that the stores allow. */
const LIMITS = { extension_name: 75, extension_description: 132 };

function common(texts: Texts): void {
  test('no text is empty', () => {
    const empty = Object.keys(texts).filter((name) => texts[name]?.trim() === '');
    expect(empty).toEqual([]);
  });

  test('no text holds what Chromium takes for a named value, because it then loads no extension', () => {
    expect(Object.values(texts).filter((text) => /\$[\w@]+\$/.test(text))).toEqual([]);
  });

  test.each(Object.entries(LIMITS))('%s has at most %d letters', (name, limit) => {
    expect(Array.from(texts[name] ?? '').length).toBeLessThanOrEqual(limit);
  });

  test('the name has the name of the product', () => {
    expect(texts['extension_name'] ?? 'Waypoint').toContain('Waypoint');
  });
}

describe('en', () => {
  common(english);

  test('every text about a number has its two forms', () => {
    expect(counted.size).toBeGreaterThan(20);
    for (const name of counted) {
      expect(Object.keys(english).filter((one) => formNamed(one, counted)?.of === name)).toEqual([
        `${name}_one`,
        `${name}_other`,
      ]);
    }
  });
});

describe.each(OTHERS)('%s', (language) => {
  test('says its own tag', async () => {
    const { language: tag = '' } = await textsOf(language);
    expect(tag).toBe(language.replace('_', '-'));
    expect(Intl.PluralRules.supportedLocalesOf(tag)).toEqual([tag]);
  });

  describe('the texts', async () => common(await textsOf(language)));

  test('has no text that English does not have', async () => {
    const known = new Set(plain);
    const names = Object.keys(await textsOf(language));
    expect(names.filter((name) => !known.has(name) && !formNamed(name, counted))).toEqual([]);
  });

  test('has the same places for values', async () => {
    const texts = await textsOf(language);
    const wrong = plain.filter(
      (name) => name in texts && valuesIn(texts[name] ?? '') !== valuesIn(english[name] ?? ''),
    );
    expect(wrong).toEqual([]);
  });

  test('has exactly the plural forms of the language, with the number where it is needed', async () => {
    const texts = await textsOf(language);
    const forms = formsOf(texts['language'] ?? '');
    const wrong = Array.from(counted).flatMap((name) => {
      const has = Object.keys(texts)
        .map((one) => formNamed(one, counted))
        .flatMap((form) => (form?.of === name ? [form.form] : []));
      if (has.length === 0) return [];
      if (has.toSorted().join() !== forms.toSorted().join()) return [`${name}: ${has.join()}`];
      return forms.flatMap((form) => faultsOfForm(name, form, texts, english));
    });
    expect(wrong).toEqual([]);
  });

  test('no text is the English one', async () => {
    const texts = await textsOf(language);
    const isWords = (text: string) => /\p{L}/u.test(text.replaceAll(/\$\d/g, ''));
    const equal = Object.entries(texts).filter(
      ([name, text]) => text === english[name] && isWords(text) && !mayBeEnglish(language, name),
    );
    expect(equal).toEqual([]);
  });
});

test('the pseudo-locale keeps the places for values, is longer and has no letters of ASCII', () => {
  expect(pseudo('Connect as $1 at $2?')).toBe('[Çóóññééçţ ááš $1 ááţ $2?]');
  const texts = pseudoTexts(english);
  for (const name of plain.filter((one) => one !== 'language')) {
    expect(valuesIn(texts[name] ?? ''), name).toBe(valuesIn(english[name] ?? ''));
    expect(texts[name]).not.toMatch(/[a-z]/i);
  }
  const length = (all: Texts) => Object.values(all).join('').length;
  expect(length(texts) / length(english)).toBeGreaterThan(1.3);
});
