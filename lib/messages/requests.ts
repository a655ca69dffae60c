import * as z from 'zod/mini';
import { draftSchema } from '../ibl/instruction/draft.ts';
import type { InstructionField } from '../ibl/instruction/fields.ts';
import { JOURNAL_LIMITS } from '../shared/journal-retention.ts';
import { settingsFile } from '../settings-file.ts';
import { connectionId, key, serverAddress, site, title } from './fields.ts';

const draft = z.exactOptional(draftSchema);

export const EXPORT_WISHES = ['start', 'look-again', 'cancel', 'taken', 'forget'] as const;
export const ERASE_NEXT = ['stop', 'again', 'here-anyway', 'close'] as const;

/**
 * From popup and options page, parsed before anything is done with it. What the answer to each is:
 * Replies.
 */
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
  /** Which accounts on a site are the learner's is to be asked anew. */
  z.object({ type: z.literal('account/ask-anew'), site }),
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
    fields: z.object({
      about_user: draft,
      mentor_tone: draft,
      profession: draft,
      desired_mentor_traits: draft,
      content: draft,
    } satisfies Record<InstructionField, typeof draft>),
  }),
  z.object({ type: z.literal('memory/list'), connectionId }),
  /** Delete, in 10 s, what is stored about courses. Keys are as the server lists them. */
  z.object({
    type: z.literal('memory/delete'),
    connectionId,
    courses: z.readonly(z.array(z.object({ courseKey: z.string(), title: z.string() }))),
    /** What Waypoint wrote. */
    waypoint: z.boolean(),
    /** What the school's server wrote. */
    school: z.boolean(),
    /** Also follow those that were studied here no more. */
    stop: z.boolean(),
  }),
  z.object({ type: z.literal('memory/undo'), connectionId, courses: z.array(z.string()) }),
  /** Begin anew what is stored, critical and cannot be read. The old is kept aside. */
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
    /** What Waypoint wrote, on every server that is connected. */
    waypoint: z.boolean(),
    /** What the schools' servers wrote. */
    school: z.boolean(),
    /** All that is kept in this browser. */
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

type Of<T extends OwnMessage['type']> = Omit<Extract<OwnMessage, { type: T }>, 'type'>;
export type DeleteRequest = Of<'memory/delete'>;
export type DeleteEverythingRequest = Of<'erase/start'>;
