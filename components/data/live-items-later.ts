import { connectionOf } from '../../lib/domain/connections.ts';
import { readDrafts, rescueDrafts, watchDrafts } from '../../lib/store/items/drafts.ts';
import { listProgress } from '../../lib/store/items/list-progress.ts';
import { instructionOf, memoryListOf } from '../../lib/store/items/server-cache.ts';
import { readJournal, watchJournal } from '../../lib/store/logs/journal-read.ts';
import { live } from './live.ts';
import { watchAll, watchConnections } from './live-items.ts';

/* Stored items that the popup shows only in its other tabs, so it does not load them at its start. */

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

/** Returns the units visited in the last `days` days. */
export const liveJournal = (days: number) => live(() => readJournal(days), [watchJournal]);
