import * as z from 'zod/mini';
import { store } from './core/storage-area.ts';
import { parseAddress } from '../ibl/account/server-address.ts';
import { isPathPart } from '../ibl/client/paths.ts';
import { SCHEMES } from '../ibl/client/auth-schemes.ts';
import { JOURNAL_LIMITS, type JournalLimit } from '../shared/journal-retention.ts';
import { word } from '../shared/schema.ts';
import { connections, type Connection } from './items/connections.ts';
import { removeAllKeys } from './items/api-keys.ts';
import { pauses } from './items/pauses.ts';
import { put } from './core/quota.ts';
import { DamagedItem } from './core/versioned.ts';
import { settings } from './items/settings.ts';
import { sites } from './items/sites.ts';

/*
 * Critical items: stored items without a default. While one of them cannot be read, Waypoint reads,
 * records and sends nothing, and the learner decides.
 */

const VITAL = [settings, connections, sites, pauses] as const;
export const CRITICAL_KEYS = ['settings', 'connections', 'sites', 'pauses'] as const;

/** Returns an error for each critical item that cannot be read. */
export async function damagedCritical(): Promise<DamagedItem[]> {
  const found = await Promise.all(
    VITAL.map((item) =>
      item.read().then(
        () => null,
        (error: unknown) => error,
      ),
    ),
  );
  return found.filter((error) => error instanceof DamagedItem);
}

/**
 * Resets the critical items that cannot be read, and keeps each old value under
 * `damaged:<key>:<now>`, in one write. Items that can be read stay as they are. Also pauses
 * everything, because Waypoint may no longer know what the learner turned off.
 */
export async function resetCriticalItems(now: number): Promise<void> {
  const damaged = (await damagedCritical()).map(({ key }) => key);
  if (damaged.length === 0) return;
  const stored = await store.local.get(damaged);
  const items: Record<string, unknown> = {};
  for (const key of damaged) items[`damaged:${key}:${now}`] = stored[key];
  if (damaged.includes(sites.key)) Object.assign(items, sites.stored([]));
  if (damaged.includes(pauses.key)) Object.assign(items, pauses.stored({ sites: [], courses: [] }));
  if (damaged.includes(connections.key)) {
    Object.assign(items, connections.stored(remembered(stored[connections.key])));
    // Nobody knows for certain any longer which connection each key was for.
    await removeAllKeys();
  }
  const old = damaged.includes(settings.key)
    ? { never: [], journal: limitOf(stored[settings.key]) }
    : await settings.read();
  await put({ ...items, ...settings.stored({ ...old, pause: { end: null } }) });
}

const limited = z.object({ data: z.object({ journal: word(...JOURNAL_LIMITS) }) });

/**
 * Returns how long to keep the journal if the damaged settings still say so. Otherwise returns
 * `until-deleted`, so that Waypoint deletes no day before the learner chooses again.
 */
function limitOf(raw: unknown): JournalLimit {
  const parsed = limited.safeParse(raw);
  return parsed.success ? parsed.data.data.journal : 'until-deleted';
}

const kept = z.object({
  data: z.array(
    z.object({ id: z.string(), base: z.string(), org: z.string(), username: z.string() }),
  ),
});

/**
 * Returns the connections that a damaged list still names, disconnected and without sites. Stored
 * places and drafts keep their owner that way.
 */
function remembered(raw: unknown): Connection[] {
  const parsed = kept.safeParse(raw);
  if (!parsed.success) return [];
  return parsed.data.data.flatMap(({ id, base, org, username }): Connection[] => {
    const address = parseAddress(base);
    const same = address.ok && address.base === base;
    if (!same || !isPathPart(org) || !isPathPart(username)) return [];
    const scheme = SCHEMES[0];
    const source = { kind: 'key' } as const;
    const rest = { name: null, scheme, connected: false, source, sites: [], mentor: null };
    return [{ id, base, org, username, ...rest }];
  });
}

/**
 * Returns everything in storage.local exactly as it is stored, for somebody who can read what
 * Waypoint cannot. No key is in it.
 */
export async function readRaw(): Promise<Record<string, unknown>> {
  return await store.local.get(null);
}
