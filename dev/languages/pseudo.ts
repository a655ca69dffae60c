import type { Texts } from './texts.ts';

/** For each letter one that looks like it and is not a letter of ASCII. */
const LETTERS: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ').map((letter, i) => [
    letter,
    Array.from('áƀçðéƒĝĥíĵķļɱñóþǫŕšţúṽŵẋýžÁƁÇÐÉƑĜĤÍĴĶĻṀÑÓÞǪŔŠŢÚṼŴẊÝŽ')[i] ?? letter,
  ]),
);

/** A part of a text that stays as it is: a place for a value. */
const VALUE = /(\$[1-9])/;

const accented = (text: string): string =>
  text
    // Each vowel twice makes English some 40 % longer, as German and French are.
    .replaceAll(/[aeiou]/g, (vowel) => vowel + vowel)
    .replaceAll(/[a-z]/gi, (letter) => LETTERS[letter] ?? letter);

/** Returns a text longer, with accents and in brackets, and with the same places for values. */
export function pseudo(text: string): string {
  const parts = text.split(VALUE).map((part) => (VALUE.test(part) ? part : accented(part)));
  return `[${parts.join('')}]`;
}

/**
 * Returns a language that nobody speaks, made from the English texts. What a screen shows in it and
 * has letters of ASCII is not one of our texts, or a name. Dates and numbers are Greek, which has
 * none of those letters and, like English, two forms for numbers.
 */
export const pseudoTexts = (english: Texts): Texts => ({
  ...Object.fromEntries(Object.entries(english).map(([name, text]) => [name, pseudo(text)])),
  language: 'el',
});
