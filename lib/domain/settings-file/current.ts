import { isSiteOrigin } from '../../edx/sites/site-origin.ts';
import { cleanTitle } from '../../shared/clean-title.ts';
import {
  EMPTY_FILE,
  filedConnection,
  filedCourse,
  filedSite,
  type SettingsFile,
} from '../../settings-file.ts';
import { connections, type Connection } from '../../store/items/connections.ts';
import { readPolicy, type Policy } from '../../store/policy/read-policy.ts';
import { settings, type Settings } from '../../store/items/settings.ts';
import { sites, type Site } from '../../store/items/sites.ts';
import { isOurs } from '../known-sites.ts';
import { pauseOfAll } from '../pauses.ts';

/** What is chosen in this browser, as far as a file can hold it. */
export interface Chosen {
  readonly settings: Settings;
  readonly sites: readonly Site[];
  readonly connections: readonly Connection[];
  /** What the learner's organization has set. */
  readonly policy: Policy;
}

export async function readChosen(): Promise<Chosen> {
  const [now, chosen, all] = [settings.read(), sites.read(), connections.read()];
  const policy = await readPolicy();
  return { settings: await now, sites: await chosen, connections: await all, policy };
}

/**
 * Returns a settings file of everything that is chosen here. What a file cannot hold is left out,
 * so that the file can be read again.
 */
export function fileOf({
  settings: chosen,
  sites: sitesChosen,
  connections: all,
}: Omit<Chosen, 'policy'>) {
  const { never, journal } = chosen;
  const pause = pauseOfAll(chosen);
  const filed: SettingsFile & Required<Omit<SettingsFile, 'journal' | 'paused'>> = {
    ...EMPTY_FILE,
    // A pause that ends by itself is over by the time another browser reads the file.
    ...(pause?.end ? {} : { paused: pause !== null }),
    ...(journal !== null && { journal }),
    // Sites of the manifest are followed without an entry in the file.
    sites: sitesChosen
      .filter(({ origin, state }) => isOff(state) || !isOurs(origin))
      .map(({ origin, state }) => ({ origin, follow: !isOff(state) }))
      .filter((one) => filedSite.safeParse(one).success),
    connections: all
      .map(({ base, org, username, sites: mine }) => ({
        address: base,
        organization: org,
        username,
        sites: mine.filter(isSiteOrigin),
      }))
      .filter((one) => filedConnection.safeParse(one).success),
    neverFollowed: never
      .map(({ courseKey, title }) => ({ courseKey, title: cleanTitle(title) ?? courseKey }))
      .filter((one) => filedCourse.safeParse(one).success),
  };
  return filed;
}

export const isOff = (state: Site['state'] | undefined): boolean =>
  state === 'off' || state === 'removed';
