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

/* What no default may stand for: while one of these cannot be read nothing is read, noted or sent, and
 * the learner decides. */

const VITAL = [settings, connections, sites, pauses] as const;
export const CRITICAL_KEYS = ['settings', 'connections', 'sites', 'pauses'] as const;
export type CriticalKey = (typeof CRITICAL_KEYS)[number];

/** Those that cannot be read, with what is wrong. */
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
 * Begins anew what cannot be read, in one write with the old value under another name; one that can be
 * read is left alone. It begins paused, as it may not be known any more what was turned off.
 */
export async function beginVitalsAnew(now: number): Promise<void> {
  const damaged = (await damagedCritical()).map(({ key }) => key);
  if (damaged.length === 0) return;
  const stored = await store.local.get(damaged);
  const items: Record<string, unknown> = {};
  for (const key of damaged) items[`damaged:${key}:${now}`] = stored[key];
  if (damaged.includes(sites.key)) Object.assign(items, sites.stored([]));
  if (damaged.includes(pauses.key)) Object.assign(items, pauses.stored({ sites: [], courses: [] }));
  if (damaged.includes(connections.key)) {
    Object.assign(items, connections.stored(remembered(stored[connections.key])));
    // What a key was for is not certain any more.
    await removeAllKeys();
  }
  const old = damaged.includes(settings.key)
    ? { never: [], journal: limitOf(stored[settings.key]) }
    : await settings.read();
  await put({ ...items, ...settings.stored({ ...old, paused: true }) });
}

const limited = z.object({ data: z.object({ journal: word(...JOURNAL_LIMITS) }) });

/** How long the journal is to be kept, where that can still be told: else until the learner chooses again. */
function limitOf(raw: unknown): JournalLimit {
  const parsed = limited.safeParse(raw);
  return parsed.success ? parsed.data.data.journal : 'until-deleted';
}

const kept = z.object({
  data: z.array(
    z.object({ id: z.string(), base: z.string(), org: z.string(), username: z.string() }),
  ),
});

/** Whose places and drafts are stored, as far as that can still be told: so that they stay theirs. */
function remembered(raw: unknown): Connection[] {
  const parsed = kept.safeParse(raw);
  if (!parsed.success) return [];
  return parsed.data.data.flatMap(({ id, base, org, username }): Connection[] => {
    const address = parseAddress(base);
    const same = address.ok && address.base === base;
    if (!same || !isPathPart(org) || !isPathPart(username)) return [];
    const scheme = SCHEMES[0];
    const source = { kind: 'key' } as const;
    return [{ id, base, org, username, scheme, connected: false, source, sites: [] }];
  });
}

/** All that is stored here, exactly as it is: for somebody who can read what Waypoint cannot. No key is in it. */
export async function readRaw(): Promise<Record<string, unknown>> {
  return await store.local.get(null);
}
