import { askToRead } from '../../lib/domain/permissions.ts';
import { ask, NO_ANSWER } from '../data/ask-background.ts';

/** Why a site is not followed after all. */
export type FollowProblem = { readonly kind: 'refused' } | typeof NO_ANSWER;

/**
 * Asks the browser for a site and has it followed. To be called in a click, before anything else: only
 * there the browser lets itself be asked.
 */
export function followSite(origin: string): Promise<FollowProblem | null> {
  const allowed = askToRead([origin]).catch(() => false);
  // In the same turn, without waiting: the browser's question may close the popup, and the rest of
  // this with it. The background then goes on by itself when the browser says yes.
  const told = ask({ type: 'site/follow', origin });
  return finish(origin, allowed, told);
}

async function finish(
  origin: string,
  allowed: Promise<boolean>,
  told: Promise<unknown>,
): Promise<FollowProblem | null> {
  const yes = await allowed;
  await told;
  // Said once more after a yes: when that is answered, pages that are open are being read.
  const reply = await ask({ type: yes ? 'site/follow' : 'site/refused', origin });
  if (!yes) return { kind: 'refused' };
  return reply === null ? null : NO_ANSWER;
}

/**
 * Asks the browser again for sites that are followed and may not be read. To be called in a click, as
 * above. What follows a yes is the background's, and starts by itself.
 */
export async function allowSites(origins: readonly string[]): Promise<FollowProblem | null> {
  const yes = await askToRead(origins).catch(() => false);
  return yes ? null : { kind: 'refused' };
}
