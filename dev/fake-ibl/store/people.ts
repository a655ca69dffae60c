import { z } from 'zod';
import type { Database } from './database.ts';

const flag = z.union([z.literal(0), z.literal(1)]).transform((value) => value === 1);

const schoolSchema = z.object({
  key: z.string(),
  name: z.string(),
  edx_org: z.string(),
  lms_url: z.string(),
});
type School = z.infer<typeof schoolSchema>;

const personSchema = z.object({ id: z.number(), username: z.string(), email: z.string() });
export type Person = z.infer<typeof personSchema>;

/** A platform key, or one of the two session tokens of a sign-in. */
export const SECRET_KINDS = ['key', 'dm_token', 'axd_token'] as const;
export type SecretKind = (typeof SECRET_KINDS)[number];

const secretSchema = z.object({
  kind: z.enum(SECRET_KINDS),
  school: z.string(),
  username: z.string(),
  is_admin: flag,
  /** When the secret stops working (ms); null for never. */
  ends: z.number().nullable(),
});
type Secret = z.infer<typeof secretSchema>;

const membershipSchema = z.object({ school: z.string(), is_admin: flag });

export interface People {
  addSchool(school: School): void;
  /** Adds a person. Somebody who is known already keeps their id. */
  addPerson(username: string, email: string, id: number | null): Person;
  addMember(school: string, username: string, isAdmin: boolean): void;
  addSecret(
    value: string,
    kind: SecretKind,
    school: string,
    username: string,
    ends: number | null,
  ): void;
  removeSecret(value: string): void;
  school(key: string): School | null;
  person(by: 'id' | 'username' | 'email', value: string | number): Person | null;
  /** Returns the username as it is stored, for any case and Unicode form; null if unknown. */
  kept(username: string): string | null;
  secret(value: string): Secret | null;
  memberships(username: string): { school: string; is_admin: boolean }[];
  anySchool(): boolean;
}

const PERSON_BY = {
  id: 'SELECT * FROM person WHERE id = ?',
  username: 'SELECT * FROM person WHERE username = ?',
  email: 'SELECT * FROM person WHERE email = ?',
};

const folded = (username: string) => username.normalize('NFKC').toLowerCase();

export function createPeople(database: Database): People {
  const person: People['person'] = (by, value) => database.one(personSchema, PERSON_BY[by], value);
  return {
    addSchool(school) {
      database.run(
        `INSERT INTO school (key, name, edx_org, lms_url) VALUES (?, ?, ?, ?) ON CONFLICT (key)
         DO UPDATE SET name = excluded.name, edx_org = excluded.edx_org, lms_url = excluded.lms_url`,
        school.key,
        school.name,
        school.edx_org,
        school.lms_url,
      );
    },
    addPerson(username, email, id) {
      database.run(
        `INSERT INTO person (id, username, email) VALUES (?, ?, ?)
         ON CONFLICT (username) DO UPDATE SET email = excluded.email`,
        id,
        username,
        email,
      );
      const added = person('username', username);
      if (added === null) throw new Error(`Could not add the user ${username}.`);
      return added;
    },
    addMember(school, username, isAdmin) {
      database.run(
        `INSERT INTO membership (school, username, is_admin) VALUES (?, ?, ?)
         ON CONFLICT (school, username) DO UPDATE SET is_admin = excluded.is_admin`,
        school,
        username,
        isAdmin ? 1 : 0,
      );
    },
    addSecret(value, kind, school, username, ends) {
      database.run(
        'INSERT OR REPLACE INTO secret (value, kind, school, username, ends) VALUES (?, ?, ?, ?, ?)',
        value,
        kind,
        school,
        username,
        ends,
      );
    },
    removeSecret: (value) => void database.run('DELETE FROM secret WHERE value = ?', value),
    school: (key) => database.one(schoolSchema, 'SELECT * FROM school WHERE key = ?', key),
    person,
    kept(username) {
      const all = database.all(personSchema, 'SELECT * FROM person');
      return all.find((one) => folded(one.username) === folded(username))?.username ?? null;
    },
    secret: (value) =>
      database.one(
        secretSchema,
        `SELECT kind, school, username, is_admin, ends FROM secret
         JOIN membership USING (school, username) WHERE value = ?`,
        value,
      ),
    memberships: (username) =>
      database.all(
        membershipSchema,
        'SELECT school, is_admin FROM membership WHERE username = ? ORDER BY school',
        username,
      ),
    anySchool: () => database.one(schoolSchema, 'SELECT * FROM school LIMIT 1') !== null,
  };
}
