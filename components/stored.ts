import { accounts } from '../lib/store/accounts.ts';
import { instructionOf, memoryListOf } from '../lib/store/cache.ts';
import { connections } from '../lib/store/connections.ts';
import { deletes } from '../lib/store/deletes.ts';
import { readDrafts, rescueDrafts, watchDrafts } from '../lib/store/drafts.ts';
import { watchKeys } from '../lib/store/item.ts';
import { daysKept } from '../lib/journal-limit.ts';
import { journalDays } from '../lib/store/journal.ts';
import { readJournal, watchJournal } from '../lib/store/journal-days.ts';
import { readPolicy, watchPolicy } from '../lib/store/policy.ts';
import { listReading } from '../lib/store/reading.ts';
import { watchRecords } from '../lib/store/records.ts';
import { readRefusals } from '../lib/store/refused-log.ts';
import { readSentLog } from '../lib/store/sent-log.ts';
import { settings } from '../lib/store/settings.ts';
import { sites } from '../lib/store/sites.ts';
import { tabsSeen } from '../lib/store/tabs.ts';
import { watchAccess } from '../lib/sync/access.ts';
import { journalLimit } from '../lib/sync/policy.ts';
import { followedOrigins, readSites } from '../lib/sync/sites.ts';
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
    (changed) => tabsSeen.watch(changed),
  ]);
}

/** Connections whose drafts were looked after since this screen was opened. */
const rescued = new Set<string>();

/** The instruction as last read and what was typed since; null before the first connection. */
async function readInstructionState() {
  const connection = await currentConnection();
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

export const liveSites = () =>
  live(readSites, [(changed) => sites.watch(changed), watchAccess, watchPolicy]);

/** Origins of the sites that are followed. */
export const liveOrigins = () =>
  live(followedOrigins, [(changed) => sites.watch(changed), watchPolicy]);

export const liveLog = () =>
  live(
    async () => ({ sent: await readSentLog(), refused: await readRefusals() }),
    [watchAll('sent'), watchAll('refused')],
  );

/** What the learner's organization has set. */
export const livePolicy = () => live(readPolicy, [watchPolicy]);

const watchLimit: readonly Watch[] = [(changed) => settings.watch(changed), watchPolicy];

/** How long the journal is kept, and of which days (UTC) something is. */
export const liveKept = () =>
  live(
    async () => ({ limit: await journalLimit(), days: await journalDays() }),
    [...watchLimit, watchJournal],
  );

/** The units visited in the last so many days; never more than are kept. */
export const liveJournal = (days: number) =>
  live(async () => {
    const limit = await journalLimit();
    const most = Math.min(days, daysKept(limit.value));
    return { limit, places: most === 0 ? [] : await readJournal(most) };
  }, [...watchLimit, watchJournal]);
