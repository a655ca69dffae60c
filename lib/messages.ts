import * as z from 'zod/mini';
import { BLOCKED_REASONS, type Report } from './edx/place.ts';
import { isSiteOrigin } from './edx/site-address.ts';
import { cleanTitle } from './edx/title.ts';
import { draftSchema } from './ibl/instruction-draft.ts';
import { INSTRUCTION_FIELDS, type InstructionField } from './ibl/instruction-fields.ts';
import type { AddressFault } from './ibl/address.ts';
import type { Fault } from './ibl/http.ts';

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
  /** The site is to be followed: now, or as soon as the browser lets it be read. */
  z.object({ type: z.literal('site/follow'), origin: site }),
  /** The learner did not let the browser have the site read. */
  z.object({ type: z.literal('site/refused'), origin: site }),
  /** Read nothing of the site any more; `forget`: delete also what this browser keeps of it. */
  z.object({ type: z.literal('site/off'), origin: site, forget: z.boolean() }),
  /** Take an added site that is off from the list. */
  z.object({ type: z.literal('site/remove'), origin: site }),
  z.object({
    type: z.literal('connection/connect'),
    /** As typed; an empty address means ibl.ai's own. */
    address: z.string(),
    org: z.string(),
    username: z.string(),
    /** As pasted; empty keeps the stored key of the same connection. */
    key: z.string(),
  }),
  z.object({ type: z.literal('connection/disconnect') }),
  z.object({ type: z.literal('instruction/read') }),
  /** Fields as edited, each with what the edit began with; the others stay as the server has them. */
  z.object({
    type: z.literal('instruction/save'),
    fields: z.partialRecord(z.enum(INSTRUCTION_FIELDS), draftSchema),
  }),
  z.object({ type: z.literal('memory/list') }),
  /** Delete, in 10 s, what is stored about courses. Keys are as the server lists them. */
  z.object({
    type: z.literal('memory/delete'),
    courses: z.array(z.object({ courseKey: z.string(), title: z.string() })),
    /** What Waypoint wrote. */
    waypoint: z.boolean(),
    /** What the school's server wrote. */
    school: z.boolean(),
    /** Also follow those that were studied here no more. */
    stop: z.boolean(),
  }),
  z.object({ type: z.literal('memory/undo'), courses: z.array(z.string()) }),
  /** Does the server of this connection use the learner's memory at all? */
  z.object({ type: z.literal('memory/status'), connection: z.string() }),
  /** Of the export of the chat history: begin, look for it again, stop, it was saved, throw it away. */
  z.object({
    type: z.literal('export/wish'),
    connection: z.string(),
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
  | { readonly kind: 'no-permission' };

/** A page that is not read, of a site that could be. */
export interface SiteInFront {
  readonly origin: string;
  /** `new`: not in the list, and its page is one of Open edX. */
  readonly standing: 'new' | 'off' | 'needs-access';
}

export interface Replies {
  /** The tab in front of the learner, when it could be read. */
  'now/look': number | null;
  'pause/set': null;
  'send/try-again': null;
  'send/discard': null;
  'account/confirm': null;
  'site/look': SiteInFront | null;
  'site/follow': null;
  'site/refused': null;
  'site/off': null;
  'site/remove': null;
  'connection/connect': { readonly ok: true } | { readonly ok: false; readonly why: ConnectFault };
  'connection/disconnect': null;
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
  /** Null where the server does not say. */
  'memory/status': boolean | null;
  'export/wish': null;
  'erase/start': null;
  'erase/go-on': null;
  'course/follow': null;
}
export type ReplyTo<M extends OwnMessage> = Replies[M['type']];
