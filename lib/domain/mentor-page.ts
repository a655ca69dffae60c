import { API_HOSTS, HOSTS_WITHOUT_MENTOR, MENTOR_PAGE } from '../ibl/account/hosts.ts';
import type { Connection } from '../store/items/connections.ts';

/**
 * Returns the address at which a learner finds the mentor of a school: the page from which the
 * sign-in came, otherwise the address that the learner gave, otherwise ibl.ai's own page for its
 * own servers; null if none is known. The address says nothing about the learner or the place.
 */
export function mentorPageOf({ base, mentor, source }: Connection): string | null {
  if (source.kind === 'sign-in' && !HOSTS_WITHOUT_MENTOR.includes(new URL(source.page).host)) {
    return `${source.page}/`;
  }
  return mentor ?? (isOurs(base) ? `${MENTOR_PAGE}/` : null);
}

/**
 * Returns the page (its origin) on which a learner signs in to ibl.ai, by what is known of the
 * school: the page of the last sign-in, otherwise that of its mentor, otherwise ibl.ai's own if the
 * school uses ibl.ai's own server; null if none is known.
 */
export function signInPageOf(
  known: Pick<Connection, 'mentor' | 'source'> | undefined,
  base: string,
): string | null {
  if (known?.source.kind === 'sign-in') return known.source.page;
  if (known?.mentor) return new URL(known.mentor).origin;
  return isOurs(base) ? MENTOR_PAGE : null;
}

const isOurs = (base: string): boolean => API_HOSTS.some((host) => new URL(base).host === host);
