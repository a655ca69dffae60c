import type { ListedSite } from '../../lib/messages/replies.ts';
import { accounts } from '../../lib/store/items/accounts.ts';
import { instructionOf, memoryListOf } from '../../lib/store/items/server-cache.ts';
import { connections } from '../../lib/store/items/connections.ts';
import { deletes } from '../../lib/store/items/pending-deletes.ts';
import { readDrafts, rescueDrafts, watchDrafts } from '../../lib/store/items/drafts.ts';
import { watchKeys } from '../../lib/store/core/item.ts';
import { readJournal, watchJournal } from '../../lib/store/logs/journal-read.ts';
import { watchPolicy } from '../../lib/store/policy/watch-policy.ts';
import { listProgress } from '../../lib/store/items/list-progress.ts';
import { pauses } from '../../lib/store/items/pauses.ts';
import { watchRecords } from '../../lib/store/items/outbox-records.ts';
import { settings } from '../../lib/store/items/settings.ts';
import { sites } from '../../lib/store/items/sites.ts';
import { tabsSeen } from '../../lib/store/items/tabs.ts';
import { watchAccess } from '../../lib/domain/permissions.ts';
import { connectionOf } from '../../lib/domain/connections.ts';
import { readOverview, type Overview } from '../../lib/domain/overview.ts';
import { ask } from './ask-background.ts';
import { live, type Live, type Watch } from './live.ts';

/** Watches the items that exist once for each connection. */
const watchAll =
  (prefix: string): Watch =>
  (changed) =>
    watchKeys((key) => key.startsWith(prefix), changed);

const watchConnections: Watch = (changed) => connections.watch(changed);

export function liveOverview(): Live<Overview> {
  return live(readOverview, [
    (changed) => settings.watch(changed),
    (changed) => pauses.watch(changed),
    watchConnections,
    (changed) => watchKeys((key) => key === 'room', changed, 'session'),
    watchAll('health:'),
    watchAll('disconnecting:'),
    watchRecords,
    (changed) => deletes.watch(changed),
    (changed) => accounts.watch(changed),
    (changed) => tabsSeen.watch(changed),
    watchAccess,
  ]);
}

/** Connections whose drafts were rescued since this screen was opened. */
const rescued = new Set<string>();

/**
 * Returns the instruction as last read, with the drafts; null before the first connection.
 * @param id which connection; null for the default
 */
async function readInstructionState(id: string | null) {
  const connection = await connectionOf(id ?? undefined);
  if (!connection) return null;
  if (!rescued.has(connection.id)) {
    rescued.add(connection.id);
    await rescueDrafts(connection.id);
  }
  const [stored, drafts] = await Promise.all([
    instructionOf(connection.id).read(),
    readDrafts(connection.id),
  ]);
  return { connection, stored, drafts };
}
export type InstructionState = NonNullable<Awaited<ReturnType<typeof readInstructionState>>>;

export const liveInstruction = (id: string | null) =>
  live(() => readInstructionState(id), [watchConnections, watchAll('instruction:'), watchDrafts]);

/** Returns the list as last read; null before the first connection or before the first read. */
async function readList(id: string | null) {
  const connection = await connectionOf(id ?? undefined);
  return connection && (await memoryListOf(connection.id).read());
}

/** Returns how much of the list has been read; null unless the list takes more than one page. */
export const liveReading = () =>
  live(() => listProgress.read(), [(changed) => listProgress.watch(changed)]);

export const liveMemory = (id: string | null) =>
  live(() => readList(id), [watchConnections, watchAll('memory:')]);

/** Returns the sites as the worker lists them: the policy's code is too large for the popup. */
async function readSites(): Promise<readonly ListedSite[]> {
  // Throws here if the stored sites cannot be read, so that the panel says so.
  await sites.read();
  const listed = await ask({ type: 'sites/list' });
  return 'why' in listed ? [] : listed;
}

export const liveSites = () =>
  live(readSites, [
    (changed) => sites.watch(changed),
    (changed) => pauses.watch(changed),
    (changed) => accounts.watch(changed),
    watchAccess,
    watchPolicy,
  ]);

/** Returns the units visited in the last `days` days. */
export const liveJournal = (days: number) => live(() => readJournal(days), [watchJournal]);
