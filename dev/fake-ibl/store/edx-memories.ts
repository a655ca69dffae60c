import { z } from 'zod';
import type { Database } from './database.ts';

const rowSchema = z.object({
  id: z.number(),
  username: z.string(),
  student: z.number(),
  course_id: z.string(),
  /** JSON; null if the record has no data at all. */
  data: z.string().nullable(),
  date_created: z.string(),
  last_modified: z.string(),
  shows_id: z.union([z.literal(0), z.literal(1)]).transform((value) => value === 1),
});
export type EdxMemoryRow = z.infer<typeof rowSchema>;

export interface EdxMemories {
  /** Returns the rows in a user's list. A server may list rows of another person there. */
  of(school: string, owner: string): EdxMemoryRow[];
  find(school: string, owner: string, id: number): EdxMemoryRow | null;
  remove(school: string, owner: string, id: number): boolean;
  /** Writes a row and returns its id. A second row for a student and course replaces the first. */
  write(school: string, owner: string, row: Omit<EdxMemoryRow, 'id'>): number;
}

export function createEdxMemories(database: Database): EdxMemories {
  return {
    of: (school, owner) =>
      database.all(
        rowSchema,
        'SELECT * FROM edx_memory WHERE school = ? AND owner = ? ORDER BY id',
        school,
        owner,
      ),
    find: (school, owner, id) =>
      database.one(
        rowSchema,
        'SELECT * FROM edx_memory WHERE school = ? AND owner = ? AND id = ?',
        school,
        owner,
        id,
      ),
    remove: (school, owner, id) =>
      database.run(
        'DELETE FROM edx_memory WHERE school = ? AND owner = ? AND id = ?',
        school,
        owner,
        id,
      ) > 0,
    write(school, owner, row) {
      const written = database.one(
        z.object({ id: z.number() }),
        `INSERT INTO edx_memory (school, owner, username, student, course_id, data, date_created,
           last_modified, shows_id)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (school, owner, student, course_id) DO UPDATE SET data = excluded.data,
           username = excluded.username, last_modified = excluded.last_modified,
           shows_id = excluded.shows_id
         RETURNING id`,
        school,
        owner,
        row.username,
        row.student,
        row.course_id,
        row.data,
        row.date_created,
        row.last_modified,
        row.shows_id ? 1 : 0,
      );
      if (written === null) throw new Error(`Could not write the edX memory of ${owner}.`);
      return written.id;
    },
  };
}
