/* What a file of chats may look like: nobody documents it, so every form that can be feared is read. */

/** One line of the table: by column. */
export type Line = ReadonlyMap<string, unknown>;

/** Under these a page, or another wrapping, has its list, whatever is in that. */
const LISTS = ['results', 'messages', 'data'];
/** Other names of what only wraps: they are not the name of a session either. */
const OTHERS = ['items', 'history', 'content', 'sessions', 'chats', 'conversations', 'threads'];
const WRAPPINGS = new Set([...LISTS, ...OTHERS]);
/** What a session calls itself, the surest first. */
const NAMES = ['session', 'session_id', 'id', 'uuid', 'name', 'title'];
/** Lists inside of lists are looked through so far. Deeper ones stay what a message holds. */
const DEEPEST = 6;

type Fields = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A single message is not taken for what holds some. */
const isMessage = (value: unknown): boolean =>
  isObject(value) && Object.hasOwn(value, 'content') && !Array.isArray(value['content']);

/** A message, and what is known of the session in which it stands. */
interface Found {
  readonly message: unknown;
  readonly session: string | null;
  /** All else that the session says, with its first message alone: else a table could grow without end. */
  readonly details: Fields | null;
}

/** Every message in a history, in the order in which it stands there, with every field of it. */
export function messagesIn(history: unknown): Line[] {
  if (history === null || (isObject(history) && Object.keys(history).length === 0)) return [];
  const found = walk(history, null, 0);
  // A message may have a field of the same name, which says something else.
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
  // What a page says beside its list (how many there are, where the next one is) is of no session.
  const isPage = depth === 0 && parts.every(isWrapping);
  const rest = Object.entries(value).filter(([name]) => !parts.includes(name));
  const [first, ...others] = found;
  if (isPage || rest.length === 0 || !first) return found;
  return [{ ...first, details: { ...first.details, ...Object.fromEntries(rest) } }, ...others];
}

const alone = (message: unknown, session: string | null): Found[] => [
  { message, session, details: null },
];

/** The names under which something has messages (of a list, none: it has them itself); null if it is one. */
function partsOf(value: unknown, depth: number): string[] | null {
  if (depth > DEEPEST || isMessage(value)) return null;
  if (Array.isArray(value)) return holds(value, depth) ? [] : null;
  if (!isObject(value)) return null;
  const all = Object.entries(value);
  // By session: nothing but lists.
  const lists = all.filter(([, inside]) => Array.isArray(inside));
  if (depth === 0 && all.length > 0 && lists.length === all.length)
    return all.map(([name]) => name);
  const parts = all.flatMap(([name, inside]) =>
    (LISTS.includes(name) && Array.isArray(inside)) || holds(inside, depth) ? [name] : [],
  );
  return parts.length > 0 ? parts : null;
}

/** Whether there is a message in it, at whatever depth. */
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

/** What is no object has one field. */
const fieldsOf = (message: unknown): (readonly [string, unknown])[] =>
  isObject(message) ? Object.entries(message) : [['value', message]];

/** A name that no field has. */
export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let n = 2; taken.has(name); n += 1) name = `${wanted} ${n}`;
  return name;
}
