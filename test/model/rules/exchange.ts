/* One request of a worker and its answer, as seen from outside. */

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
 * What a request is for. `name` looks for a memory by name; `read` and `delete` use its id. `school`
 * looks for the school's own row of a course; `school read` and `school delete` use its id.
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

/** Returns a pattern that matches only requests of a kind. */
export function methodAndPath(kind: Kind | 'any'): { method?: string; path?: string } {
  const row = TABLE.find(([, , name]) => name === kind);
  return row ? { method: row[0], path: row[1].source } : {};
}

/** How a request ended, as far as the worker can know. */
export type Outcome =
  | { readonly kind: 'lost' }
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly text: string;
      /** Whether an error is JSON of the API. An HTML page in its place says nothing about the request. */
      readonly isOwn: boolean;
      /** In ms. Null if the server did not ask to wait. */
      readonly retryAfter: number | null;
      /** The server's clock in ms, which counts whole seconds. */
      readonly serverNow: number;
    };

/** What a send does after an answer: it continues with another request, or it ends. */
export type Turn =
  | 'goes-on'
  | 'written'
  /** The server accepted the write but did not show its text, so the worker reads it. */
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
 * Returns what a send does after an answer.
 * @param written the text that the request wrote or, if the request confirms a write, the text of that
 *   write; empty for any other request
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
  // If the server has no answer about the school's row, the school keeps nothing.
  const passes = status >= 500 || status === 408 || status === 429 || !outcome.isOwn;
  if (kind === 'school' && status !== 401 && !passes) return 'goes-on';
  // The server does not find memories by name, or has none of that name. The list will show it.
  if (kind === 'name' && (status === 404 || status === 500)) return 'goes-on';
  if (passes) return 'later';
  // An entry that cannot be written may be outdated, so the worker looks for the memory.
  if (status === 403 && kind === 'update') return 'goes-on';
  if (status === 401 || status === 403) return 'stop-connection';
  if (kind === 'name') return 'goes-on';
  if (status === 404 && BY_ID.has(kind)) return 'goes-on';
  // The server says that the memory exists, so the worker looks for it once more.
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
