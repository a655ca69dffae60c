import { SITE_HOSTS } from '../edx/sites/hosts.ts';
import type { ListedSite } from '../messages/replies.ts';
import { accounts } from '../store/items/accounts.ts';
import { readSetSites } from '../store/policy/read-policy.ts';
import { sites, type Site } from '../store/items/sites.ts';
import { pausedSites, readPauses } from './pauses.ts';
import { mayRead } from './permissions.ts';

/** The sites of the manifest (origins). */
const OURS: readonly string[] = SITE_HOSTS.map((host) => `https://${host}`);
export const isOurs = (origin: string): boolean => OURS.includes(origin);

/** Returns the sites that Waypoint reads: followed, and not paused on their own. */
export async function readOrigins(): Promise<string[]> {
  const paused = await pausedSites();
  return (await followedOrigins()).filter((origin) => !paused.includes(origin));
}

/** Returns the followed sites of the manifest, of the organization and of the learner. */
export async function followedOrigins(): Promise<string[]> {
  return (await all()).flatMap(({ origin, state }) => (state === 'followed' ? [origin] : []));
}

/**
 * Returns every known site: the manifest's first, then the organization's, then the added ones,
 * oldest first.
 */
export async function readSites(): Promise<ListedSite[]> {
  const [{ sites: paused }, known] = await Promise.all([readPauses(), accounts.read()]);
  return await Promise.all(
    (await all()).map(async ({ origin, from, stays, state }) => {
      const pause = paused.find((one) => one.origin === origin);
      return {
        origin,
        from,
        stays,
        state: state === 'followed' ? await followedState(origin, pause !== undefined) : state,
        pausedUntil: pause?.end?.until ?? null,
        accounts: known[origin]?.named === false ? 0 : known[origin]?.ours.length || null,
      };
    }),
  );
}

async function followedState(
  origin: string,
  paused: boolean,
): Promise<'followed' | 'paused' | 'needs-access'> {
  if (!(await mayRead(origin))) return 'needs-access';
  return paused ? 'paused' : 'followed';
}

/** Returns the followed sites that the browser does not let Waypoint read. */
export async function sitesWithoutAccess(): Promise<string[]> {
  return (await readSites()).flatMap(({ origin, state }) =>
    state === 'needs-access' ? [origin] : [],
  );
}

type KnownSite = Pick<ListedSite, 'origin' | 'from' | 'stays'> & {
  readonly state: Exclude<ListedSite['state'], 'needs-access' | 'paused'>;
};

/**
 * Returns every known site with its state. A site that the organization set is followed only until
 * the learner turns it off.
 */
async function all(): Promise<KnownSite[]> {
  const [chosen, set] = await Promise.all([sites.read(), readSetSites()]);
  const theirs = (set?.value ?? []).filter((origin) => !isOurs(origin));
  const stays = set?.locked === true;
  const stateOf = (origin: string) =>
    chosen.find((site) => site.origin === origin)?.state ?? 'followed';
  const own = chosen.flatMap(({ origin }) =>
    isOurs(origin) || theirs.includes(origin) ? [] : [origin],
  );
  const listed = [
    ...OURS.map((origin) => ({ origin, from: 'waypoint' as const, stays: true })),
    ...theirs.map((origin) => ({ origin, from: 'organization' as const, stays })),
    ...own.map((origin) => ({ origin, from: 'learner' as const, stays: false })),
  ];
  return listed.flatMap((site) => {
    const state = stateOf(site.origin);
    if (state !== 'removed') return [{ ...site, state }];
    return site.stays ? [{ ...site, state: 'off' as const }] : [];
  });
}

/**
 * Returns the stored sites with another choice about one site; the same list if nothing changes.
 */
export function choose(
  chosen: Site[],
  origin: string,
  choice: { state: Site['state']; now: number },
): Site[] {
  const { state, now } = choice;
  const old = chosen.find((site) => site.origin === origin);
  if (!old) return [...chosen, { origin, addedAt: now, state }];
  return old.state === state
    ? chosen
    : chosen.map((site) => (site === old ? { ...old, state } : site));
}
