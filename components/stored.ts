import { accounts } from '../lib/store/accounts.ts';
import { instructionOf, memoryListOf } from '../lib/store/cache.ts';
import { connections } from '../lib/store/connections.ts';
import { deletes } from '../lib/store/deletes.ts';
import { readDrafts, watchDrafts } from '../lib/store/drafts.ts';
import { watchKeys } from '../lib/store/item.ts';
import { readJournal, watchJournal } from '../lib/store/journal-days.ts';
import { listReading } from '../lib/store/reading.ts';
import { watchRecords } from '../lib/store/records.ts';
import { readSentLog } from '../lib/store/sent-log.ts';
import { settings } from '../lib/store/settings.ts';
import { currentConnection } from '../lib/sync/connection.ts';
import { readOverview, type Overview } from '../lib/sync/status.ts';
import { live, type Live, type Watch } from './live.ts';

/** Items of which there is one for each connection. */
const watchAll =
  (prefix: string): Watch =>
  (changed) =>
    watchKeys((key) => key.startsWith(prefix), changed);

const watchConnections: Watch = (changed) => connections.watch(changed);

export function liveOverview(): Live<Overview> {
  return live(readOverview, [
    (changed) => settings.watch(changed),
    watchConnections,
    watchAll('health:'),
    watchRecords,
    (changed) => deletes.watch(changed),
    (changed) => accounts.watch(changed),
  ]);
}

/** The instruction as last read and what was typed since; null before the first connection. */
async function readInstructionState() {
  const connection = await currentConnection();
  if (!connection) return null;
  const [stored, drafts] = await Promise.all([
    instructionOf(connection.id).read(),
    readDrafts(connection.id),
  ]);
  return { connection, stored, drafts };
}
export type InstructionState = NonNullable<Awaited<ReturnType<typeof readInstructionState>>>;

export const liveInstruction = () =>
  live(readInstructionState, [watchConnections, watchAll('instruction:'), watchDrafts]);

/** The list as last read; null before the first connection, or before the first reading. */
async function readList() {
  const connection = await currentConnection();
  return connection && (await memoryListOf(connection.id).read());
}

/** How much of the list is read; null unless it takes more than one page. */
export const liveReading = () =>
  live(() => listReading.read(), [(changed) => listReading.watch(changed)]);

export const liveMemory = () => live(readList, [watchConnections, watchAll('memory:')]);

/** The units visited in the last so many days. */
export const liveJournal = (days: number) => live(() => readJournal(days), [watchJournal]);

/** Both rings and their counter: every request changes the counter. */
export const liveSentLog = () => live(readSentLog, [watchAll('sent-count')]);
