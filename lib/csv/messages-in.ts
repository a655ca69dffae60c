/* What a file of chats may look like: nobody documents it, so every form that can be feared is read. */

/** One line of the table: by column. */
export type Line = ReadonlyMap<string, unknown>;

/** Under these a page, or another wrapping, has its list. */
const LISTS = ['results', 'messages', 'data'] as const;

type Fields = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every message in a history, in the order in which it stands there, with every field of it. */
export function messagesIn(history: unknown): Line[] {
  if (history === null) return [];
  const list = listIn(history);
  if (list) return list.map((one) => lineOf(one));
  if (!isObject(history) || isMessage(history)) return [lineOf(history)];
  const sessions = Object.entries(history).map(([name, value]) => ({ name, list: listIn(value) }));
  if (!sessions.every(isList)) return [lineOf(history)];
  // A message may say its session itself, and by another name than the list is kept under.
  const column = freeName(
    'session',
    sessions.flatMap(({ list: all }) => all),
  );
  return sessions.flatMap(({ name, list: all }) =>
    all.map((one) => new Map([[column, name], ...lineOf(one)])),
  );
}

interface Session {
  readonly name: string;
  readonly list: readonly unknown[] | null;
}
const isList = (one: Session): one is Session & { readonly list: readonly unknown[] } =>
  one.list !== null;

function listIn(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value;
  if (!isObject(value) || isMessage(value)) return null;
  for (const name of LISTS) {
    const inside = Object.hasOwn(value, name) ? value[name] : undefined;
    if (Array.isArray(inside)) return inside;
  }
  return null;
}

/** A single message is not taken for what holds some. */
const isMessage = (value: Fields) =>
  Object.hasOwn(value, 'content') && !Array.isArray(value['content']);

/** What is no object has one field. */
const lineOf = (message: unknown): Line =>
  new Map(isObject(message) ? Object.entries(message) : [['value', message]]);

function freeName(wanted: string, all: readonly unknown[]): string {
  const taken = new Set(all.flatMap((one) => (isObject(one) ? Object.keys(one) : [])));
  let name = wanted;
  for (let n = 2; taken.has(name); n += 1) name = `${wanted} ${n}`;
  return name;
}
