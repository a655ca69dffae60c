/** What a key may be pasted with, before it and behind it: quotation marks, and what stands in code. */
const AROUND = /^["'`“”‘’«»\s,;]+|["'`“”‘’«»\s,;]+$/g;
const HEADER = /^authorization["'`\s]*[:=]/i;
const SCHEME = /^(?:api-token|api-key|token|bearer)(?:\s*[:=]\s*|\s+)/i;

/**
 * Reads what a person pasted as their key: without line breaks, quotation marks, the header's name and
 * the scheme's word around it. Null when nothing is left, or when it could not stand in a header.
 */
export function parseKey(pasted: string): string | null {
  let key = '';
  // Each may stand within another: "Authorization": "Token abc".
  for (let rest = pasted; rest !== key;) {
    key = rest;
    rest = key
      .replaceAll(AROUND, '')
      .replace(HEADER, '')
      .replace(SCHEME, '')
      .replaceAll(AROUND, '');
  }
  const isWord = /^(?:authorization|api-token|api-key|token|bearer)$/i.test(key);
  return !isWord && /^[\x21-\x7e]+$/.test(key) ? key : null;
}
