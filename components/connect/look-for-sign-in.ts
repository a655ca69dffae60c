import type { SignInFront } from '../../lib/messages/sign-in.ts';
import { ask } from '../data/ask-background.ts';

export type Offer = Exclude<SignInFront, { readonly kind: 'which-server' }>;
export type Ready = Extract<Offer, { readonly kind: 'ready' }>;

/**
 * Returns the sign-in of the page in front, or of the learner's search; null if there is none that
 * the learner can use.
 */
export async function lookForSignIn(searched: boolean): Promise<Offer | null> {
  let found = await ask({ type: 'sign-in/look', base: null, searched });
  if (found && 'bases' in found) {
    const { ownServer } = await import('../../lib/domain/registrable-domain.ts');
    const base = ownServer(found.page, found.bases);
    found = base === null ? null : await ask({ type: 'sign-in/look', base, searched });
  }
  return found && 'page' in found && found.kind !== 'which-server' ? found : null;
}
