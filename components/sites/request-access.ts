import { askToRead } from '../../lib/domain/permissions.ts';
import { ask, NO_ANSWER } from '../data/ask-background.ts';

/** Why following a site failed. */
export type FollowProblem = { readonly kind: 'refused' } | typeof NO_ANSWER;

/**
 * Asks the browser for access to a site and follows it. Call this first in a click handler, because
 * the browser only asks the learner there.
 */
export function followSite(origin: string): Promise<FollowProblem | null> {
  const allowed = askToRead([origin]).catch(() => false);
  // Sent in the same turn, without waiting: the browser's question may close the popup, and this
  // code with it. The worker then follows the site when the learner allows it.
  const sent = ask({ type: 'site/follow', origin });
  return finish(origin, allowed, sent);
}

async function finish(
  origin: string,
  allowed: Promise<boolean>,
  sent: Promise<unknown>,
): Promise<FollowProblem | null> {
  const yes = await allowed;
  await sent;
  // Sent once more after a yes. When the worker has answered, it reads the pages that are open.
  const reply = await ask({ type: yes ? 'site/follow' : 'site/refused', origin });
  if (!yes) return { kind: 'refused' };
  return reply === null ? null : NO_ANSWER;
}

/**
 * Asks the browser again for access to followed sites that Waypoint may not read. Call this first
 * in a click handler, as above. The worker notices the new access and goes on.
 */
export async function allowSites(origins: readonly string[]): Promise<FollowProblem | null> {
  const yes = await askToRead(origins).catch(() => false);
  return yes ? null : { kind: 'refused' };
}
