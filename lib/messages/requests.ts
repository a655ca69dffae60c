import * as z from 'zod/mini';
import { short, word } from '../shared/schema.ts';
import { draftSchema } from '../ibl/instruction/draft.ts';
import type { InstructionField } from '../ibl/instruction/fields.ts';
import { JOURNAL_LIMITS } from '../shared/journal-retention.ts';
import { settingsFile } from '../settings-file.ts';
import { connectionId, key, length, searched, serverAddress, site, title } from './fields.ts';

const draft = z.exactOptional(draftSchema);

export const EXPORT_REQUESTS = ['start', 'look-again', 'cancel', 'taken', 'forget'] as const;
export const ERASE_NEXT = ['stop', 'again', 'here-anyway', 'close'] as const;

/**
 * Messages from popup and options page, parsed before anything else happens with them. `Replies`
 * has the reply to each.
 */
export const ownMessage = z.discriminatedUnion('type', [
  /** The popup was opened: look at the tab in front of the learner, and send what is due. */
  z.object({ type: z.literal('now/look') }),
  /** Pause or resume all reading, recording and sending. */
  z.object({ type: z.literal('pause/set'), paused: z.boolean(), length }),
  /** Clear every failure and try at once to send what waits. */
  z.object({ type: z.literal('send/try-again') }),
  /** Discard what waits to be sent. */
  z.object({ type: z.literal('send/discard') }),
  /** The account that is now signed in on a site (its origin) is the learner's too. */
  z.object({ type: z.literal('account/confirm'), site: short(300) }),
  /** Ask the learner again which accounts on a site are theirs. */
  z.object({ type: z.literal('account/forget'), site }),
  /**
   * Which site is the page in front of the learner from, if its site is not followed or the page
   * cannot be read?
   */
  z.object({ type: z.literal('site/look') }),
  /** List all known sites. */
  z.object({ type: z.literal('sites/list') }),
  /** Follow the site: now, or as soon as the browser lets Waypoint read it. */
  z.object({ type: z.literal('site/follow'), origin: site }),
  /** The learner did not give Waypoint access to the site. */
  z.object({ type: z.literal('site/refused'), origin: site }),
  /** Stop reading the site. With `forget`, also delete what this browser stored for it. */
  z.object({ type: z.literal('site/off'), origin: site, forget: z.boolean() }),
  /** Remove an added or proposed site that is not followed from the list. */
  z.object({ type: z.literal('site/remove'), origin: site }),
  /**
   * Pause or resume the site. While it is paused, Waypoint reads nothing there and sends nothing
   * from it. What waits is kept.
   */
  z.object({ type: z.literal('site/pause'), origin: site, paused: z.boolean(), length }),
  z.object({
    type: z.literal('connection/connect'),
    /** Id of the edited connection; null for a new one. */
    id: z.nullable(z.string()),
    /** As typed. An empty address means ibl.ai's own. */
    address: z.string(),
    org: z.string(),
    username: z.string(),
    /** As pasted. An empty key keeps the stored key of the same connection. */
    key: z.string(),
    /** Where the learner chats with the mentor, as typed. An empty address removes the stored one. */
    mentor: z.exactOptional(z.string()),
  }),
  /**
   * Remove the key of a connection. With `forget`, first delete what Waypoint stored on its server.
   */
  z.object({ type: z.literal('connection/disconnect'), id: z.string(), forget: z.boolean() }),
  /** Make this connection the default: sites that are added from now on belong to it. */
  z.object({ type: z.literal('connection/default'), id: z.string() }),
  /** Remove a disconnected connection from the list. */
  z.object({ type: z.literal('connection/remove'), id: z.string() }),
  /** Send the places of a site (its origin) to this connection from now on. */
  z.object({ type: z.literal('connection/site'), id: z.string(), origin: site }),
  /**
   * What does the server say about whose key this is? Sent after a try to connect, with the same
   * fields.
   */
  z.object({
    type: z.literal('connection/advise'),
    address: z.string(),
    org: z.string(),
    username: z.string(),
    key: z.string(),
  }),
  /** End the search for a sign-in, and give back the access that it had. */
  z.object({ type: z.literal('sign-in/end') }),
  /**
   * Who is signed in to ibl.ai on the page in front, or on that of the search? `base`: the server
   * that was found to be the page's own.
   */
  z.object({ type: z.literal('sign-in/look'), base: z.nullable(serverAddress), searched }),
  /** Take the token of the sign-in that was shown, and connect with it. */
  z.object({
    type: z.literal('sign-in/take'),
    page: short(300),
    base: serverAddress,
    org: short(150),
    username: short(150),
    searched,
  }),
  z.object({ type: z.literal('instruction/read'), connectionId }),
  /**
   * Save the edited fields, each with the text that the edit began with. The other fields stay as
   * the server has them.
   */
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
    /** Whether to also unfollow those of the courses that were studied in this browser. */
    stop: z.boolean(),
  }),
  z.object({ type: z.literal('memory/undo'), connectionId, courses: z.array(z.string()) }),
  /**
   * Reset the critical items that cannot be read. The old values are kept aside under `damaged:`.
   */
  z.object({ type: z.literal('recovery/fresh') }),
  /** Delete the request log and the list of invalid input. Nothing else changes. */
  z.object({ type: z.literal('sent/clear') }),
  /** Where was the learner last, in the courses that were visited last? `most`: default all. */
  z.object({ type: z.literal('place/last'), most: z.exactOptional(z.number()) }),
  /** Does the server use the learner's memory at all? */
  z.object({ type: z.literal('memory/status'), connectionId }),
  /**
   * Control the export of the chat history: begin, look for the file again, cancel, record that the
   * file was saved, discard.
   */
  z.object({
    type: z.literal('export/request'),
    connectionId: z.string(),
    what: word(...EXPORT_REQUESTS),
  }),
  /**
   * Delete everything: what Waypoint wrote, what the schools wrote, and what this browser keeps.
   */
  z.object({
    type: z.literal('erase/start'),
    /** What Waypoint wrote, on every connected server. */
    waypoint: z.boolean(),
    /** What the schools' servers wrote. */
    school: z.boolean(),
    /** Everything that is kept in this browser. */
    here: z.boolean(),
  }),
  /**
   * What to do with a delete of everything that has begun. With a connection, the delete before it
   * is disconnected.
   */
  z.object({
    type: z.literal('erase/go-on'),
    what: word(...ERASE_NEXT),
    connectionId: z.exactOptional(z.string()),
  }),
  /** Follow a course again that the learner unfollowed. */
  z.object({ type: z.literal('course/follow'), courseKey: z.string() }),
  /** Unfollow a course, and discard in 10 s what still waits from it. */
  z.object({ type: z.literal('course/never'), courseKey: key, title }),
  /**
   * Pause or resume a course. While it is paused, Waypoint records and sends nothing from it. What
   * waits is kept.
   */
  z.object({
    type: z.literal('course/pause'),
    courseKey: key,
    title,
    paused: z.boolean(),
    length,
  }),
  /** Import the settings that the learner chose from a settings file. */
  z.object({ type: z.literal('settings/import'), file: settingsFile }),
  /** Keep the journal this long from now on. Older days are deleted at once. */
  z.object({ type: z.literal('journal/keep'), limit: word(...JOURNAL_LIMITS) }),
  z.object({ type: z.literal('journal/delete') }),
]);
export type OwnMessage = z.infer<typeof ownMessage>;

type Of<T extends OwnMessage['type']> = Omit<Extract<OwnMessage, { type: T }>, 'type'>;
export type EraseNext = (typeof ERASE_NEXT)[number];
export type DeleteRequest = Of<'memory/delete'>;
export type DeleteEverythingRequest = Of<'erase/start'>;
