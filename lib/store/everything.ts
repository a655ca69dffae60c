import { browser } from '../browser.ts';
import { accounts } from './accounts.ts';
import { instructionOf, memoryListOf } from './cache.ts';
import { exportOf } from './chat-exports.ts';
import { connections, healthOf, type Connection } from './connections.ts';
import { decodeOr } from './damage.ts';
import { deletes } from './deletes.ts';
import { readDrafts } from './drafts.ts';
import { greeted } from './greeted.ts';
import { journalShape } from './journal.ts';
import { allKeys } from './keys.ts';
import { readRecords } from './records.ts';
import { readRefusals } from './refused-log.ts';
import { readSentLog } from './sent-log.ts';
import { settings } from './settings.ts';
import { sites } from './sites.ts';
import { tabsSeen } from './tabs.ts';

/* All that is kept in this browser, as one file for the learner. docs/your-data.md tells of each field. */

/** Items that have a part of their own; every other one is given as it is stored. */
const PARTS =
  /^(?:connections|settings|sites|accounts|deletes|greeted|refused|sent-count)$|^(?:courses|record|health|instruction|memory|draft|export|journal|sent):/;

async function ofConnection(connection: Connection) {
  const { id } = connection;
  const records = Array.from(await readRecords(id), ([courseKey, record]) => ({
    courseKey,
    ...record,
  }));
  return {
    ...connection,
    health: await healthOf(id).read(),
    instruction: await instructionOf(id).read(),
    drafts: await readDrafts(id),
    memories: await memoryListOf(id).read(),
    records,
    export: await exportOf(id).read(),
  };
}

/** @param version of Waypoint */
async function readEverything(version: string, now: number) {
  const raw = await browser.storage.local.get(null);
  /** Null for what cannot be read; then it stands among the rest, as it is. */
  const vital = async <T>(part: { key: string; read(): Promise<T> }) => {
    const value = await part.read().catch(() => null);
    return { value, left: value === null && part.key in raw ? { [part.key]: raw[part.key] } : {} };
  };
  const known = await vital(connections);
  const chosen = await vital(settings);
  const listed = await vital(sites);
  const days = Object.keys(raw).filter((key) => key.startsWith('journal:'));
  const journal = await Promise.all(
    days.toSorted().map((key) => decodeOr(() => [], key, journalShape, raw[key])),
  );
  const others = Object.entries(raw).filter(([key]) => !PARTS.test(key));
  return {
    file: 'waypoint-everything',
    format: 1,
    waypoint: version,
    madeAt: new Date(now).toISOString(),
    connections: known.value && (await Promise.all(known.value.map(ofConnection))),
    settings: chosen.value,
    sites: listed.value,
    accounts: await accounts.read(),
    greeted: await greeted.read(),
    journal: journal.flat(),
    sent: await readSentLog(),
    refused: await readRefusals(),
    deletes: await deletes.read(),
    tabs: (await tabsSeen.read()).tabs,
    other: { ...known.left, ...chosen.left, ...listed.left, ...Object.fromEntries(others) },
  };
}

/** As text. A key that somebody typed or pasted where it does not belong is taken out of there too. */
export async function everything(version: string, now = Date.now()): Promise<string> {
  const [all, keys] = [await readEverything(version, now), await allKeys()];
  const without = (text: string) => keys.reduce((rest, key) => rest.replaceAll(key, '…'), text);
  return JSON.stringify(
    all,
    (_, value: unknown) => (typeof value === 'string' ? without(value) : value),
    2,
  );
}
