import type { Place } from '../../edx/place.ts';
import { accountKey } from '../../store/items/account-key.ts';
import { accounts, type SiteAccounts } from '../../store/items/accounts.ts';
import type { StateWriter } from '../state/state-writer.ts';
import { waitingIn } from '../../store/items/outbox-record.ts';
import { SAME_VISIT } from './pending-places.ts';
import { withdrawOtherAccount } from './withdraw-place.ts';

/*
 * Decides whose places are kept. Several people may share a computer, and the places of another
 * account are not this learner's.
 */

/** `unverified`: the site shows account names, but this page has not shown one yet. */
export type AccountOwner = 'ours' | 'unverified' | 'another';

/**
 * Returns whose page a site shows, by the account name on the page. The first name that Waypoint
 * sees on a site is the learner's. Any other name blocks the site until a known name is back, or
 * until the learner accepts the other account. A page without a name does not change the state of
 * its site.
 */
export function whoseAccount(
  writer: StateWriter,
  site: string,
  name: string | undefined,
): Promise<AccountOwner> {
  return writer.alone(async () => {
    const known = (await accounts.read())[site];
    const { named, ours, other } = known ?? { named: false, ours: [], other: null };
    if (name === undefined) {
      if (!known) await change(site, { named, ours, other });
      return !named ? 'ours' : other === null ? 'unverified' : 'another';
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

/**
 * Adds the other account that was seen last to the learner's accounts, and so unblocks the site.
 */
export async function acceptAccount(writer: StateWriter, site: string): Promise<void> {
  await writer.alone(async () => {
    const known = (await accounts.read())[site];
    if (!known?.other) return;
    await change(site, { ...known, ours: [...known.ours, known.other], other: null });
  });
}

/**
 * Removes the learner's accounts of a site, so that Waypoint asks about the next name that it sees
 * there, whatever the name is.
 */
export async function forgetAccounts(writer: StateWriter, site: string): Promise<void> {
  await writer.alone(async () => {
    const known = (await accounts.read())[site];
    if (known?.named) await change(site, { ...known, ours: [] });
  });
}

async function change(site: string, now: SiteAccounts): Promise<void> {
  await accounts.write({ ...(await accounts.read()), [site]: now });
}

/**
 * Returns the fingerprint of an account name, which differs from site to site. Names that differ
 * only in case or in Unicode composition count as one name: no Open edX site gives both to two
 * people.
 */
async function fingerprintOf(site: string, name: string): Promise<string> {
  const text = new TextEncoder().encode(`${site}\n${name.normalize('NFC').toLowerCase()}`);
  return hex(new Uint8Array(await crypto.subtle.sign('HMAC', await accountKey(), text)));
}

/**
 * Drops a place of another account: clears what its tab shows, and withdraws the place if the tab
 * queued it less than `SAME_VISIT` ago. A page may show its account name only after its place was
 * queued. The place that waited before stays queued, or is queued again.
 */
export async function dropOtherAccountsPlace(
  writer: StateWriter,
  tabId: number,
  place: Place,
): Promise<void> {
  await writer.forgetTab(tabId);
  const earliest = Date.now() - SAME_VISIT;
  await writer.recordAt(place, (record) => {
    const waiting = waitingIn(record);
    const same = waiting?.tabId === tabId && waiting.place.unitKey === place.unitKey;
    return same && waiting.at > earliest ? withdrawOtherAccount(record, waiting.seq) : record;
  });
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
