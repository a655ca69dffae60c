import { USUAL_LIMIT, type JournalLimit } from '../shared/journal-retention.ts';
import { readPolicy, type Policy, type Setting } from '../store/policy/read-policy.ts';
import { settings } from '../store/items/settings.ts';

/* Where what an organization set meets what the learner chose. Locked, it counts before the learner's
 * choice; else it stands only where they chose nothing. Nothing that they chose is written over: it
 * counts again as soon as the lock is gone. */

/** How long the journal is kept. Locked, the learner cannot change it. */
export async function journalLimit(): Promise<Setting<JournalLimit>> {
  const [{ journal: set }, { journal: chosen }] = await Promise.all([
    readPolicy(),
    settings.read(),
  ]);
  if (set?.locked) return set;
  return { value: chosen ?? set?.value ?? USUAL_LIMIT, locked: false };
}

/** A field that the organization has set, and locked, to something else than this; or null. */
export function setOtherwise(
  { address, organization }: Policy,
  { base, org }: { readonly base: string; readonly org: string },
): 'org' | 'address' | null {
  if (address?.locked && address.value !== base) return 'address';
  return organization?.locked && organization.value !== org ? 'org' : null;
}
