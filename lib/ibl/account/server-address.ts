export type AddressFault =
  | 'empty'
  | 'not-an-address'
  | 'not-https'
  | 'is-a-mock'
  /** The address has a user name in it: what stands before the @ is not the server. */
  | 'has-a-user';
export type ParsedAddress =
  | { readonly ok: true; readonly base: string }
  | { readonly ok: false; readonly fault: AddressFault };

/** Longer than any address of a server. */
const LONGEST = 1_000;

/**
 * Reads what a person typed as the address of their API server: https, or plain http on this
 * computer. Keeps the path prefix; removes `/api`, slash, query and hash at the end. Rejects text
 * that a browser would silently read differently from a person.
 */
export function parseAddress(typed: string): ParsedAddress {
  const text = typed.trim();
  if (text === '') return { ok: false, fault: 'empty' };
  // Browsers leave out some of these characters, and read a backslash as a slash.
  if (text.length > LONGEST || /[\\\p{C}\s]/u.test(text)) return refused('not-an-address');
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(full)) return refused('not-an-address');
  const url = new URL(full);
  const host = url.hostname.replace(/\.$/, '');
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isHere(host))) {
    return refused('not-https');
  }
  if (url.username !== '' || url.password !== '') return refused('has-a-user');
  if (host.split('.').includes('') || url.port === '0') return refused('not-an-address');
  if (host === 'docs.ibl.ai') return refused('is-a-mock');
  url.hostname = host;
  const parts = url.pathname.split('/').filter((part) => part !== '');
  while (parts.at(-1) === 'api') parts.pop();
  return { ok: true, base: [url.origin, ...parts].join('/') };
}

const refused = (fault: AddressFault): ParsedAddress => ({ ok: false, fault });

const isHere = (host: string): boolean => host === 'localhost' || host === '127.0.0.1';
