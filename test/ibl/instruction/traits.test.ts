import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addTraits,
  joinTraits,
  sameTraits,
  TRAIT_END,
  traitsOf,
} from '../../../lib/ibl/instruction/traits.ts';

test.each([
  ['', []],
  [' , ,, ', []],
  ['calm', ['calm']],
  [' calm ,kind,  very patient', ['calm', 'kind', 'very patient']],
  ['calm, Calm, CALM', ['calm']],
  ['صبور, مرح', ['صبور', 'مرح']],
  // A stored text uses one comma, because a comma of another script may be part of a trait.
  ['有耐心、幽默', ['有耐心、幽默']],
])('the traits of "%s" are read', (text, traits) => {
  expect(traitsOf(text)).toEqual(traits);
});

test('traits that are already there are reported, and the order is kept', () => {
  expect(addTraits(['calm', 'kind'], [' Calm ', 'funny', '', 'funny'])).toEqual({
    traits: ['calm', 'kind', 'funny'],
    added: ['funny'],
    twice: ['Calm', 'funny'],
  });
  expect(addTraits(['STRASSE', 'e\u0301'], ['straße', '\u00E9']).added).toEqual(['straße']);
});

test('the comma of any script ends a typed trait', () => {
  expect('a,b،c，d、e\nf'.split(TRAIT_END)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
});

test('texts are equal if their traits are equal', () => {
  expect(sameTraits('a ,b', 'a, b')).toBe(true);
  expect(sameTraits('a, b', 'b, a')).toBe(false);
  expect(sameTraits('a', 'a, b')).toBe(false);
});

test('joined traits are read back unchanged', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' })), (words) => {
      const traits = traitsOf(words.join(','));
      expect(traitsOf(joinTraits(traits))).toEqual(traits);
    }),
  );
});
