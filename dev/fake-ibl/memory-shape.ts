import type { MemoryEntryRow, MemoryRow } from './store/memories.ts';
import type { Store } from './store/store.ts';
import type { Switches } from './server-variants.ts';
import { withOffset, withZ } from './timestamps.ts';

/** Where a memory is shown: in the reply to its creation, in a list, or by its name or id. */
export type Shown = 'reply' | 'list' | 'name' | 'id';

/** Returns a memory as the API shows it, as far as the switches let it. */
export function shownMemory(
  { store, switches }: { readonly store: Store; readonly switches: Readonly<Switches> },
  row: MemoryRow,
  where: Shown,
): Record<string, unknown> {
  const entries =
    switches.showsEntries === 'everywhere' || (switches.showsEntries === 'by-id' && where === 'id')
      ? store.memories.entriesOf(row.unique_id).map(shownEntry)
      : [];
  const withIds = switches.showsIds === 'everywhere' || switches.showsIds === where;
  return {
    mode: row.mode,
    name: SPELL_NAME[switches.showsName](row.name),
    email: store.people.person('username', row.username)?.email ?? null,
    ...(withIds && { unique_id: row.unique_id }),
    ...(switches.showsUser !== 'absent' && {
      username: SPELL_USER[switches.showsUser](row.username),
    }),
    platform: row.platform,
    mentor: row.mentor,
    session_id: row.session_id,
    catalog_item_type: row.catalog_item_type,
    catalog_item_id: row.catalog_item_id && SPELL_COURSE[switches.showsCourse](row.catalog_item_id),
    entries: withIds ? entries : entries.map(withoutId),
    inserted_at: withZ(row.inserted_at),
    updated_at: withZ(row.updated_at),
    is_auto_generated: false,
    category: row.category,
  };
}

const SPELL_USER: Record<
  Exclude<Switches['showsUser'], 'absent'>,
  (username: string) => string | null
> = {
  kept: (username) => username,
  upper: (username) => username.toUpperCase(),
  decomposed: (username) => username.normalize('NFD'),
  wide: (username) =>
    username.replaceAll(/[!-~]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0)),
  null: () => null,
  another: (username) => `${username}-of-the-lms`,
};

const SPELL_COURSE: Record<Switches['showsCourse'], (key: string) => string | null> = {
  kept: (key) => key,
  lower: (key) => key.toLowerCase(),
  encoded: encodeURIComponent,
  spaces: (key) => key.replaceAll('+', ' '),
  number: () => '4711',
  null: () => null,
};

const SPELL_NAME: Record<Switches['showsName'], (name: string) => string> = {
  kept: (name) => name,
  upper: (name) => name.toUpperCase(),
  cut: (name) => name.slice(0, 40),
  suffixed: (name) => `${name}-1`,
};

export function shownEntry(row: MemoryEntryRow) {
  return {
    unique_id: row.unique_id,
    key: row.key,
    value: row.value,
    inserted_at: withOffset(row.inserted_at),
    updated_at: withOffset(row.updated_at),
    expires_at: row.expires_at,
    category: row.category,
  };
}

function withoutId<T extends object>(entry: T): Partial<T> {
  const shown: Partial<T> & { unique_id?: unknown } = { ...entry };
  delete shown.unique_id;
  return shown;
}
