import { cleanTitle } from '../../shared/clean-title.ts';

const MOST_FIELDS = 20;

/** Names under which a server puts words about the whole request, or wraps words about fields. */
export const GENERAL: readonly string[] = [
  'detail',
  'message',
  'error_description',
  'error',
  'errors',
  'non_field_errors',
];

/**
 * Returns the server's own words about an error, as one short line of plain text; '' if there are
 * none. Uses the order of ibl.ai's own client. Django adds field errors and `non_field_errors`.
 * @param key removed wherever a server repeats it
 */
export function serverWords(body: unknown, key: string): string {
  return plainLine(find(body, 0) ?? '', key);
}

/**
 * Returns what a server says about single fields, by their names; null if it names none. Django
 * REST framework sends lists of texts. Other servers send one text, or texts with codes, or wrap
 * everything.
 */
export function fieldWords(body: unknown, key: string, depth = 0): Record<string, string> | null {
  if (!isObject(body) || depth > 3) return null;
  for (const name of GENERAL) {
    if (isObject(body[name])) return fieldWords(body[name], key, depth + 1);
  }
  const named = Object.entries(body)
    .filter(([name]) => !GENERAL.includes(name))
    .slice(0, MOST_FIELDS)
    .map(([name, value]) => [name, plainLine(all(value).join(' '), key)] as const)
    .filter(([, words]) => words !== '');
  return named.length > 0 ? Object.fromEntries(named) : null;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Returns every text about a field: all texts of a list; the general words of an object that has
 * them, otherwise all its texts.
 */
function all(value: unknown, depth = 0): string[] {
  if (depth > 3) return [];
  if (Array.isArray(value)) return value.flatMap((one) => all(one, depth + 1));
  if (!isObject(value)) return typeof value === 'string' ? [value.slice(0, 5000)] : [];
  const general = GENERAL.find((name) => name in value);
  return general === undefined
    ? Object.values(value).flatMap((one) => all(one, depth + 1))
    : all(value[general], depth + 1);
}

/** Returns the beginning of a text as one short line of visible characters, without the key. */
export function plainLine(text: string, key: string): string {
  const kept = key === '' ? text : text.replaceAll(key, '…');
  return cleanTitle(kept) ?? '';
}

function find(body: unknown, depth: number): string | undefined {
  if (depth > 3) return undefined;
  if (typeof body === 'string') return body;
  if (Array.isArray(body)) return find(body[0], depth + 1);
  if (typeof body !== 'object' || body === null) return undefined;
  const fields: Record<string, unknown> = { ...body };
  for (const name of GENERAL) {
    const words = name in fields ? find(fields[name], depth + 1) : undefined;
    if (words !== undefined) return words;
  }
  const [name, value] = Object.entries(fields)[0] ?? [];
  const words = find(value, depth + 1);
  return words === undefined || name === undefined ? undefined : `${name}: ${words}`;
}
