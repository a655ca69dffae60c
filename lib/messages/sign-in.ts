import type { Fault } from '../ibl/client/types.ts';

/* What the background says of a sign-in to ibl.ai. */

/** A page of ibl.ai in front of the learner. */
export type SignInFront =
  /** To be asked again with the one of these servers that is of the page's registrable domain. */
  | {
      readonly kind: 'which-server';
      readonly page: string;
      readonly bases: readonly string[];
    }
  | { readonly kind: 'signed-out'; readonly page: string }
  /** What is there is not what ibl.ai's pages write. */
  | { readonly kind: 'unreadable'; readonly page: string }
  /** Of another school or server than the learner's organization has set, and locked. */
  | { readonly kind: 'other-school'; readonly page: string }
  /** No sign-in can be taken; `elsewhere`: as the API server is of another registrable domain. */
  | {
      readonly kind: 'names';
      readonly page: string;
      readonly elsewhere: boolean;
      readonly org: string | null;
      readonly username: string | null;
    }
  | {
      readonly kind: 'ready';
      readonly page: string;
      /** The one server that the token goes to. */
      readonly base: string;
      readonly org: string;
      readonly username: string;
      /** Until when it works (ms since 1970), where the page says. */
      readonly until: number | null;
      /** The same school and user are connected already: this goes in the place of what they have. */
      readonly renews: boolean;
    };

/** Why a sign-in was not taken. */
export type SignInFault =
  | Fault
  | { readonly kind: 'no-permission' }
  /** Their organization has set another school or server. */
  | { readonly kind: 'set-by-organization'; readonly field: 'org' | 'address' }
  /** It was disconnected, or everything deleted, before the server had answered. */
  | { readonly kind: 'stopped' }
  /** The page shows something else by now. */
  | { readonly kind: 'changed' }
  /** What the page keeps as its token cannot be one. */
  | { readonly kind: 'unreadable' };
