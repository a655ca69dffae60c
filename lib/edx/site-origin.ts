/** Why something typed is not the address of a site that can be followed. */
export type SiteFault =
  | 'empty'
  | 'not-an-address'
  /** Plain http to another computer: anybody on the way could show what they like. */
  | 'not-https'
  /** Studio, or another app that is not for learning. */
  | 'not-for-learning';

export type ParsedSite =
  | { readonly ok: true; readonly origin: string }
  | { readonly ok: false; readonly fault: SiteFault };

/**
 * Names that never leave this computer: no browser asks a server for them. The names of Tutor, such as
 * local.openedx.io, are not of them: over plain http, whoever answers for the name is believed.
 */
const HERE = /^(?:(?:.+\.)?localhost|127\.0\.0\.1)$/;
/**
 * Studio by the first label of its host, with nothing behind the host or one of its own pages; or the
 * authoring app by its path. A page of another kind there may be a school's: `studio` is a name, too.
 * A registered name is none: `studio.co.uk`.
 */
const STUDIO =
  /^studio\.(?!(?:ac|co|com|edu|gov|net|org)\.[a-z]{2}\/)[^./]+\.[^/]+\/(?:(?:home|course\/[^/]*|(?:container|library|libraries|settings)\/.*)\/?)?$|^[^/]+\/(?:[^/]+\/)?(?:course-)?authoring\//;
/** Longer than any name of a host may be, with its port. */
const MAX_ORIGIN = 300;

/**
 * Reads what a person typed or pasted as a site: its host, with a port or not, or the address of any
 * page there. Of a page's address only scheme, host and port count. Plain http only on this computer,
 * where it is also what a host without a scheme means.
 */
export function parseSite(typed: string): ParsedSite {
  const { url, ...site } = siteIn(typed);
  return url && STUDIO.test(url.hostname + url.pathname)
    ? { ok: false, fault: 'not-for-learning' }
    : site;
}

/** The site, and the address of the page as it was typed. */
function siteIn(typed: string): ParsedSite & { readonly url?: URL } {
  const text = typed.trim();
  if (text === '') return { ok: false, fault: 'empty' };
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(text)?.[0];
  const url = parse(scheme ? text : `https://${text}`);
  if (!url || !isHost(url.hostname) || !/^https?:$/.test(url.protocol)) {
    return { ok: false, fault: 'not-an-address' };
  }
  const here = HERE.test(url.hostname);
  const origin = here && !scheme ? new URL(`http://${text}`).origin : url.origin;
  if (origin.length > MAX_ORIGIN) return { ok: false, fault: 'not-an-address' };
  if (origin.startsWith('http:') && !here) return { ok: false, fault: 'not-https' };
  return { ok: true, origin, url };
}

/**
 * Whether an origin (from a page, or a message) is one that may be followed, written as it must be. It
 * may be Studio's: what its pages are is told by each page.
 */
export function isSiteOrigin(origin: string): boolean {
  const parsed = siteIn(origin);
  return parsed.ok && parsed.origin === origin;
}

/** A name of several parts, or `localhost`. Nothing that a match pattern would take for more: no `*`. */
function isHost(host: string): boolean {
  return host === 'localhost' || /^(?:[a-z0-9_-]+\.)+[a-z0-9-]+$/.test(host);
}

function parse(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
