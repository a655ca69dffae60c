/* One request of a worker, as it is seen on the wire. */

export const KINDS = [
  'test',
  'name',
  'list',
  'create',
  'update',
  'read',
  'delete',
  'school',
  'school read',
  'school delete',
  'other',
] as const;
/**
 * What a request asks: `name` looks for a memory by name, `read` and `delete` name it by id. `school`
 * asks for the school's own row of a course, `school read` and `school delete` name that by its id.
 */
export type Kind = (typeof KINDS)[number];

const UUID = '[0-9a-f]{8}-[0-9a-f-]{27}';
const TABLE: readonly (readonly [string, RegExp, Kind])[] = [
  ['GET', /\/edx-memory\/\?(?!.*course_id).*page_size=1$/, 'test'],
  ['GET', /\/token\/verify\/$/, 'test'],
  ['GET', /\/edx-memory\/\?.*course_id/, 'school'],
  ['GET', /\/edx-memory\/\d+\/$/, 'school read'],
  ['DELETE', /\/edx-memory\/\d+\/$/, 'school delete'],
  ['GET', new RegExp(`/memory/${UUID}/$`), 'read'],
  ['DELETE', new RegExp(`/memory/${UUID}/$`), 'delete'],
  ['GET', /\/memory\/[^/]+\/$/, 'name'],
  ['GET', /\/memories\//, 'list'],
  ['POST', /\/memories\/$/, 'create'],
  ['POST', new RegExp(`/memory-entries/${UUID}/$`), 'update'],
];

export function kindOf(method: string, path: string): Kind {
  return TABLE.find(([verb, form]) => verb === method && form.test(path))?.[2] ?? 'other';
}

/** A pattern that only requests of a kind have. */
export function methodAndPath(kind: Kind | 'any'): { method?: string; path?: string } {
  const row = TABLE.find(([, , name]) => name === kind);
  return row ? { method: row[0], path: row[1].source } : {};
}

/** How a request ended, as far as its worker can know. */
export type Outcome =
  | { readonly kind: 'lost' }
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly text: string;
      /** Whether an error is JSON of the API; a page in its place says nothing about what was asked. */
      readonly isOwn: boolean;
      /** In ms; null when the server asked for nothing. */
      readonly retryAfter: number | null;
      /** The server's clock, in whole seconds (ms). */
      readonly serverNow: number;
    };

/** What becomes of a send after an answer: it goes on with another request, or is over. */
export type Turn =
  | 'goes-on'
  | 'written'
  /** The server said yes, but did not show what it has: it is looked at. */
  | 'unconfirmed'
  | 'later'
  | 'stop-connection'
  | 'stop-course';

const BY_ID: ReadonlySet<Kind> = new Set<Kind>([
  'update',
  'read',
  'delete',
  'school read',
  'school delete',
]);

/**
 * @param written the text that the request wrote, or, when it only looks whether it is there, the one
 *   that was written before; empty for any other
 */
export function turnOf(kind: Kind, outcome: Outcome, written: string): Turn {
  if (outcome.kind === 'lost') return 'later';
  const { status, text } = outcome;
  if (status < 300) {
    const known = text === '' || isJson(text);
    const shows = text.includes(JSON.stringify(written).slice(1, -1));
    if (kind === 'update' || kind === 'create') {
      if (!known) return 'later';
      return shows || (text === '' && kind === 'update') ? 'written' : 'unconfirmed';
    }
    if (written !== '') return shows ? 'written' : 'later';
    const rows = kind === 'list' || kind === 'school';
    return !known && kind !== 'name' ? 'later' : rows && !hasRows(text) ? 'later' : 'goes-on';
  }
  // A server that does not answer whether the school keeps it keeps nothing.
  const passes = status >= 500 || status === 408 || status === 429 || !outcome.isOwn;
  if (kind === 'school' && status !== 401 && !passes) return 'goes-on';
  // A server that does not take a name, or has none of that name: the list tells.
  if (kind === 'name' && (status === 404 || status === 500)) return 'goes-on';
  if (passes) return 'later';
  // An entry that may not be written may be an old one: it is looked for.
  if (status === 403 && kind === 'update') return 'goes-on';
  if (status === 401 || status === 403) return 'stop-connection';
  if (kind === 'name') return 'goes-on';
  if (status === 404 && BY_ID.has(kind)) return 'goes-on';
  // "It is there already": it is looked for once more.
  if (status === 409 && kind === 'create') return 'goes-on';
  return 'stop-course';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const hasRows = (text: string) =>
  isJson(text) && Array.isArray((JSON.parse(text) as { results?: unknown }).results);
