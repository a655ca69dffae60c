import { expect, test } from 'vitest';
import { listOf } from '../../../components/ui/words/list.ts';
import { directionOf } from '../../../components/ui/words/direction.ts';
import { counted, numberOf } from '../../../components/ui/words/plural.ts';
import { sentences } from '../../../components/ui/words/sentences.ts';
import { speakEnglish, speakWith } from '../english.ts';

/* What the screens do with texts in the language of the browser. */

const POLISH = {
  language: 'pl',
  memory_count_one: '$1 kurs',
  memory_count_few: '$1 kursy',
  memory_count_many: '$1 kursów',
  memory_count_other: '$1 kursu',
};

test.each([
  [1, '1 kurs'],
  [2, '2 kursy'],
  [5, '5 kursów'],
  [22, '22 kursy'],
  [0, '0 kursów'],
  [1.5, '1,5 kursu'],
])('a text about %d takes the form that its language has for it', (n, text) => {
  speakWith(POLISH);
  expect(counted('memory.count', n)).toBe(text);
});

test('a form that is missing gives way to the form for all other numbers', () => {
  speakWith({ language: 'ar', memory_count_one: '$1 course', memory_count_other: '$1 courses' });
  expect(counted('memory.count', 2)).toMatch(/ courses$/);
  expect(counted('memory.count', 1)).toMatch(/ course$/);
});

test('more values follow the number', async () => {
  await speakEnglish();
  expect(counted('memory.found', 1200, numberOf(45))).toBe('45 of 1,200 courses');
});

test('sentences follow one another as the language writes them', async () => {
  await speakEnglish();
  expect(sentences('One.', null, '', 'Two.', undefined, 'Three.')).toBe('One. Two. Three.');
  expect(sentences(undefined, 'Two.')).toBe('Two.');
  expect(sentences('', null)).toBe('');
  speakWith({ common_twoSentences: '$1$2' });
  expect(sentences('一。', '二。')).toBe('一。二。');
});

test('a list and a number are written in the language of the texts', () => {
  speakWith({ language: 'de' });
  expect(listOf(['A', 'B', 'C'])).toBe('A, B und C');
  expect(listOf(['3 Einheiten', '2 Tage'], 'unit')).toBe('3 Einheiten, 2 Tage');
  expect(numberOf(1234.5)).toBe('1.234,5');
});

test.each([
  ['Loading…', 'ltr'],
  ['جارٍ التحميل…', 'rtl'],
  ['טוען…', 'rtl'],
  ['正在加载…', 'ltr'],
])('the direction of %j is %s', (text, expected) => {
  expect(directionOf(text)).toBe(expected);
});
