import type { Place } from '../edx/place.ts';
import { accounts } from '../store/accounts.ts';
import type { Ledger } from './ledger.ts';
import { giveWay } from './take-back.ts';
import { SAME_VISIT } from './set-aside.ts';

/* A computer may be shared: places of another account are not this learner's. */

/** `unnamed`: nothing speaks against it, and nothing for it, on a site that shows names. */
export type Admitted = 'ours' | 'unnamed' | 'another';

/**
 * Whether what a site's page shows is of the account whose places are kept. The first name that is seen
 * on a site is that account's; another one holds the site until the first is back, or the learner says
 * that it is them. Where no name can be read, nothing changes.
 */
export function admits(ledger: Ledger, site: string, name: string | undefined): Promise<Admitted> {
  return ledger.alone(async () => {
    const all = await accounts.read();
    const known = all[site];
    if (name === undefined) return !known ? 'ours' : known.other === null ? 'unnamed' : 'another';
    const salt = known?.salt ?? hex(crypto.getRandomValues(new Uint8Array(16)));
    const text = new TextEncoder().encode(salt + name);
    const seen = hex(new Uint8Array(await crypto.subtle.digest('SHA-256', text)));
    const hash = known?.hash ?? seen;
    const other = seen === hash ? null : seen;
    if (!known || known.other !== other) {
      await accounts.write({ ...all, [site]: { salt, hash, other } });
    }
    return other === null ? 'ours' : 'another';
  });
}

/** The learner says that the account which was seen last is theirs too. */
export async function acceptAccount(ledger: Ledger, site: string): Promise<void> {
  await ledger.alone(async () => {
    const all = await accounts.read();
    const known = all[site];
    if (!known?.other) return;
    await accounts.write({ ...all, [site]: { ...known, hash: known.other, other: null } });
  });
}

/**
 * Nothing of another account's place is kept, also when its page told the name only after the place
 * itself. What waited before stays, or comes back.
 */
export async function holdBack(ledger: Ledger, tabId: number, place: Place): Promise<void> {
  await ledger.forgetTab(tabId);
  const earliest = Date.now() - SAME_VISIT;
  await ledger.recordAt(place, (record) => {
    const { waiting } = record;
    const same = waiting?.tabId === tabId && waiting.place.unitKey === place.unitKey;
    return same && waiting.at > earliest ? giveWay(record, waiting.seq) : record;
  });
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
