import * as z from 'zod/mini';
import { BLOCKED_REASONS, type Report } from './edx/place.ts';
import { isSiteOrigin } from './edx/site-address.ts';
import { cleanTitle } from './edx/title.ts';
import { draftSchema } from './ibl/instruction-draft.ts';
import { JOURNAL_LIMITS } from './journal-limit.ts';
import { INSTRUCTION_FIELDS, type InstructionField } from './ibl/instruction-fields.ts';
import type { AddressFault } from './ibl/address.ts';
import type { Fault } from './ibl/http.ts';
import { settingsFile } from './settings-file.ts';

export const EXPORT_WISHES = ['start', 'look-again', 'cancel', 'taken', 'forget'] as const;
export const ERASE_NEXT = ['again', 'here-anyway', 'close'] as const;

/* Every message between the entrypoints. What arrives is parsed with these schemas before anything
 * is done with it; the types come from them. */

const key = z.string().check(z.maxLength(255));
/** A title is cleaned again here: the page's renderer is not trusted. */
const title = z.pipe(
  z.string().check(z.maxLength(1000)),
  z.transform((text) => cleanTitle(text)),
);

/** Scheme, host and port of a site that may be followed, as `URL.origin` has it. */
const site = z.string().check(
  z.maxLength(300),
  z.refine((text) => isSiteOrigin(text)),
);

/** The address of an API server, as it is kept in a connection. */
const serverAddress = z.string().check(z.maxLength(500));

const report = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('place'),
    /** Origin and path that the page had when it was read; must still be where the tab is. */
    at: z.string().check(z.maxLength(4000)),
    /** Used on legacy pages alone, whose address names no unit; must be of the same course. */
    unitKey: z.exactOptional(key),
    subsectionKey: z.exactOptional(key),
    titles: z.object({
      courseTitle: z.optional(title),
      sectionTitle: z.optional(title),
      subsectionTitle: z.optional(title),
      unitTitle: z.optional(title),
    }),
    /** Whose page it is. Only compared, as a hash: it is never stored, logged or sent. */
    account: z.exactOptional(z.string().check(z.maxLength(200))),
  }),
  /** Why the page is not read. No key, title or address comes with it. */
  z.object({ kind: z.literal('blocked'), reason: z.enum(BLOCKED_REASONS) }),
  z.object({ kind: z.literal('none') }),
]);
export type ParsedReport = z.infer<typeof report>;

/** From the content script. Each is answered with a PageOrder. */
export const pageMessage = z.discriminatedUnion('type', [
  /** A page has loaded: may it be read? */
  z.object({ type: z.literal('page/hello') }),
  /** Where the learner is now, once for each change. */
  z.object({ type: z.literal('page/report'), report }),
]);
export type PageMessage =
  | { readonly type: 'page/hello' }
  | { readonly type: 'page/report'; readonly report: Report };

/** What the content script is to do from now on; `rest` while paused: it reads nothing. */
export type PageOrder = 'read' | 'rest';

/** From the background to the content script of a tab. */
export type TabMessage =
  /** What does the page say at this moment? Answered with a PageAnswer. */
  { readonly type: 'page/ask' } | { readonly type: 'page/read' } | { readonly type: 'page/rest' };

export const pageAnswer = z.nullable(
  z.object({
    /** Origin and path of the page now. */
    at: z.string(),
    /** Null while the page is not settled. */
    report: z.nullable(report),
  }),
);
export type PageAnswer = z.infer<typeof pageAnswer>;

/** Which connection is meant; the default where none is named. */
const connectionId = z.exactOptional(z.string());

