/** Longer than the address of any mentor's page. */
export const LONGEST_MENTOR = 1_000;

/**
 * Reads what a person typed as the address of the page where they chat with their mentor. Returns
 * an https address, an empty text if nothing was typed, and null for anything else. Rejects text
 * that a browser would silently read differently from a person.
 */
export function parseMentor(typed: string): string | null {
  const text = typed.trim();
  if (text === '') return '';
  if (/[\\\p{C}\s]/u.test(text)) return null;
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(full)) return null;
  const { href, protocol, username, password } = new URL(full);
  const isPlain = protocol === 'https:' && username === '' && password === '';
  return isPlain && href.length <= LONGEST_MENTOR ? href : null;
}
