import { USUAL_LIMIT, type JournalLimit } from '../shared/journal-retention.ts';
import { readPolicy, type Policy, type Setting } from '../store/policy/read-policy.ts';
import { settings } from '../store/items/settings.ts';

/*
 * Combines what an organization set with what the learner chose. A locked value comes before the
 * learner's choice; any other value counts only if the learner chose nothing. No choice of the
 * learner is overwritten: it counts again as soon as the lock is gone.
 */

/**
 * Returns how long the journal is kept, and whether the organization locked that, so that the
 * learner cannot change it.
 */
export async function journalLimit(): Promise<Setting<JournalLimit>> {
  const [{ journal: set }, { journal: chosen }] = await Promise.all([
    readPolicy(),
    settings.read(),
  ]);
  if (set?.locked) return set;
  return { value: chosen ?? set?.value ?? USUAL_LIMIT, locked: false };
}

/**
 * Returns a field that the organization locked to another value than this; null if there is no such
 * field.
 */
export function setOtherwise(
  { address, organization }: Policy,
  { base, org }: { readonly base: string; readonly org: string },
): 'org' | 'address' | null {
  if (address?.locked && address.value !== base) return 'address';
  return organization?.locked && organization.value !== org ? 'org' : null;
}
