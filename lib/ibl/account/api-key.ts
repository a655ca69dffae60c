/** Matches what may stand around a pasted key: quotation marks, and punctuation from code. */
const AROUND = /["'`“”‘’«»\s,;]/;
const HEADER = /authorization["'`\s]*[:=]/iy;
const SCHEME = /(?:api-token|api-key|token|bearer)(?:\s*[:=]\s*|\s+)/iy;
const ONLY_A_WORD = /^(?:authorization|api-token|api-key|token|bearer)$/i;

/**
 * Returns the key in what a person pasted, without line breaks, quotation marks, the header's name
 * and the scheme's word around it. Returns null if nothing is left, or if the rest cannot stand in
 * a header. Reads no character twice, because a paste may be of any length.
 */
export function parseKey(pasted: string): string | null {
  let from = 0;
  let to = pasted.length;
  const isAround = (at: number) => AROUND.test(pasted.charAt(at));
  while (to > 0 && isAround(to - 1)) to -= 1;
  // Each of these may contain another: "Authorization": "Token abc".
  for (let before = -1; before !== from;) {
    before = from;
    while (from < to && isAround(from)) from += 1;
    for (const word of [HEADER, SCHEME]) {
      word.lastIndex = from;
      if (word.test(pasted)) from = word.lastIndex;
    }
  }
  const key = pasted.slice(from, to);
  return !ONLY_A_WORD.test(key) && /^[\x21-\x7e]+$/.test(key) ? key : null;
}
