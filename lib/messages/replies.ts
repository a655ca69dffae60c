import type { AddressFault } from '../ibl/account/server-address.ts';
import type { Fault } from '../ibl/client/types.ts';
import type { InstructionField } from '../ibl/instruction/fields.ts';
import type { OwnMessage } from './requests.ts';
import type { SignInFault, SignInFront } from './sign-in.ts';

/* What the background answers to a screen. */

/** Why something asked of the server was not done. */
export type Refusal =
  | Fault
  | { readonly kind: 'not-connected' }
  | { readonly kind: 'erasing' }
  /** It was read, and the browser has no room to keep it. */
  | { readonly kind: 'no-room' };

/** A request that has nothing to tell but whether it was done. */
export type Done = { readonly ok: true } | { readonly ok: false; readonly why: Refusal };

/** Where in the form something is wrong, or what the server said to the test. */
export type ConnectFault =
  | Fault
  | { readonly kind: 'field'; readonly field: 'org' | 'username' | 'key' }
  | { readonly kind: 'address'; readonly fault: AddressFault }
  /** It was disconnected, or everything deleted, before the server had answered. */
  | { readonly kind: 'stopped' }
  /** Another connection is of this address, school and user already. */
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'no-permission' }
  /** Their organization has set this field to something else. */
  | { readonly kind: 'set-by-organization'; readonly field: 'org' | 'address' };

/** A site as the learner sees it in the list. */
export interface ListedSite {
  readonly origin: string;
  /** Who brought it: Waypoint itself, the learner, or those who look after their computer. */
  readonly from: 'waypoint' | 'learner' | 'organization';
  /** Stays in the list, also when it is off: Waypoint's own, and what the organization wants there. */
  readonly stays: boolean;
  /** `paused`: followed again when the learner resumes; `needs-access`: the browser does not let it be read. */
  readonly state: 'followed' | 'off' | 'from-file' | 'paused' | 'needs-access';
  /** How many accounts there are known as the learner's. 0: the site shows no names. Null: nothing is known. */
  readonly accounts: number | null;
}

/** A page that is not read, of a site that could be. */
export interface SiteInFront {
  readonly origin: string;
  /** `new`: not in the list, and its page is one of Open edX. */
  /** `kept-out`: it is followed, and the browser or an organization lets nothing be read on this page. */
  readonly standing: 'new' | 'off' | 'from-file' | 'paused' | 'needs-access' | 'kept-out';
}

/** What can be said of the key that was typed, where the server tells. */
export interface KeyAdvice {
  /** Schools of the key's user, to choose from. */
  readonly schools: readonly { readonly key: string; readonly name: string }[];
  /** Whose key it is, when that is somebody else than was typed. */
  readonly otherUser: string | null;
  /** The key's user is an administrator of the school: it opens what is stored for others too. */
  readonly isAdmin: boolean;
}

export interface Replies {
  /** The tab in front of the learner, when it could be read. */
  'now/look': number | null;
  'pause/set': null;
  'send/try-again': null;
  'send/discard': null;
  'account/confirm': null;
  'account/ask-anew': null;
  'site/look': SiteInFront | null;
  'sites/list': readonly ListedSite[];
  'site/follow': null;
  'site/refused': null;
  'site/off': null;
  'site/remove': null;
  'site/pause': null;
  'connection/connect': { readonly ok: true } | { readonly ok: false; readonly why: ConnectFault };
  'connection/disconnect': null;
  'connection/stay': null;
  'connection/default': null;
  'connection/remove': null;
  'connection/site': null;
  'connection/advise': KeyAdvice;
  'sign-in/look': SignInFront | null;
  'sign-in/take': { readonly ok: true } | { readonly ok: false; readonly why: SignInFault };
  /** What was read is in the store. */
  'instruction/read': Done;
  'instruction/save':
    | Done
    | {
        readonly ok: false;
        readonly why: /** Another device has written into an edited field: it is in the store now, nothing was sent. */
          | { readonly kind: 'changed' }
          /** The server said yes and keeps something else in these fields. */
          | { readonly kind: 'differs'; readonly fields: readonly InstructionField[] }
          /** Longer than the server takes: nothing was sent. */
          | { readonly kind: 'too-long'; readonly field: InstructionField; readonly most: number };
      };
  /** What was read is in the store. */
  'memory/list': Done;
  'memory/delete': null;
  /** False when one of them was carried out already. */
  'memory/undo': boolean;
  'recovery/fresh': null;
  'sent/clear': null;
  /** An address on a followed site; null where the course was not studied here. */
  'course/resume': string | null;
  /** Null where the server does not say. */
  'memory/status': boolean | null;
  'export/wish': null;
  'erase/start': null;
  'erase/go-on': null;
  'course/follow': null;
  'course/never': null;
  'course/pause': null;
  'settings/import': null;
  /** False when the learner's organization has set it. */
  'journal/keep': boolean;
  'journal/delete': null;
}
export type ReplyTo<M extends OwnMessage> = Replies[M['type']];
