/*
 * Finds the messages in a file of chats. Its form is not documented, so every form that is likely
 * is read.
 */

/** One line of the table, by column. */
export type Line = ReadonlyMap<string, unknown>;

/** Names under which a page, or another wrapper, has its list, whatever the list contains. */
const LISTS = ['results', 'messages', 'data'];
/** Other names of wrappers. The name of a wrapper is never the name of a session. */
const OTHERS = ['items', 'history', 'content', 'sessions', 'chats', 'conversations', 'threads'];
const WRAPPINGS = new Set([...LISTS, ...OTHERS]);
/** Fields with the name of a session, the most certain first. */
const NAMES = ['session', 'session_id', 'id', 'uuid', 'name', 'title'];
/** Lists inside lists are searched to this depth. Deeper lists stay part of a message. */
const DEEPEST = 6;

type Fields = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a value is a single message, and not something that holds messages. */
const isMessage = (value: unknown): boolean =>
  isObject(value) && Object.hasOwn(value, 'content') && !Array.isArray(value['content']);

/** A message, and what is known about its session. */
interface Found {
  readonly message: unknown;
  readonly session: string | null;
  /**
   * Everything else that the session says, on its first message only. Otherwise a table could grow
   * without limit.
   */
  readonly details: Fields | null;
}

/** Returns every message in a history, in its order, with all its fields. */
export function messagesIn(history: unknown): Line[] {
  if (history === null || (isObject(history) && Object.keys(history).length === 0)) return [];
  const found = walk(history, null, 0);
  // A message may have a field of the same name with another meaning.
  const taken = new Set(found.flatMap(({ message }) => fieldsOf(message).map(([name]) => name)));
  const session = freeName('session', taken);
  const about = freeName('session details', taken);
  return found.map(
    (one) =>
      new Map([
        ...(one.session === null ? [] : [[session, one.session] as const]),
        ...fieldsOf(one.message),
        ...(one.details === null ? [] : [[about, one.details] as const]),
      ]),
  );
}

function walk(value: unknown, session: string | null, depth: number): Found[] {
  if (Array.isArray(value)) {
    return value.flatMap((one: unknown, i) =>
      partsOf(one, depth) ? walk(one, nameOf(one) ?? `${i + 1}`, depth + 1) : alone(one, session),
    );
  }
  const parts = partsOf(value, depth);
  if (!parts || !isObject(value)) return alone(value, session);
  const found = parts.flatMap((name) =>
    walk(value[name], isWrapping(name) ? (nameOf(value) ?? session) : name, depth + 1),
  );
  // What a page says beside its list (how many there are, where the next page is) belongs to no
  // session.
  const isPage = depth === 0 && parts.every(isWrapping);
  const rest = Object.entries(value).filter(([name]) => !parts.includes(name));
  const [first, ...others] = found;
  if (isPage || rest.length === 0 || !first) return found;
  return [{ ...first, details: { ...first.details, ...Object.fromEntries(rest) } }, ...others];
}

const alone = (message: unknown, session: string | null): Found[] => [
  { message, session, details: null },
];

/**
 * Returns the names under which a value has messages; an empty list for a list, which has them
 * itself. Null if the value counts as a message.
 */
function partsOf(value: unknown, depth: number): string[] | null {
  if (depth > DEEPEST || isMessage(value)) return null;
  if (Array.isArray(value)) return holds(value, depth) ? [] : null;
  if (!isObject(value)) return null;
  const all = Object.entries(value);
  // An object of lists only: the messages by session.
  const lists = all.filter(([, inside]) => Array.isArray(inside));
  if (depth === 0 && all.length > 0 && lists.length === all.length)
    return all.map(([name]) => name);
  const parts = all.flatMap(([name, inside]) =>
    (LISTS.includes(name) && Array.isArray(inside)) || holds(inside, depth) ? [name] : [],
  );
  return parts.length > 0 ? parts : null;
}

/** Whether a value contains a message, down to the depth limit. */
function holds(value: unknown, depth: number): boolean {
  if (depth > DEEPEST || typeof value !== 'object' || value === null || isMessage(value))
    return false;
  return Object.values(value).some((one) => isMessage(one) || holds(one, depth + 1));
}

const isWrapping = (name: string) => WRAPPINGS.has(name);

function nameOf(value: unknown): string | null {
  if (!isObject(value)) return null;
  const name = NAMES.map((one) => (Object.hasOwn(value, one) ? value[one] : undefined)).find(
    (one) => typeof one === 'string' || typeof one === 'number',
  );
  return name === undefined ? null : String(name).slice(0, 200);
}

/** Returns the fields of a message. A value that is not an object has one field. */
const fieldsOf = (message: unknown): (readonly [string, unknown])[] =>
  isObject(message) ? Object.entries(message) : [['value', message]];

/** Returns a name that no field has. */
export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let n = 2; taken.has(name); n += 1) name = `${wanted} ${n}`;
  return name;
}
