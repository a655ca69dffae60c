import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Database } from './database.ts';

const text = z.string().nullable();

const entrySchema = z.object({
  unique_id: z.string(),
  memory: z.string(),
  key: z.string(),
  value: text,
  category: text,
  expires_at: text,
  inserted_at: z.number(),
  updated_at: z.number(),
});
export type MemoryEntryRow = z.infer<typeof entrySchema>;

const memorySchema = z.object({
  unique_id: z.string(),
  school: z.string(),
  username: z.string(),
  name: z.string(),
  mode: z.string(),
  platform: text,
  mentor: text,
  session_id: text,
  catalog_item_type: text,
  catalog_item_id: text,
  category: text,
  inserted_at: z.number(),
  updated_at: z.number(),
});
export type MemoryRow = z.infer<typeof memorySchema>;
export type NewMemory = Omit<MemoryRow, 'unique_id' | 'inserted_at' | 'updated_at'>;
export type NewEntry = Pick<MemoryEntryRow, 'key' | 'value' | 'expires_at'>;

export interface Memories {
  /** Returns a user's memories in the order in which they were created. */
  of(school: string, username: string): MemoryRow[];
  byId(uniqueId: string): MemoryRow | null;
  entriesOf(memory: string): MemoryEntryRow[];
  entry(uniqueId: string): MemoryEntryRow | null;
  create(memory: NewMemory, entries: readonly NewEntry[], moment: number): MemoryRow;
  updateEntry(uniqueId: string, key: string, value: string | null, moment: number): void;
  touch(uniqueId: string, moment: number): void;
  remove(uniqueId: string): boolean;
  removeEntry(uniqueId: string): boolean;
  /** Removes a user's memories of one category, and returns how many there were. */
  removeCategory(school: string, username: string, category: string): number;
}

export function createMemories(database: Database): Memories {
  const byId: Memories['byId'] = (uniqueId) =>
    database.one(memorySchema, 'SELECT * FROM memory WHERE unique_id = ?', uniqueId);
  return {
    byId,
    of: (school, username) =>
      database.all(
        memorySchema,
        'SELECT * FROM memory WHERE school = ? AND username = ? ORDER BY number',
        school,
        username,
      ),
    entriesOf: (memory) =>
      database.all(entrySchema, 'SELECT * FROM entry WHERE memory = ? ORDER BY number', memory),
    entry: (uniqueId) =>
      database.one(entrySchema, 'SELECT * FROM entry WHERE unique_id = ?', uniqueId),
    create(memory, entries, moment) {
      const uniqueId = randomUUID();
      database.run(
        `INSERT INTO memory (unique_id, school, username, name, mode, platform, mentor, session_id,
           catalog_item_type, catalog_item_id, category, inserted_at, updated_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        uniqueId,
        memory.school,
        memory.username,
        memory.name,
        memory.mode,
        memory.platform,
        memory.mentor,
        memory.session_id,
        memory.catalog_item_type,
        memory.catalog_item_id,
        memory.category,
        moment,
        moment,
      );
      for (const entry of entries) {
        database.run(
          `INSERT INTO entry (unique_id, memory, key, value, category, expires_at, inserted_at,
             updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
          randomUUID(),
          uniqueId,
          entry.key,
          entry.value,
          memory.category,
          entry.expires_at,
          moment,
          moment,
        );
      }
      return { ...memory, unique_id: uniqueId, inserted_at: moment, updated_at: moment };
    },
    updateEntry: (uniqueId, key, value, moment) =>
      void database.run(
        'UPDATE entry SET key = ?, value = ?, updated_at = ? WHERE unique_id = ?',
        key,
        value,
        moment,
        uniqueId,
      ),
    touch: (uniqueId, moment) =>
      void database.run('UPDATE memory SET updated_at = ? WHERE unique_id = ?', moment, uniqueId),
    remove: (uniqueId) => database.run('DELETE FROM memory WHERE unique_id = ?', uniqueId) > 0,
    removeEntry: (uniqueId) => database.run('DELETE FROM entry WHERE unique_id = ?', uniqueId) > 0,
    removeCategory: (school, username, category) =>
      database.run(
        'DELETE FROM memory WHERE school = ? AND username = ? AND category = ?',
        school,
        username,
        category,
      ),
  };
}
