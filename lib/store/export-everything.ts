import type { Place } from '../edx/place.ts';
import { accounts } from './items/accounts.ts';
import { instructionOf, memoryListOf } from './items/server-cache.ts';
import { exportOf } from './items/chat-exports.ts';
import { connections, healthOf, type Connection } from './items/connections.ts';
import { decodeOr } from './core/damaged-items.ts';
import { deletes } from './items/pending-deletes.ts';
import { readDrafts } from './items/drafts.ts';
import { firstRun } from './items/first-steps.ts';
import { firstSaveShown } from './items/first-save-shown.ts';
import { store, type Area } from './core/storage-area.ts';
import { journalShape } from './logs/journal.ts';
import { jsonParts, pause } from './json-chunks.ts';
import { allKeys } from './items/api-keys.ts';
import { erasureOf } from './items/delete-everything.ts';
import { connectionIn } from './remove-orphans.ts';
import { pauses } from './items/pauses.ts';
import { readRecords } from './items/outbox-records.ts';
import { readInvalidInputs } from './core/invalid-input-log.ts';
import { readRequestLog } from './logs/request-log.ts';
import { settings } from './items/settings.ts';
import { sites } from './items/sites.ts';
import { tabsSeen } from './items/tabs.ts';

/*
 * Exports everything that this browser keeps as one file for the learner. docs/your-data.md
 * describes each field.
 */

/**
 * Items that have a field of their own in the file. All items of a known connection have one too.
 * Every other item goes into `other` as it is stored.
 */
const PARTS =
  /^(?:connections|settings|sites|pauses|accounts|deletes|first-run|first-save-shown|refused|sent-count|tabs)$|^(?:journal|sent):/;

async function ofConnection(connection: Connection) {
  const { id } = connection;
  const records = Array.from(await readRecords(id), ([courseKey, record]) => ({
    courseKey,
    ...record,
  }));
  return {
    ...connection,
    health: await healthOf(id).read(),
    disconnecting: await erasureOf(id).read(),
    instruction: await instructionOf(id).read(),
    drafts: await readDrafts(id),
    memories: await memoryListOf(id).read(),
    records,
    export: await exportOf(id).read(),
  };
}

/**
 * Returns items as they are stored. Reads one by one, because reading all at once would block the
 * page for long.
 */
async function raw(keys: readonly string[], area: Area = 'local') {
  const items: Record<string, unknown> = {};
  for (const key of keys) {
    Object.assign(items, await store[area].get(key));
    await pause();
  }
  return items;
}

/** @param version the version of Waypoint */
async function readEverything(version: string, now: number) {
  const local = await store.local.keys();
  /**
   * Reads a critical item. If the item cannot be read, `value` is null and `left` has the item as
   * it is stored.
   */
  const critical = async <T>(part: { key: string; read(): Promise<T> }) => {
    const value = await part.read().catch(() => null);
    return { value, left: value === null ? await raw([part.key]) : {} };
  };
  const known = await critical(connections);
  const chosen = await critical(settings);
  const listed = await critical(sites);
  const paused = await critical(pauses);
  const days = await raw(local.filter((key) => key.startsWith('journal:')).toSorted());
  const journal: Place[] = [];
  for (const [key, day] of Object.entries(days)) {
    journal.push(...(await decodeOr(() => [], key, journalShape, day)));
    await pause();
  }
  const ids = known.value?.map(({ id }) => id) ?? [];
  const isOther = (key: string) => !PARTS.test(key) && !ids.includes(connectionIn(key) ?? '');
  const session = await raw((await store.session.keys()).filter(isOther), 'session');
  const others = { ...session, ...(await raw(local.filter(isOther))) };
  return {
    file: 'waypoint-everything',
    format: 1,
    waypoint: version,
    madeAt: new Date(now).toISOString(),
    connections: known.value && (await Promise.all(known.value.map(ofConnection))),
    settings: chosen.value,
    sites: listed.value,
    pauses: paused.value,
    accounts: await accounts.read(),
    firstRun: await firstRun.read(),
    firstSaveShown: await firstSaveShown.read(),
    journal,
    sent: await readRequestLog(),
    refused: await readInvalidInputs(),
    deletes: await deletes.read(),
    tabs: (await tabsSeen.read()).tabs,
    other: { ...known.left, ...chosen.left, ...listed.left, ...paused.left, ...others },
  };
}

/**
 * Returns everything as a JSON file. Replaces each API key with `…` wherever it stands, also where
 * a learner typed or pasted a key into a field that is not for keys.
 */
export async function everything(version: string, now = Date.now()): Promise<Blob> {
  const parts = await jsonParts(await readEverything(version, now), await allKeys());
  return new Blob(parts, { type: 'application/json' });
}
