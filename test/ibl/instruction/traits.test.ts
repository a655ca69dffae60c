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
  // A stored text has one comma: another script's may be part of a trait.
  ['有耐心、幽默', ['有耐心、幽默']],
])('the traits of "%s"', (text, traits) => {
  expect(traitsOf(text)).toEqual(traits);
});

test('those that are there already are told apart, and the order is kept', () => {
  expect(addTraits(['calm', 'kind'], [' Calm ', 'funny', '', 'funny'])).toEqual({
    traits: ['calm', 'kind', 'funny'],
    added: ['funny'],
    twice: ['Calm', 'funny'],
  });
  expect(addTraits(['STRASSE', 'e\u0301'], ['straße', '\u00E9']).added).toEqual(['straße']);
});

test('the comma of any script ends a trait that is typed', () => {
  expect('a,b،c，d、e\nf'.split(TRAIT_END)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
});

test('texts are the same by their traits', () => {
  expect(sameTraits('a ,b', 'a, b')).toBe(true);
  expect(sameTraits('a, b', 'b, a')).toBe(false);
  expect(sameTraits('a', 'a, b')).toBe(false);
});

test('what was joined has the same traits again', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' })), (words) => {
      const traits = traitsOf(words.join(','));
      expect(traitsOf(joinTraits(traits))).toEqual(traits);
    }),
  );
});
