import type { ListedSite } from '../../lib/messages/replies.ts';
import { accounts } from '../../lib/store/items/accounts.ts';
import { connections } from '../../lib/store/items/connections.ts';
import { deletes } from '../../lib/store/items/pending-deletes.ts';
import { watchKeys } from '../../lib/store/core/item.ts';
import { watchPolicy } from '../../lib/store/policy/watch-policy.ts';
import { watchRecords } from '../../lib/store/items/outbox-records.ts';
import { sites } from '../../lib/store/items/sites.ts';
import { tabsSeen } from '../../lib/store/items/tabs.ts';
import { watchAccess } from '../../lib/domain/permissions.ts';
import { readOverview, type Overview } from '../../lib/domain/overview.ts';
import { watchPauses } from '../../lib/domain/pauses.ts';
import { ask } from './ask-background.ts';
import { live, type Live, type Watch } from './live.ts';

/** Watches the items that exist once for each connection. */
export const watchAll =
  (prefix: string): Watch =>
  (changed) =>
    watchKeys((key) => key.startsWith(prefix), changed);

export const watchConnections: Watch = (changed) => connections.watch(changed);

export function liveOverview(): Live<Overview> {
  return live(readOverview, [
    watchPauses,
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
    watchPauses,
    (changed) => accounts.watch(changed),
    watchAccess,
    watchPolicy,
  ]);
