import { isSiteOrigin } from '../edx/site-address.ts';
import { cleanTitle } from '../edx/title.ts';
import { SCHEMES } from '../ibl/schemes.ts';
import {
  EMPTY_FILE,
  filedConnection,
  filedCourse,
  filedSite,
  type FiledConnection,
  type FiledCourse,
  type SettingsFile,
} from '../settings-file.ts';
import type { JournalLimit } from '../journal-limit.ts';
import { connections, type Connection } from '../store/connections.ts';
import { readPolicy, type Policy } from '../store/policy.ts';
import { settings, type Settings } from '../store/settings.ts';
import { sites, type Site } from '../store/sites.ts';
import { arrange } from './arrange.ts';
import { turnOffSite } from './choose-site.ts';
import { keepJournal } from './journal.ts';
import type { Ledger } from './ledger.ts';
import { pauseAll } from './pausing.ts';
import { setOtherwise } from './policy.ts';
import { choose, followedOrigins, isOurs } from './sites.ts';
import { neverFollow } from './stopping.ts';

/* What a settings file has that this browser has not, and how that is taken over. */

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

/** The file of all that is chosen here. What no file can hold is left out, so that it can be read again. */
export function fileOf({
  settings: { paused, never, journal },
  sites: chosen,
  connections: all,
}: Omit<Chosen, 'policy'>) {
  const filed: SettingsFile & Required<Omit<SettingsFile, 'journal'>> = {
    ...EMPTY_FILE,
    paused,
    ...(journal !== null && { journal }),
    // Those that come with Waypoint are followed anyway.
    sites: chosen
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

const isOff = (state: Site['state'] | undefined): boolean => state === 'off' || state === 'removed';

/** One thing that a settings file would change here. */
export type Change =
  | { readonly kind: 'pause'; readonly paused: boolean }
  /** It waits for the learner's yes: nothing is read by a file's word alone. */
  | { readonly kind: 'follow'; readonly origin: string }
  | { readonly kind: 'off'; readonly origin: string }
  /** It comes without a key. One that is here already is left as it is. */
  | { readonly kind: 'connection'; readonly connection: FiledConnection }
  | { readonly kind: 'never'; readonly course: FiledCourse }
  /** Days of the journal that are older go at once. */
  | { readonly kind: 'journal'; readonly limit: JournalLimit };

/** All that would change; none of it twice. */
export const changesOf = (file: SettingsFile, now: Chosen): Change[] =>
  wishesOf(file, now).filter((one) => !isHeld(one, now.policy));

/** What the file wants, and the learner's organization has set otherwise: no file changes that. */
export const heldOf = (file: SettingsFile, now: Chosen): Change[] =>
  wishesOf(file, now).filter((one) => isHeld(one, now.policy));

function isHeld(change: Change, policy: Policy): boolean {
  if (change.kind === 'journal') return policy.journal?.locked === true;
  if (change.kind !== 'connection') return false;
  const { address: base, organization: org } = change.connection;
  return setOtherwise(policy, { base, org }) !== null;
}

function wishesOf(file: SettingsFile, now: Chosen): Change[] {
  const { paused, sites: filed = [], connections: all = [], neverFollowed = [], journal } = file;
  const { journal: set, sites: theirs } = now.policy;
  const limit = set?.locked ? set.value : now.settings.journal;
  const pause: Change[] =
    paused === undefined || paused === now.settings.paused ? [] : [{ kind: 'pause', paused }];
  return [
    ...pause,
    ...once(all, idOf)
      .filter((one) => !now.connections.some((known) => isSame(known, one)))
      .map((connection): Change => ({ kind: 'connection', connection })),
    ...once(filed, ({ origin }) => origin).flatMap(({ origin, follow }): Change[] => {
      const state = now.sites.find((site) => site.origin === origin)?.state;
      // One of Waypoint's own that is off was turned off here: that stands.
      if (follow) {
        const isKnown = state === undefined ? theirs?.value.includes(origin) : !isOff(state);
        const isNew = !isOurs(origin) && !isKnown;
        return isNew ? [{ kind: 'follow', origin }] : [];
      }
      return isOff(state) ? [] : [{ kind: 'off', origin }];
    }),
    ...once(neverFollowed, ({ courseKey }) => courseKey)
      .filter(({ courseKey }) => !now.settings.never.some((one) => one.courseKey === courseKey))
      .map((course): Change => ({ kind: 'never', course })),
    ...(journal === undefined || journal === limit
      ? []
      : [{ kind: 'journal', limit: journal } as const]),
  ];
}

/** Of several with the same name, the first. */
function once<T>(list: readonly T[], name: (one: T) => string): T[] {
  const first = new Map(list.toReversed().map((one) => [name(one), one]));
  return list.filter((one) => first.get(name(one)) === one);
}

const idOf = ({ address, organization, username }: FiledConnection) =>
  JSON.stringify([address, organization, username]);

const isSame = ({ base, org, username }: Connection, filed: FiledConnection) =>
  base === filed.address && org === filed.organization && username === filed.username;

/** A file of these changes alone. */
export function fileWith(changes: readonly Change[]): SettingsFile {
  const of = <K extends Change['kind']>(kind: K) =>
    changes.filter((one): one is Extract<Change, { kind: K }> => one.kind === kind);
  const [pause] = of('pause');
  const [journal] = of('journal');
  return {
    ...EMPTY_FILE,
    ...(pause && { paused: pause.paused }),
    sites: changes.flatMap((one) =>
      one.kind === 'follow' || one.kind === 'off'
        ? [{ origin: one.origin, follow: one.kind === 'follow' }]
        : [],
    ),
    connections: of('connection').map(({ connection }) => connection),
    neverFollowed: of('never').map(({ course }) => course),
    ...(journal && { journal: journal.limit }),
  };
}

/** Takes over what a file has and this browser has not. A second time there is nothing left to do. */
export async function importSettings(ledger: Ledger, file: SettingsFile): Promise<void> {
  const changes = changesOf(file, await readChosen());
  const {
    paused,
    sites: filed = [],
    connections: added = [],
    neverFollowed = [],
    journal,
  } = fileWith(changes);
  // First, so that nothing is read meanwhile; the other way round last.
  if (paused === true) await pauseAll(ledger, true);
  for (const { origin, follow } of filed) {
    if (!follow && (await followedOrigins()).includes(origin)) {
      await turnOffSite(ledger, origin, false);
      continue;
    }
    const state = follow ? 'from-file' : 'off';
    await ledger.sites((old) => choose(old, origin, { state, now: Date.now() }));
  }
  await addConnections(ledger, added);
  await neverFollow(ledger, neverFollowed);
  if (journal !== undefined) await keepJournal(ledger, journal);
  if (paused === false) await pauseAll(ledger, false);
}

/**
 * Behind those that are here. Every site is one of theirs already, the default's if nobody else's: what
 * comes without a key takes none of them. In an empty browser the file says which are whose.
 */
async function addConnections(ledger: Ledger, added: readonly FiledConnection[]): Promise<void> {
  if (added.length === 0) return;
  await arrange(ledger, (all) => [
    ...all,
    ...added.map(({ address, organization, username, sites: wanted }): Connection => ({
      id: crypto.randomUUID(),
      base: address,
      org: organization,
      username,
      scheme: SCHEMES[0],
      connected: false,
      source: { kind: 'key' },
      sites: all.length === 0 ? [...wanted] : [],
    })),
  ]);
}
