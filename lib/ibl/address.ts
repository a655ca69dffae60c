export type AddressFault = 'empty' | 'not-an-address' | 'not-https' | 'is-a-mock';
export type ParsedAddress =
  | { readonly ok: true; readonly base: string }
  | { readonly ok: false; readonly fault: AddressFault };

/**
 * Reads what a person typed as the address of their API server: https (or plain http on this
 * computer), path prefix kept, without `/api`, slash, query, hash and user name at the end.
 */
export function parseAddress(typed: string): ParsedAddress {
  const text = typed.trim();
  if (text === '') return { ok: false, fault: 'empty' };
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  let url: URL;
  try {
    url = new URL(full);
  } catch {
    return { ok: false, fault: 'not-an-address' };
  }
  const here = url.hostname === 'localhost' || url.hostname === '127.0.0.1';
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && here)) {
    return { ok: false, fault: 'not-https' };
  }
  if (url.hostname === 'docs.ibl.ai') return { ok: false, fault: 'is-a-mock' };
  const path = url.pathname.replace(/\/+$/, '').replace(/\/api$/, '');
  return { ok: true, base: url.origin + path };
}
