/** Longer than the address of any page that a person writes down. */
export const LONGEST_ADDRESS = 1_000;

/**
 * Reads what a person wrote as the address of a page: https only, with or without `https://` in
 * front. Returns it in its normal form; null if it is anything else. Rejects text that a browser
 * would silently read differently from a person, and user names, as those hide the host.
 */
export function parseHttps(typed: string): string | null {
  const text = typed.trim();
  // Browsers leave out some of these characters, and read a backslash as a slash.
  if (text === '' || /[\\\p{C}\s]/u.test(text)) return null;
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(full)) return null;
  const { href, protocol, username, password } = new URL(full);
  const isPlain = protocol === 'https:' && username === '' && password === '';
  return isPlain && href.length <= LONGEST_ADDRESS ? href : null;
}
