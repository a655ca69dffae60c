/** Accents of Latin, Greek and Cyrillic, and the vowel points of Hebrew and Arabic. */
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;

/**
 * A text as it is looked for: without case, accents and differences of width. What makes another
 * letter or syllable in its script (as in Hindi or Japanese) stays.
 */
export function fold(text: string): string {
  return (
    text
      .normalize('NFKD')
      // By way of capitals, so that "ß" and "ss" are the same.
      .toUpperCase()
      .toLowerCase()
      .normalize('NFKD')
      .replaceAll(MARKS, '')
      .replaceAll('ς', 'σ')
  );
}

/** The words that somebody looks for. A text matches when it has them all. */
export function wordsIn(query: string): string[] {
  return fold(query)
    .split(/\s+/u)
    .filter((word) => word !== '');
}
