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
import { unfollow } from '../following/unfollow-course.ts';

/**
 * Applies what a settings file has and this browser does not. The same import again changes nothing
 * more.
 */
export async function importSettings(writer: StateWriter, file: SettingsFile): Promise<void> {
  const changes = changesOf(file, await readChosen());
  const {
    paused,
    sites: filed = [],
    connections: added = [],
    neverFollowed = [],
    journal,
  } = fileWith(changes);
  // A pause comes first, so that nothing is read meanwhile. A resume comes last.
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
  await unfollow(writer, neverFollowed);
  if (journal !== undefined) await keepJournal(writer, journal);
  if (paused === false) await pauseAll(writer, false);
}

/**
 * Adds connections of a file behind those that are here. They come without a key and get no site,
 * because every site belongs to a connection that is here. In an empty browser, the file says which
 * sites belong to which connection.
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
      name: null,
      username,
      scheme: SCHEMES[0],
      connected: false,
      source: { kind: 'key' },
      sites: all.length === 0 ? [...wanted] : [],
      mentor: null,
    })),
  ]);
}
