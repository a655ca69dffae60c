import { z } from 'zod';

export const SCHEMES = ['Api-Token', 'Token', 'Api-Key'] as const;
export const EXPORT_SHAPES = ['list', 'results', 'messages', 'data', 'sessions', 'one'] as const;
export type Scheme = (typeof SCHEMES)[number];

/**
 * The ways in which real servers differ from each other, or may differ. A switch that is left out
 * stays as it is.
 */
export const switchesSchema = z.strictObject({
  /**
   * The accepted authentication schemes. If Api-Token is among them, a platform key needs Api-Token
   * or Api-Key, and a session token needs Token. Otherwise any accepted scheme takes either.
   */
  accepts: z.array(z.enum(SCHEMES)).min(1).exactOptional(),
  /** Which of the two session tokens of a sign-in this server accepts. */
  sessions: z.array(z.enum(['dm_token', 'axd_token'])).exactOptional(),
  /** A path in front of /api, such as /dm. */
  prefix: z
    .string()
    .regex(/^(\/[a-z0-9-]+)*$/)
    .exactOptional(),
  /**
   * Whom GET users/platforms answers: each user about themselves, only administrators (others 403),
   * or nobody (404).
   */
  platforms: z.enum(['own', 'admins', 'absent']).exactOptional(),
  /** What GET token/verify does: name the user, or answer 400 as seen live. */
  verify: z.enum(['tells', '400']).exactOptional(),
  /** short: the two fields seen live. absent: a server without the route. */
  instruction: z.enum(['structured', 'short', 'content', 'absent']).exactOptional(),
  /** What GET does while nothing is stored: create an empty row (seen live) or 404 (documented). */
  missing: z.enum(['empty-row', '404']).exactOptional(),
  /** What happens to fields that a PUT leaves out. */
  omitted: z.enum(['kept', 'emptied']).exactOptional(),
  /**
   * Whether the server says that it saved an instruction, but keeps only 12 characters of each
   * text, or nothing.
   */
  storesSomethingElse: z
    .union([z.literal(false), z.enum(['shortened', 'nothing'])])
    .exactOptional(),
  /** The shape of the reply to POST memories. `page` is the documented one. */
  createReply: z.enum(['page', 'memory', 'list', 'wrapped', 'empty']).exactOptional(),
  /** Whether a user is found by their exact name only, or in any case and Unicode form. */
  findsUsers: z.enum(['exactly', 'alike']).exactOptional(),
  /**
   * How a memory names its user, wherever it is shown: as kept, in capitals, in another Unicode
   * form (decomposed, or as wide letters), not at all (null, or left out), or as somebody else.
   */
  showsUser: z
    .enum(['kept', 'upper', 'decomposed', 'wide', 'null', 'absent', 'another'])
    .exactOptional(),
  /**
   * How a memory names its course: as sent, in lower case, percent-encoded, with spaces for `+`, by
   * another id, or not at all.
   */
  showsCourse: z.enum(['kept', 'lower', 'encoded', 'spaces', 'number', 'null']).exactOptional(),
  /** How a memory names itself: as sent, in capitals, cut to 40 characters, or with an ending. */
  showsName: z.enum(['kept', 'upper', 'cut', 'suffixed']).exactOptional(),
  /** Where a memory shows its id and the ids of its entries. */
  showsIds: z.enum(['everywhere', 'reply', 'nowhere']).exactOptional(),
  /** Where a memory shows its entries. `by-id`: only when asked for by its id. */
  showsEntries: z.enum(['everywhere', 'by-id', 'nowhere']).exactOptional(),
  /** Whether GET memories lists anything. */
  listsMemories: z.boolean().exactOptional(),
  createStatus: z.union([z.literal(200), z.literal(201)]).exactOptional(),
  /** Whether a second memory with the same name gets a 409. */
  refusesTwins: z.boolean().exactOptional(),
  /** Whether a memory that names a catalogue item gets a 400. */
  refusesCatalogItems: z.boolean().exactOptional(),
  /** What memory/{name}/ does: find the memory, or answer 404 or 400 to anything but a UUID. */
  memoryByName: z.enum(['found', '404', '400']).exactOptional(),
  /** What memory/{name}/ does if several memories have that name. */
  twinLookup: z.enum(['oldest', '500']).exactOptional(),
  /**
   * Whether a deleted row is written again at once with another id: what Waypoint wrote, and what
   * the school wrote.
   */
  remakesRows: z.boolean().exactOptional(),
  /** Whether an updated entry also moves its memory's updated_at. */
  entryTouchesMemory: z.boolean().exactOptional(),
  /** What export-chathistory/ answers with: the status, and a task that is a UUID or is not. */
  exportStatus: z.union([z.literal(200), z.literal(201), z.literal(202)]).exactOptional(),
  exportTask: z.enum(['uuid', 'number']).exactOptional(),
  /** How often a task is not ready before it answers with `exportEnds`. */
  exportPolls: z.int().min(0).exactOptional(),
  /** The state of a task that is not ready; if empty, the answer is a 202 without a body. */
  exportWaits: z.enum(['task_not_ready', 'PENDING', 'STARTED', 'RETRY', '']).exactOptional(),
  /** What a task then answers with: the history, or a state, an error or another type instead. */
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
  /** How a history of several items is put together. No shape is documented. */
  exportShape: z.enum(EXPORT_SHAPES).exactOptional(),
  /** How many items a made-up history has. */
  exportItems: z.int().min(0).exactOptional(),
  /**
   * How lists are paged: by numbers, by cursors or offsets (then `page` is ignored), by numbers
   * without `next`, or not at all.
   */
  paging: z.enum(['numbers', 'cursor', 'offset', 'count', 'list']).exactOptional(),
  /** How many rows a page has at most, whatever is asked for. */
  largestPage: z.int().min(1).exactOptional(),
  /** How many rows are counted but not listed. */
  overcount: z.int().min(0).exactOptional(),
  /** What memory-status/ says: on or off, not set (404), or forbidden (403, as seen live). */
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
