import { browser } from '../browser.ts';
import { connections } from './connections.ts';
import { removeAllKeys } from './keys.ts';
import { DamagedItem } from './shape.ts';
import { settings } from './settings.ts';
import { sites } from './sites.ts';

/* What no default may stand for: while one of these cannot be read nothing is read, noted or sent, and
 * the learner decides. */

const VITAL = [settings, connections, sites] as const;
export const VITAL_KEYS = ['settings', 'connections', 'sites'] as const;
export type VitalKey = (typeof VITAL_KEYS)[number];

/** Those that cannot be read, with what is wrong. */
export async function damagedVitals(): Promise<DamagedItem[]> {
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
 * Begins anew what cannot be read. The old value is kept under another name, beside any that was kept
 * before; one that can be read is left alone. Without its connection a key is of no use: it goes.
 */
export async function beginVitalsAnew(now: number): Promise<void> {
  for (const { key } of await damagedVitals()) {
    const raw = (await browser.storage.local.get(key))[key];
    await browser.storage.local.set({ [`damaged:${key}:${now}`]: raw });
    if (key === connections.key) await removeAllKeys();
    await browser.storage.local.remove(key);
  }
}

/** All that is stored here, exactly as it is: for somebody who can read what Waypoint cannot. No key is in it. */
export async function readRaw(): Promise<Record<string, unknown>> {
  return await browser.storage.local.get(null);
}
