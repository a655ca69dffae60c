import { SITE_HOSTS } from '../../edx/sites/hosts.ts';
import { API_HOSTS } from '../../ibl/account/hosts.ts';
import { followedOrigins } from '../../domain/known-sites.ts';
import { giveUpAccess, patternOf, sitePattern } from '../../domain/permissions.ts';
import { connections } from '../../store/items/connections.ts';

/**
 * Gives up the access to a site, unless something else needs the same permission: the manifest, an
 * API server or, in a browser whose permissions ignore ports, another site.
 */
export async function giveBackAccess(origin: string): Promise<void> {
  const bases = (await connections.read()).map(({ base }) => base);
  const manifest = [...SITE_HOSTS, ...API_HOSTS].map((host) => `https://${host}`);
  const others = (await followedOrigins()).map((other) => sitePattern(other));
  const mine = sitePattern(origin);
  if ([...[...manifest, ...bases].map(patternOf), ...others].includes(mine)) return;
  await giveUpAccess(mine);
}
