import type { MemoryEntryRow, MemoryRow } from './store/memories.ts';
import type { Store } from './store/store.ts';
import { withOffset, withZ } from './timestamps.ts';

/** A memory as the API shows it. */
export function shownMemory(store: Store, row: MemoryRow): Record<string, unknown> {
  return {
    mode: row.mode,
    name: row.name,
    email: store.people.person('username', row.username)?.email ?? null,
    unique_id: row.unique_id,
    username: row.username,
    platform: row.platform,
    mentor: row.mentor,
    session_id: row.session_id,
    catalog_item_type: row.catalog_item_type,
    catalog_item_id: row.catalog_item_id,
    entries: store.memories.entriesOf(row.unique_id).map(shownEntry),
    inserted_at: withZ(row.inserted_at),
    updated_at: withZ(row.updated_at),
    is_auto_generated: false,
    category: row.category,
  };
}

export function shownEntry(row: MemoryEntryRow): Record<string, unknown> {
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
