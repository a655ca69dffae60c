import type { JournalLimit } from '../../shared/journal-retention.ts';
import {
  EMPTY_FILE,
  type FiledConnection,
  type FiledCourse,
  type SettingsFile,
} from '../../settings-file.ts';
import { isSameUser } from '../../ibl/account/spelling.ts';
import type { Connection } from '../../store/items/connections.ts';
import type { Settings } from '../../store/items/settings.ts';
import type { Policy } from '../../store/policy/read-policy.ts';
import { setOtherwise } from '../effective-policy.ts';
import { isOff, type Chosen } from './current.ts';
import { isOurs } from '../known-sites.ts';
import { pauseOfAll } from '../pauses.ts';

/* Finds what a settings file has and this browser does not. */

/** One thing that a settings file would change here. */
export type Change =
  | { readonly kind: 'pause'; readonly paused: boolean }
  /** The site waits for the learner's approval: Waypoint reads no site because of a file alone. */
  | { readonly kind: 'follow'; readonly origin: string }
  | { readonly kind: 'off'; readonly origin: string }
  /** The connection comes without a key. A connection that is here already is left as it is. */
  | { readonly kind: 'connection'; readonly connection: FiledConnection }
  | { readonly kind: 'never'; readonly course: FiledCourse }
  /** Older days of the journal are deleted at once. */
  | { readonly kind: 'journal'; readonly limit: JournalLimit };

/** Returns everything that the file would change, each change once. */
export const changesOf = (file: SettingsFile, now: Chosen): Change[] =>
  wishesOf(file, now).filter((one) => !isHeld(one, now.policy));

/**
 * Returns what the file wants and the learner's organization has set otherwise. No file changes
 * that.
 */
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
    paused === undefined || isSo(now.settings, paused) ? [] : [{ kind: 'pause', paused }];
  return [
    ...pause,
    ...once(all, idOf)
      .filter((one) => !now.connections.some((known) => isSame(known, one)))
      .map((connection): Change => ({ kind: 'connection', connection })),
    ...once(filed, ({ origin }) => origin).flatMap(({ origin, follow }): Change[] => {
      const state = now.sites.find((site) => site.origin === origin)?.state;
      // If a site of the manifest is off, the learner turned it off here. That stands.
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

/** Whether Waypoint is paused without an end, or not paused at all. */
function isSo(settings: Settings, paused: boolean): boolean {
  const pause = pauseOfAll(settings);
  return paused ? pause !== null && pause.end === null : pause === null;
}

/** Returns the list with only the first item of each name. */
function once<T>(list: readonly T[], name: (one: T) => string): T[] {
  const first = new Map(list.toReversed().map((one) => [name(one), one]));
  return list.filter((one) => first.get(name(one)) === one);
}

const idOf = ({ address, organization, username }: FiledConnection) =>
  JSON.stringify([address, organization, username]);

const isSame = ({ base, org, username }: Connection, filed: FiledConnection) =>
  base === filed.address && org === filed.organization && isSameUser(username, filed.username);

/** Returns a settings file with only these changes. */
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
