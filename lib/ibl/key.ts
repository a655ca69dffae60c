/**
 * Reads what a person pasted as their key: without the header's name and the scheme's word before
 * it. Null when nothing is left, or when it could not stand in a header.
 */
export function parseKey(pasted: string): string | null {
  const key = pasted
    .trim()
    .replace(/^authorization\s*:\s*/i, '')
    .replace(/^(api-token|api-key|token|bearer)\s+/i, '')
    .trim();
  return /^[\x21-\x7e]+$/.test(key) ? key : null;
}
