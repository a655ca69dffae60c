import { SITE_HOSTS } from '../edx/hosts.ts';
import { sites, type Site } from '../store/sites.ts';
import { pauses } from '../store/pauses.ts';
import { mayRead } from './access.ts';

/** A site as the learner sees it in the list. */
export interface ListedSite {
  readonly origin: string;
  /** Added by the learner; the others come with Waypoint. */
  readonly added: boolean;
  /** `paused`: followed again when the learner resumes; `needs-access`: the browser does not let it be read. */
  readonly state: Site['state'] | 'paused' | 'needs-access';
}

/** Those of the manifest. */
const OURS: readonly string[] = SITE_HOSTS.map((host) => `https://${host}`);
export const isOurs = (origin: string): boolean => OURS.includes(origin);

/** Those that are read: followed, and not paused by themselves. */
export async function readOrigins(): Promise<string[]> {
  const { sites: paused } = await pauses.read();
  return (await followedOrigins()).filter((origin) => !paused.includes(origin));
}

/** Sites of the manifest without those turned off, and the added ones. */
export async function followedOrigins(): Promise<string[]> {
  return all(await sites.read()).flatMap(({ origin, state }) =>
    state === 'followed' ? [origin] : [],
  );
}

/** Every site that is known: those of the manifest first, then the added ones, the oldest first. */
export async function readSites(): Promise<ListedSite[]> {
  const { sites: paused } = await pauses.read();
  return await Promise.all(
    all(await sites.read()).map(async ({ origin, state }) => ({
      origin,
      added: !isOurs(origin),
      state: state === 'followed' ? await standingOf(origin, paused) : state,
    })),
  );
}

async function standingOf(
  origin: string,
  paused: readonly string[],
): Promise<'followed' | 'paused' | 'needs-access'> {
  if (!(await mayRead(origin))) return 'needs-access';
  return paused.includes(origin) ? 'paused' : 'followed';
}

/** Those that the learner wants followed and the browser does not let be read. */
export async function sitesWithoutAccess(): Promise<string[]> {
  return (await readSites()).flatMap(({ origin, state }) =>
    state === 'needs-access' ? [origin] : [],
  );
}

function all(chosen: readonly Site[]): Pick<Site, 'origin' | 'state'>[] {
  const known = (origin: string) => chosen.find((site) => site.origin === origin);
  return [
    ...OURS.map((origin) => known(origin) ?? { origin, state: 'followed' as const }),
    ...chosen.filter(({ origin }) => !isOurs(origin)),
  ];
}

/** What is stored, with another choice about one site. The same list when nothing changes. */
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
