import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, StatementSync } from 'node:sqlite';
import { z } from 'zod';

const VERSION = 2;

const TABLES = {
  school: `key TEXT PRIMARY KEY, name TEXT NOT NULL, edx_org TEXT NOT NULL, lms_url TEXT NOT NULL`,
  person: `id INTEGER PRIMARY KEY, username TEXT NOT NULL UNIQUE, email TEXT NOT NULL`,
  membership: `school TEXT NOT NULL REFERENCES school (key),
    username TEXT NOT NULL REFERENCES person (username), is_admin INTEGER NOT NULL,
    PRIMARY KEY (school, username)`,
  secret: `value TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('key', 'dm_token', 'axd_token')),
    school TEXT NOT NULL, username TEXT NOT NULL, ends INTEGER,
    FOREIGN KEY (school, username) REFERENCES membership (school, username)`,
  instruction: `id INTEGER PRIMARY KEY AUTOINCREMENT, school TEXT NOT NULL, username TEXT NOT NULL,
    about_user TEXT, mentor_tone TEXT, profession TEXT NOT NULL, desired_mentor_traits TEXT NOT NULL,
    content TEXT NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
    UNIQUE (school, username)`,
  edx_memory: `id INTEGER PRIMARY KEY AUTOINCREMENT, school TEXT NOT NULL, owner TEXT NOT NULL,
    username TEXT NOT NULL, student INTEGER NOT NULL, course_id TEXT NOT NULL, data TEXT,
    date_created TEXT NOT NULL, last_modified TEXT NOT NULL, shows_id INTEGER NOT NULL,
    UNIQUE (school, owner, student, course_id)`,
  memory: `number INTEGER PRIMARY KEY AUTOINCREMENT, unique_id TEXT NOT NULL UNIQUE,
    school TEXT NOT NULL, username TEXT NOT NULL, name TEXT NOT NULL, mode TEXT NOT NULL,
    platform TEXT, mentor TEXT, session_id TEXT, catalog_item_type TEXT, catalog_item_id TEXT,
    category TEXT, inserted_at INTEGER NOT NULL, updated_at INTEGER NOT NULL`,
  entry: `number INTEGER PRIMARY KEY AUTOINCREMENT, unique_id TEXT NOT NULL UNIQUE,
    memory TEXT NOT NULL REFERENCES memory (unique_id) ON DELETE CASCADE, key TEXT NOT NULL,
    value TEXT, category TEXT, expires_at TEXT, inserted_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL`,
};

/** Runs SQL with separate values, and checks every returned row against a schema. */
export interface Database {
  all<T>(schema: z.ZodType<T>, sql: string, ...values: SQLInputValue[]): T[];
  one<T>(schema: z.ZodType<T>, sql: string, ...values: SQLInputValue[]): T | null;
  /** Runs a statement and returns how many rows it changed. */
  run(sql: string, ...values: SQLInputValue[]): number;
  empty(): void;
  close(): void;
}

export function openDatabase(path: string): Database {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path);
  makeTables(database);
  const prepared = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    const statement = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
  const all: Database['all'] = (schema, sql, ...values) =>
    z.array(schema).parse(prepare(sql).all(...values));
  return {
    all,
    one: (schema, sql, ...values) => all(schema, sql, ...values)[0] ?? null,
    run: (sql, ...values) => Number(prepare(sql).run(...values).changes),
    empty() {
      for (const table of Object.keys(TABLES).toReversed()) database.exec(`DELETE FROM ${table}`);
      // Ids start again at 1, so that a reset server answers as a new one does.
      database.exec('DELETE FROM sqlite_sequence');
    },
    close: () => database.close(),
  };
}

/** Creates the tables. A file of another version holds only demo data, so it is emptied. */
function makeTables(database: DatabaseSync): void {
  const { user_version: version } = z
    .object({ user_version: z.number() })
    .parse(database.prepare('PRAGMA user_version').get());
  if (version === VERSION) return;
  for (const name of Object.keys(TABLES).toReversed()) {
    database.exec(`DROP TABLE IF EXISTS ${name}`);
  }
  for (const [name, columns] of Object.entries(TABLES)) {
    database.exec(`CREATE TABLE ${name} (${columns}) STRICT`);
  }
  database.exec(`PRAGMA user_version = ${VERSION}`);
}
