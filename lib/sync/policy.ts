import { USUAL_LIMIT, type JournalLimit } from '../journal-limit.ts';
import { readPolicy } from '../store/policy.ts';
import { settings } from '../store/settings.ts';

/* Where what an organization set meets what the learner chose. Locked, it counts before the learner's
 * choice; else it stands only where they chose nothing. Nothing that they chose is written over: it
 * counts again as soon as the lock is gone. */

/** What counts, and whether the learner can change it. */
export interface Chosen<T> {
  readonly value: T;
  readonly locked: boolean;
}

/** How long the journal is kept. */
export async function journalLimit(): Promise<Chosen<JournalLimit>> {
  const [{ journal: set }, { journal: chosen }] = await Promise.all([
    readPolicy(),
    settings.read(),
  ]);
  if (set?.locked) return set;
  return { value: chosen ?? set?.value ?? USUAL_LIMIT, locked: false };
}

/** A field that the organization has set, and locked, to something else than what was typed; or null. */
export async function setOtherwise(typed: {
  base: string;
  org: string;
}): Promise<'org' | 'address' | null> {
  const { address, organization } = await readPolicy();
  if (address?.locked && address.value !== typed.base) return 'address';
  if (organization?.locked && organization.value !== typed.org) return 'org';
  return null;
}
