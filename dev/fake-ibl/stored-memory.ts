import type { Store } from './store/store.ts';
import type { MemoryRow } from './store/memories.ts';
import { withOffset, withZ } from './timestamps.ts';

interface StoredEntry {
  uniqueId: string;
  key: string;
  value: string | null;
  category: string | null;
  expiresAt: string | null;
  insertedAt: string;
  updatedAt: string;
}

/** A memory as it is stored, for tests and for the terminal. */
export interface StoredMemory {
  org: string;
  username: string;
  uniqueId: string;
  name: string;
  mode: string;
  platform: string | null;
  catalogItemType: string | null;
  catalogItemId: string | null;
  category: string | null;
  insertedAt: string;
  updatedAt: string;
  entries: StoredEntry[];
}

export function storedMemory(store: Store, row: MemoryRow): StoredMemory {
  return {
    org: row.school,
    username: row.username,
    uniqueId: row.unique_id,
    name: row.name,
    mode: row.mode,
    platform: row.platform,
    catalogItemType: row.catalog_item_type,
    catalogItemId: row.catalog_item_id,
    category: row.category,
    insertedAt: withZ(row.inserted_at),
    updatedAt: withZ(row.updated_at),
    entries: store.memories.entriesOf(row.unique_id).map((entry) => ({
      uniqueId: entry.unique_id,
      key: entry.key,
      value: entry.value,
      category: entry.category,
      expiresAt: entry.expires_at,
      insertedAt: withOffset(entry.inserted_at),
      updatedAt: withOffset(entry.updated_at),
    })),
  };
}
