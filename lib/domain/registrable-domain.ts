import { getDomain } from 'tldts';

/*
 * This file stands alone, and is loaded only where it is needed, because it carries the public
 * suffix list.
 */

/**
 * Returns the part of a host's name that somebody registered (`school.co.uk` of
 * `mentor.school.co.uk`), also under suffixes that companies share with everybody, such as
 * `github.io`; null if nobody registered a part.
 */
const registrable = (address: string): string | null =>
  getDomain(new URL(address).hostname, { allowPrivateDomains: true, extractHostname: false });

/**
 * Returns the first of these servers that has the same registrable domain as a page; null if no
 * server has.
 */
export function ownServer(page: string, bases: readonly string[]): string | null {
  const domain = registrable(page);
  return domain === null ? null : (bases.find((base) => registrable(base) === domain) ?? null);
}
