import type { Place } from '../edx/place.ts';
import type { AddressFault } from '../ibl/account/server-address.ts';
import type { Fault } from '../ibl/client/types.ts';
import type { InstructionField } from '../ibl/instruction/fields.ts';
import type { OwnMessage } from './requests.ts';
import type { SignInFault, SignInFront } from './sign-in.ts';

/* The background's replies to popup and options page. */

/** Why a request to the server was not done. */
export type InvalidInput =
  | Fault
  | { readonly kind: 'not-connected' }
  | { readonly kind: 'erasing' }
  /** Waypoint read it, but the browser has no room to store it. */
  | { readonly kind: 'no-room' };

/** The reply to a request that only says whether it was done. */
export type Done = { readonly ok: true } | { readonly ok: false; readonly why: InvalidInput };

/** What is wrong in the form, or what the server said to the test. */
export type ConnectFault =
  | Fault
  | { readonly kind: 'field'; readonly field: 'org' | 'username' | 'key' | 'mentor' }
  | { readonly kind: 'address'; readonly fault: AddressFault }
  /** The connection was disconnected, or everything was deleted, before the server answered. */
  | { readonly kind: 'stopped' }
  /** Another connection already has this address, school and user. */
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'no-permission' }
  /** The learner's organization has set this field to something else. */
  | { readonly kind: 'set-by-organization'; readonly field: 'org' | 'address' };

/** A site as the learner sees it in the list. */
export interface ListedSite {
  readonly origin: string;
  /** Who added the site: Waypoint itself, the learner, or their organization. */
  readonly from: 'waypoint' | 'learner' | 'organization';
  /**
   * Whether the site stays in the list even when it is off: Waypoint's own sites, and those that
   * the organization wants there.
   */
  readonly stays: boolean;
  /**
   * `paused`: followed again when the learner resumes; `needs-access`: the browser does not let
   * Waypoint read the site.
   */
  readonly state: 'followed' | 'off' | 'from-file' | 'paused' | 'needs-access';
  /** When a paused site is followed again by itself (ms), or null. */
  readonly pausedUntil: number | null;
  /**
   * How many accounts Waypoint knows as the learner's. 0: the site shows no names. Null: nothing is
   * known.
   */
  readonly accounts: number | null;
}

/** The unit of a course where the learner was last. */
export interface LastPlace {
  readonly place: Place;
  /** The address at which the learner can continue; null if its site is not followed. */
  readonly url: string | null;
}

/** A page that Waypoint does not read, on a site that it could read. */
export interface SiteInFront {
  readonly origin: string;
  /** `new`: not in the list, and its page is an Open edX page. */
  /**
   * `kept-out`: followed, but the browser or an organization does not let Waypoint read this page.
   */
  readonly state: 'new' | 'off' | 'from-file' | 'paused' | 'needs-access' | 'kept-out';
}

/** What the server says about the typed key, if it says anything. */
export interface KeyAdvice {
  /** Schools of the key's user, for the learner to choose from. */
  readonly schools: readonly { readonly key: string; readonly name: string }[];
  /** The user that the key belongs to, if that is not the typed one; otherwise null. */
  readonly otherUser: string | null;
  /**
   * Whether the key's user is an administrator of the school. Such a key also opens what is stored
   * for others.
   */
  readonly isAdmin: boolean;
}

export interface Replies {
  /** Id of the tab in front of the learner; null if Waypoint could not read it. */
  'now/look': number | null;
  'pause/set': null;
  'send/try-again': null;
  'send/discard': null;
  'account/confirm': null;
  'account/forget': null;
  'site/look': SiteInFront | null;
  'sites/list': readonly ListedSite[];
  'site/follow': null;
  'site/refused': null;
  'site/off': null;
  'site/remove': null;
  'site/pause': null;
  'connection/connect': { readonly ok: true } | { readonly ok: false; readonly why: ConnectFault };
  'connection/disconnect': null;
  'connection/default': null;
  'connection/remove': null;
  'connection/site': null;
  'connection/advise': KeyAdvice;
  'sign-in/end': null;
  'sign-in/look': SignInFront | null;
  'sign-in/take': { readonly ok: true } | { readonly ok: false; readonly why: SignInFault };
  /** What was read is now in the store. */
  'instruction/read': Done;
  'instruction/save':
    | Done
    | {
        readonly ok: false;
        readonly why: /** Another device changed an edited field (now stored). Nothing was sent. */
          | { readonly kind: 'changed' }
          /** The server accepted the save and stored something else in these fields. */
          | { readonly kind: 'differs'; readonly fields: readonly InstructionField[] }
          /** The text is longer than the server accepts. Nothing was sent. */
          | { readonly kind: 'too-long'; readonly field: InstructionField; readonly most: number };
      };
  /** What was read is now in the store. */
  'memory/list': Done;
  'memory/delete': null;
  /** False if one of the deletes was already done. */
  'memory/undo': boolean;
  'recovery/fresh': null;
  'sent/clear': null;
  /** The newest first; null if this browser keeps no journal. */
  'place/last': readonly LastPlace[] | null;
  /** Null if the server does not say. */
  'memory/status': boolean | null;
  'export/request': null;
  'erase/start': null;
  'erase/go-on': null;
  'course/follow': null;
  'course/never': null;
  'course/pause': null;
  'settings/import': null;
  /** False if the learner's organization has set the limit. */
  'journal/keep': boolean;
  'journal/delete': null;
}
export type ReplyTo<M extends OwnMessage> = Replies[M['type']];
