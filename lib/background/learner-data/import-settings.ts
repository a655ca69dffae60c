import { SCHEMES } from '../../ibl/client/auth-schemes.ts';
import type { FiledConnection, SettingsFile } from '../../settings-file.ts';
import type { Connection } from '../../store/items/connections.ts';
import { arrange } from '../connections/arrange-connections.ts';
import { turnOffSite } from '../following/follow-site.ts';
import { keepJournal } from '../state/journal.ts';
import type { StateWriter } from '../state/state-writer.ts';
import { pauseAll } from '../following/pause.ts';
import { changesOf, fileWith } from '../../domain/settings-file/diff.ts';
import { readChosen } from '../../domain/settings-file/current.ts';
import { choose, followedOrigins } from '../../domain/known-sites.ts';
import { neverFollow } from '../deletes/unfollow-course.ts';

/** Takes over what a file has and this browser has not. A second time there is nothing left to do. */
export async function importSettings(writer: StateWriter, file: SettingsFile): Promise<void> {
  const changes = changesOf(file, await readChosen());
  const {
    paused,
    sites: filed = [],
    connections: added = [],
    neverFollowed = [],
    journal,
  } = fileWith(changes);
  // First, so that nothing is read meanwhile; the other way round last.
  if (paused === true) await pauseAll(writer, true);
  for (const { origin, follow } of filed) {
    if (!follow && (await followedOrigins()).includes(origin)) {
      await turnOffSite(writer, origin, false);
      continue;
    }
    const state = follow ? 'from-file' : 'off';
    await writer.sites((old) => choose(old, origin, { state, now: Date.now() }));
  }
  await addConnections(writer, added);
  await neverFollow(writer, neverFollowed);
  if (journal !== undefined) await keepJournal(writer, journal);
  if (paused === false) await pauseAll(writer, false);
}

/**
 * Behind those that are here. Every site is one of theirs already, the default's if nobody else's: what
 * comes without a key takes none of them. In an empty browser the file says which are whose.
 */
async function addConnections(
  writer: StateWriter,
  added: readonly FiledConnection[],
): Promise<void> {
  if (added.length === 0) return;
  await arrange(writer, (all) => [
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
