/** Longer than any address of a page that a person writes down. */
const LONGEST = 1_000;

/**
 * Reads what an administrator wrote as the address of a page with help: https only, with or without
 * `https://` in front. Returns it in its normal form; null if it is anything else. Rejects text that
 * a browser would silently read differently from a person, and user names, as those hide the host.
 */
export function parseHelpAddress(typed: string): string | null {
  const text = typed.trim();
  // Browsers leave out some of these characters, and read a backslash as a slash.
  if (text === '' || text.length > LONGEST || /[\\\p{C}\s]/u.test(text)) return null;
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(full)) return null;
  const { protocol, username, password, href } = new URL(full);
  return protocol === 'https:' && username === '' && password === '' ? href : null;
}