/** From popup and options page. Each says what its answer is; see Replies. */
export const ownMessage = z.discriminatedUnion('type', [
  /** The popup was opened: look at the tab in front of the learner, and send what is due. */
  z.object({ type: z.literal('now/look') }),
  /** Stop or start reading, noting and sending altogether. */
  z.object({ type: z.literal('pause/set'), paused: z.boolean() }),
  /** Forget every failure and try at once what waits. */
  z.object({ type: z.literal('send/try-again') }),
  /** Throw away what waits to be sent. */
  z.object({ type: z.literal('send/discard') }),
  /** The account that is now signed in on a site (its origin) is the learner's too. */
  z.object({ type: z.literal('account/confirm'), site: z.string().check(z.maxLength(300)) }),
  /** What is the page in front of the learner, if its site is not followed? */
  z.object({ type: z.literal('site/look') }),
  /** All sites that are known, as the list shows them. */
  z.object({ type: z.literal('sites/list') }),
  /** The site is to be followed: now, or as soon as the browser lets it be read. */
  z.object({ type: z.literal('site/follow'), origin: site }),
  /** The learner did not let the browser have the site read. */
  z.object({ type: z.literal('site/refused'), origin: site }),
  /** Read nothing of the site any more; `forget`: delete also what this browser keeps of it. */
  z.object({ type: z.literal('site/off'), origin: site, forget: z.boolean() }),
  /** Take an added site that is off from the list. */
  z.object({ type: z.literal('site/remove'), origin: site }),
  /** Read nothing of the site, and send nothing from it, until it is resumed. What waits is kept. */
  z.object({ type: z.literal('site/pause'), origin: site, paused: z.boolean() }),
  z.object({
    type: z.literal('connection/connect'),
    /** The connection that is edited; null for a new one. */
    id: z.nullable(z.string()),
    /** As typed; an empty address means ibl.ai's own. */
    address: z.string(),
    org: z.string(),
    username: z.string(),
    /** As pasted; empty keeps the stored key of the same connection. */
    key: z.string(),
  }),
  /**
   * Take the key of a connection away; `forget`: first delete what Waypoint stored there. Said again
   * while that runs, it means: keep the key until the rest is gone, or disconnect now.
   */
  z.object({ type: z.literal('connection/disconnect'), id: z.string(), forget: z.boolean() }),
  /** Delete no more, and stay connected. */
  z.object({ type: z.literal('connection/stay'), id: z.string() }),
  /** Sites that are added from now on are this connection's. */
  z.object({ type: z.literal('connection/default'), id: z.string() }),
  /** Take a disconnected one from the list. */
  z.object({ type: z.literal('connection/remove'), id: z.string() }),
  /** Places of a site (its origin) go to this connection from now on. */
  z.object({ type: z.literal('connection/site'), id: z.string(), origin: site }),
  /** What does the server say about whose key this is? After a try; the fields as there. */
  z.object({
    type: z.literal('connection/advise'),
    address: z.string(),
    org: z.string(),
    username: z.string(),
    key: z.string(),
  }),
  /** Whose sign-in to ibl.ai does the page in front show? `base`: the server found to be the page's own. */
  z.object({ type: z.literal('sign-in/look'), base: z.nullable(serverAddress) }),
  /** Take the token of the sign-in that was shown, and connect with it. */
  z.object({
    type: z.literal('sign-in/take'),
    page: z.string().check(z.maxLength(300)),
    base: serverAddress,
    org: z.string().check(z.maxLength(150)),
    username: z.string().check(z.maxLength(150)),
  }),
  z.object({ type: z.literal('instruction/read'), connectionId }),
  /** Fields as edited, each with what the edit began with; the others stay as the server has them. */
  z.object({
    type: z.literal('instruction/save'),
    connectionId,
    fields: z.partialRecord(z.enum(INSTRUCTION_FIELDS), draftSchema),
  }),
  z.object({ type: z.literal('memory/list'), connectionId }),
  /** Delete, in 10 s, what is stored about courses. Keys are as the server lists them. */
  z.object({
    type: z.literal('memory/delete'),
    connectionId,
    courses: z.array(z.object({ courseKey: z.string(), title: z.string() })),
    /** What Waypoint wrote. */
    waypoint: z.boolean(),
    /** What the school's server wrote. */
    school: z.boolean(),
    /** Also follow those that were studied here no more. */
    stop: z.boolean(),
  }),
  z.object({ type: z.literal('memory/undo'), connectionId, courses: z.array(z.string()) }),
  /** Begin anew what is stored, vital and cannot be read. The old is kept aside. */
  z.object({ type: z.literal('recovery/fresh') }),
  /** Forget the list of what was sent and of what was refused. Nothing else is touched. */
  z.object({ type: z.literal('sent/clear') }),
  /** Where can the course be taken up again? */
  z.object({ type: z.literal('course/resume'), courseKey: z.string() }),
  /** Does the server use the learner's memory at all? */
  z.object({ type: z.literal('memory/status'), connectionId }),
  /** Of the export of the chat history: begin, look for it again, stop, it was saved, throw it away. */
  z.object({
    type: z.literal('export/wish'),
    connectionId: z.string(),
    wish: z.enum(EXPORT_WISHES),
  }),
  /** Delete everything: what Waypoint wrote, what the schools wrote, and what is kept here. */
  z.object({
    type: z.literal('erase/start'),
    waypoint: z.boolean(),
    school: z.boolean(),
    here: z.boolean(),
  }),
  /** What comes after its end. */
  z.object({ type: z.literal('erase/go-on'), what: z.enum(ERASE_NEXT) }),
  /** Follow a course again that was not to be followed. */
  z.object({ type: z.literal('course/follow'), courseKey: z.string() }),
  /** Do not follow a course any more, and forget in 10 s what waits of it. */
  z.object({ type: z.literal('course/never'), courseKey: key, title }),
  /** Note and send nothing of a course until it is resumed. What waits is kept. */
  z.object({
    type: z.literal('course/pause'),
    courseKey: key,
    title,
    paused: z.boolean(),
  }),
  /** Take over what the learner chose of a settings file. */
  z.object({ type: z.literal('settings/import'), file: settingsFile }),
  /** Keep the journal so long from now on; what is older goes at once. */
  z.object({ type: z.literal('journal/keep'), limit: z.enum(JOURNAL_LIMITS) }),
  z.object({ type: z.literal('journal/delete') }),
]);
export type OwnMessage = z.infer<typeof ownMessage>;

/** Why something asked of the server was not done. */
export type Refusal = Fault | { readonly kind: 'not-connected' } | { readonly kind: 'erasing' };

/** A request that has nothing to tell but whether it was done. */
export type Done = { readonly ok: true } | { readonly ok: false; readonly why: Refusal };

/** Where in the form something is wrong, or what the server said to the test. */
export type ConnectFault =
  | Fault
  | { readonly kind: 'field'; readonly field: 'org' | 'username' | 'key' }
  | { readonly kind: 'address'; readonly fault: AddressFault }
  /** Another connection is of this address, school and user already. */
  | { readonly kind: 'twin' }
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
}

/** A page that is not read, of a site that could be. */
export interface SiteInFront {
  readonly origin: string;
  /** `new`: not in the list, and its page is one of Open edX. */
  readonly standing: 'new' | 'off' | 'from-file' | 'paused' | 'needs-access';
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
  /** The page shows something else by now. */
  | { readonly kind: 'changed' }
  /** What the page keeps as its token cannot be one. */
  | { readonly kind: 'unreadable' };

export interface Replies {
  /** The tab in front of the learner, when it could be read. */
  'now/look': number | null;
  'pause/set': null;
  'send/try-again': null;
  'send/discard': null;
  'account/confirm': null;
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
