import type { Fault } from '../ibl/client/types.ts';

/* What the background says about a sign-in to ibl.ai. */

/** A page of ibl.ai in front of the learner. */
export type SignInFront =
  /** Ask again with the one of these servers that is on the page's registrable domain. */
  | {
      readonly kind: 'which-server';
      readonly page: string;
      readonly bases: readonly string[];
    }
  | { readonly kind: 'signed-out'; readonly page: string }
  /** The page has items that ibl.ai's pages do not write. */
  | { readonly kind: 'unreadable'; readonly page: string }
  /**
   * The sign-in is for another school or server than the learner's organization has set and locked.
   */
  | { readonly kind: 'other-school'; readonly page: string }
  /** The page does not say at which school the user is. */
  | { readonly kind: 'no-school'; readonly page: string; readonly username: string }
  | {
      readonly kind: 'ready';
      readonly page: string;
      /** The only server that the token goes to. */
      readonly base: string;
      readonly org: string;
      /** The school's own name, if Waypoint was connected there before; null otherwise. */
      readonly name: string | null;
      readonly username: string;
      /** When the token expires (ms since 1970); null if the page does not say. */
      readonly until: number | null;
      /**
       * Whether the same school and user are already connected. This token then replaces theirs.
       */
      readonly renews: boolean;
    };

/** Why Waypoint did not take a sign-in. */
export type SignInFault =
  | Fault
  | { readonly kind: 'no-permission' }
  /** The learner's organization has set another school or server. */
  | { readonly kind: 'set-by-organization'; readonly field: 'org' | 'address' }
  /** The connection was disconnected, or everything was deleted, before the server answered. */
  | { readonly kind: 'stopped' }
  /** The page now shows something else. */
  | { readonly kind: 'changed' }
  /** What the page stores as its token cannot be a token. */
  | { readonly kind: 'unreadable' };
