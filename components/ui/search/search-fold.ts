/** Matches accents of Latin, Greek and Cyrillic, and the vowel points of Hebrew and Arabic. */
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;

/**
 * Returns a text as the search compares it: without case, accents and differences of width. Keeps
 * marks that make another letter or syllable in their script, as in Hindi or Japanese.
 */
export function fold(text: string): string {
  return (
    text
      .normalize('NFKD')
      // Goes through capitals, so that "ß" and "ss" are equal.
      .toUpperCase()
      .toLowerCase()
      .normalize('NFKD')
      .replaceAll(MARKS, '')
      .replaceAll('ς', 'σ')
  );
}

/** Returns the words of a query. A text matches if it has all of them. */
export function wordsIn(query: string): string[] {
  return fold(query)
    .split(/\s+/u)
    .filter((word) => word !== '');
}
