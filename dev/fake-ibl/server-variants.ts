import { z } from 'zod';

export const SCHEMES = ['Api-Token', 'Token', 'Api-Key'] as const;
export const EXPORT_SHAPES = ['list', 'results', 'messages', 'data', 'sessions', 'one'] as const;
export type Scheme = (typeof SCHEMES)[number];

/**
 * In which ways real servers are known, or may be feared, to differ from each other. Each may be left
 * out, to leave it as it is.
 */
export const switchesSchema = z.strictObject({
  /**
   * Authentication schemes understood. Where Api-Token is among them, a platform key comes with
   * Api-Token or Api-Key and a session token with Token; elsewhere any accepted scheme takes either.
   */
  accepts: z.array(z.enum(SCHEMES)).min(1).exactOptional(),
  /** Which of the two session tokens of a sign-in this server takes. */
  sessions: z.array(z.enum(['dm_token', 'axd_token'])).exactOptional(),
  /** A path in front of /api, such as /dm. */
  prefix: z
    .string()
    .regex(/^(\/[a-z0-9-]+)*$/)
    .exactOptional(),
  /** Whom GET users/platforms answers: each about themselves, administrators alone (403), nobody (404). */
  platforms: z.enum(['own', 'admins', 'absent']).exactOptional(),
  /** What GET token/verify does: tell the user, or answer 400 as seen live. */
  verify: z.enum(['tells', '400']).exactOptional(),
  /** short: the two fields seen live. absent: a server without the route. */
  instruction: z.enum(['structured', 'short', 'content', 'absent']).exactOptional(),
  /** What GET does while nothing is stored: make an empty row (as seen live) or answer 404 (as documented). */
  missing: z.enum(['empty-row', '404']).exactOptional(),
  /** Fields that a PUT leaves out. */
  omitted: z.enum(['kept', 'emptied']).exactOptional(),
  /** Answers yes to a saved instruction, but keeps it cut to 12 characters, or keeps nothing. */
  storesSomethingElse: z
    .union([z.literal(false), z.enum(['shortened', 'nothing'])])
    .exactOptional(),
  /** Shape of the reply to POST memories. page is the documented one. */
  createReply: z.enum(['page', 'memory', 'list', 'wrapped', 'empty']).exactOptional(),
  /** Whether a user is found by exactly their name, or whatever its case and Unicode form. */
  findsUsers: z.enum(['exactly', 'alike']).exactOptional(),
  /**
   * How a memory names its user, wherever it is shown: as kept, in capitals, in another Unicode form
   * (decomposed, or as wide letters), with nothing (null, or left out), or as somebody else.
   */
  showsUser: z
    .enum(['kept', 'upper', 'decomposed', 'wide', 'null', 'absent', 'another'])
    .exactOptional(),
  /** How a memory names its course: as sent, lower case, percent-encoded, `+` as spaces, another id, or not. */
  showsCourse: z.enum(['kept', 'lower', 'encoded', 'spaces', 'number', 'null']).exactOptional(),
  /** How a memory names itself: as sent, in capitals, cut to 40 characters, or with an ending of its own. */
  showsName: z.enum(['kept', 'upper', 'cut', 'suffixed']).exactOptional(),
  /** Where a memory shows its id and those of its entries. */
  showsIds: z.enum(['everywhere', 'reply', 'nowhere']).exactOptional(),
  /** Where a memory shows its entries; by-id: only where it is asked for by its id. */
  showsEntries: z.enum(['everywhere', 'by-id', 'nowhere']).exactOptional(),
  /** Whether GET memories lists anything. */
  listsMemories: z.boolean().exactOptional(),
  createStatus: z.union([z.literal(200), z.literal(201)]).exactOptional(),
  /** A second memory of one name: 409. */
  refusesTwins: z.boolean().exactOptional(),
  /** A memory that names a catalogue item: 400. */
  refusesCatalogItems: z.boolean().exactOptional(),
  /** What memory/{name}/ does: find it, or answer 404 or 400 to anything but a UUID. */
  memoryByName: z.enum(['found', '404', '400']).exactOptional(),
  /** memory/{name}/ when several have that name. */
  twinLookup: z.enum(['oldest', '500']).exactOptional(),
  /** Writes a deleted row again at once, with another id: what Waypoint wrote, and what the school wrote. */
  remakesRows: z.boolean().exactOptional(),
  /** Whether an updated entry also moves its memory's updated_at. */
  entryTouchesMemory: z.boolean().exactOptional(),
  /** What export-chathistory/ answers with: 201 or 202, or a task that is no UUID. */
  exportStatus: z.union([z.literal(200), z.literal(201), z.literal(202)]).exactOptional(),
  exportTask: z.enum(['uuid', 'number']).exactOptional(),
  /** So often a task is not ready before it answers as below. */
  exportPolls: z.int().min(0).exactOptional(),
  /** The word for that; empty: a body without one, as beside a 202. */
  exportWaits: z.enum(['task_not_ready', 'PENDING', 'STARTED', 'RETRY', '']).exactOptional(),
  /** What then comes: the history, or another state, error or type in its place. */
  exportEnds: z
    .enum([
      'history',
      'FAILURE',
      'failed',
      'error',
      'REVOKED',
      '400',
      '401',
      '403',
      '404',
      '500',
      'text',
    ])
    .exactOptional(),
  /** How a history of several items is put together. None of it is documented. */
  exportShape: z.enum(EXPORT_SHAPES).exactOptional(),
  /** Items in a made-up history. */
  exportItems: z.int().min(0).exactOptional(),
  /**
   * How lists are paged: by numbers, by cursors or offsets (then `page` is ignored), by numbers without
   * `next`, or not at all.
   */
  paging: z.enum(['numbers', 'cursor', 'offset', 'count', 'list']).exactOptional(),
  /** A page has at most so many rows, whatever is asked for. */
  largestPage: z.int().min(1).exactOptional(),
  /** So many rows are counted and not listed. */
  overcount: z.int().min(0).exactOptional(),
  /** What memory-status/ says: a switch, none set (404), or forbidden (403, as seen live). */
  memoryStatus: z.enum(['on', 'off', 'unset', 'forbidden']).exactOptional(),
});
export type Switches = Required<z.infer<typeof switchesSchema>>;

export const ORDINARY_SERVER: Readonly<Switches> = {
  accepts: ['Api-Token', 'Token'],
  sessions: ['dm_token', 'axd_token'],
  prefix: '',
  platforms: 'own',
  verify: 'tells',
  instruction: 'structured',
  missing: 'empty-row',
  omitted: 'kept',
  storesSomethingElse: false,
  createReply: 'page',
  findsUsers: 'exactly',
  showsUser: 'kept',
  showsCourse: 'kept',
  showsName: 'kept',
  showsIds: 'everywhere',
  showsEntries: 'everywhere',
  listsMemories: true,
  createStatus: 200,
  refusesTwins: false,
  refusesCatalogItems: false,
  memoryByName: 'found',
  twinLookup: 'oldest',
  remakesRows: false,
  entryTouchesMemory: false,
  exportStatus: 200,
  exportTask: 'uuid',
  exportPolls: 1,
  exportWaits: 'task_not_ready',
  exportEnds: 'history',
  exportShape: 'list',
  exportItems: 3,
  paging: 'numbers',
  largestPage: 100,
  overcount: 0,
  memoryStatus: 'unset',
};
