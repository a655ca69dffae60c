/** Why a typed text is not the address of a site that Waypoint can follow. */
export type SiteFault =
  | 'empty'
  | 'not-an-address'
  /** Plain http to another computer: anyone on the way could replace the page. */
  | 'not-https'
  /** Studio, or another app that is not for learning. */
  | 'not-for-learning';

export type ParsedSite =
  | { readonly ok: true; readonly origin: string }
  | { readonly ok: false; readonly fault: SiteFault };

/**
 * Matches names that never leave this computer, because no browser asks a server for them. Names of
 * Tutor such as local.openedx.io do not match: over plain http, a browser believes whoever answers
 * for the name.
 */
const HERE = /^(?:(?:.+\.)?localhost|127\.0\.0\.1)$/;
/**
 * Matches Studio by the first label of its host, with an empty path or one of Studio's own pages,
 * and the authoring app by its path. Any other page on such a host may be a school's, because
 * `studio` is an ordinary name too. Does not match a registered name such as `studio.co.uk`.
 */
const STUDIO =
  /^studio\.(?!(?:ac|co|com|edu|gov|net|org)\.[a-z]{2}\/)[^./]+\.[^/]+\/(?:(?:home|course\/[^/]*|(?:container|library|libraries|settings)\/.*)\/?)?$|^[^/]+\/(?:[^/]+\/)?(?:course-)?authoring\//;
/** Longer than any host name with a port. */
const MAX_ORIGIN = 300;

/**
 * Reads what a person typed or pasted as a site: a host, with or without a port, or the address of
 * any page there. Only scheme, host and port of an address count. Accepts plain http only on this
 * computer, where it is also the default for a host without a scheme.
 */
export function parseSite(typed: string): ParsedSite {
  const { url, ...site } = siteIn(typed);
  return url && STUDIO.test(url.hostname + url.pathname)
    ? { ok: false, fault: 'not-for-learning' }
    : site;
}

/** Returns the site, and the address of the page as it was typed. */
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
 * Whether an origin (from a page or a message) may be followed and is in its normal form. Studio's
 * origin passes too, because each Studio page reports what it is.
 */
export function isSiteOrigin(origin: string): boolean {
  const parsed = siteIn(origin);
  return parsed.ok && parsed.origin === origin;
}

/**
 * Whether a host is a name of several parts, or `localhost`. Rejects everything that a match
 * pattern would read as more than one host, such as `*`.
 */
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
