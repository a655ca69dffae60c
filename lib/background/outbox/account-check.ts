import type { Place } from '../../edx/place.ts';
import { accountKey } from '../../store/items/account-key.ts';
import { accounts, type SiteAccounts } from '../../store/items/accounts.ts';
import type { StateWriter } from '../state/state-writer.ts';
import { giveWay } from './withdraw-place.ts';
import { SAME_VISIT } from './fallback-places.ts';

/* A computer may be shared: places of another account are not this learner's. */

/** `unnamed`: nothing speaks against it, and nothing for it, on a site that shows names. */
export type Admitted = 'ours' | 'unnamed' | 'another';

/**
 * Whether what a site's page shows is of an account whose places are kept. The first name that is seen
 * on a site is the learner's; any other one holds the site until a known one is back, or the learner
 * says that it is them. Where no name can be read, nothing changes.
 */
export function admits(
  writer: StateWriter,
  site: string,
  name: string | undefined,
): Promise<Admitted> {
  return writer.alone(async () => {
    const known = (await accounts.read())[site];
    const { named, ours, other } = known ?? { named: false, ours: [], other: null };
    if (name === undefined) {
      if (!known) await change(site, { named, ours, other });
      return !named ? 'ours' : other === null ? 'unnamed' : 'another';
    }
    const seen = await fingerprintOf(site, name);
    if (!named) await change(site, { named: true, ours: [seen], other: null });
    if (!named || ours.includes(seen)) {
      if (other !== null) await change(site, { named, ours, other: null });
      return 'ours';
    }
    if (other !== seen) await change(site, { named, ours, other: seen });
    return 'another';
  });
}

/** The learner says that the account which was seen last is theirs too. */
export async function acceptAccount(writer: StateWriter, site: string): Promise<void> {
  await writer.alone(async () => {
    const known = (await accounts.read())[site];
    if (!known?.other) return;
    await change(site, { ...known, ours: [...known.ours, known.other], other: null });
  });
}

/** The learner takes back what they said: the next name on the site is asked about, whatever it is. */
export async function askAnew(writer: StateWriter, site: string): Promise<void> {
  await writer.alone(async () => {
    const known = (await accounts.read())[site];
    if (known?.named) await change(site, { ...known, ours: [] });
  });
}

async function change(site: string, now: SiteAccounts): Promise<void> {
  await accounts.write({ ...(await accounts.read()), [site]: now });
}

/**
 * Of a name on a site; on each site another one. Names are the same that differ only in case, or in
 * how their signs are put together: no Open edX site gives both to two people.
 */
async function fingerprintOf(site: string, name: string): Promise<string> {
  const text = new TextEncoder().encode(`${site}\n${name.normalize('NFC').toLowerCase()}`);
  return hex(new Uint8Array(await crypto.subtle.sign('HMAC', await accountKey(), text)));
}

/**
 * Nothing of another account's place is kept, also when its page told the name only after the place
 * itself. What waited before stays, or comes back.
 */
export async function holdBack(writer: StateWriter, tabId: number, place: Place): Promise<void> {
  await writer.forgetTab(tabId);
  const earliest = Date.now() - SAME_VISIT;
  await writer.recordAt(place, (record) => {
    const { waiting } = record;
    const same = waiting?.tabId === tabId && waiting.place.unitKey === place.unitKey;
    return same && waiting.at > earliest ? giveWay(record, waiting.seq) : record;
  });
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
