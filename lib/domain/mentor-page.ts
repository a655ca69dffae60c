import { API_HOSTS, LOGIN_HOSTS, MENTOR_HOME } from '../ibl/account/hosts.ts';
import type { Connection } from '../store/items/connections.ts';

/**
 * Returns the address at which a learner finds the mentor of a school: the page from which the
 * sign-in came, otherwise the address that the learner gave, otherwise ibl.ai's own page for its
 * own servers; null if none is known. The address says nothing about the learner or the place.
 */
export function mentorPageOf({ base, mentor, source }: Connection): string | null {
  if (source.kind === 'sign-in' && !LOGIN_HOSTS.includes(new URL(source.page).host)) {
    return `${source.page}/`;
  }
  const isOurs = API_HOSTS.some((host) => new URL(base).host === host);
  return mentor ?? (isOurs ? MENTOR_HOME : null);
}
