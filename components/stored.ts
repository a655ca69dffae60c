import { accounts } from '../lib/store/accounts.ts';
import { instructionOf, memoryListOf } from '../lib/store/cache.ts';
import { connections } from '../lib/store/connections.ts';
import { deletes } from '../lib/store/deletes.ts';
import { readDrafts, watchDrafts } from '../lib/store/drafts.ts';
import { watchKeys } from '../lib/store/item.ts';
import { watchRecords } from '../lib/store/records.ts';
import { readRefusals } from '../lib/store/refused-log.ts';
import { readSentLog } from '../lib/store/sent-log.ts';
import { settings } from '../lib/store/settings.ts';
import { sites } from '../lib/store/sites.ts';
import { watchAccess } from '../lib/sync/access.ts';
import { readSites } from '../lib/sync/sites.ts';
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
    (changed) => watchKeys((key) => key === 'room', changed, 'session'),
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

export const liveMemory = () => live(readList, [watchConnections, watchAll('memory:')]);

export const liveSites = () => live(readSites, [(changed) => sites.watch(changed), watchAccess]);

export const liveLog = () =>
  live(
    async () => ({ sent: await readSentLog(), refused: await readRefusals() }),
    [watchAll('sent'), watchAll('refused')],
  );
