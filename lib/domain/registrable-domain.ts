import { getDomain } from 'tldts';

/* Alone in a file, and loaded only where it is needed: it carries the public suffix list. */

/**
 * The part of a host's name that somebody registered (`school.co.uk` of `mentor.school.co.uk`), also
 * under suffixes that companies share with everybody, as `github.io`; null when nobody did.
 */
const registrable = (address: string): string | null =>
  getDomain(new URL(address).hostname, { allowPrivateDomains: true, extractHostname: false });

/** The first of these servers that is of the same registrable domain as a page. */
export function ownServer(page: string, bases: readonly string[]): string | null {
  const domain = registrable(page);
  return domain === null ? null : (bases.find((base) => registrable(base) === domain) ?? null);
}
