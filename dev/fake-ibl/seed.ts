import type { z } from 'zod';
import type {
  edxMemorySeed,
  instructionSeed,
  keySeed,
  memorySeed,
  schoolSeed,
  seedBody,
  userSeed,
} from './seed-schemas.ts';
import { DEMO_ORG } from './demo-accounts.ts';
import { EMPTY_INSTRUCTION } from './store/instructions.ts';
import type { Person } from './store/people.ts';
import type { Store } from './store/store.ts';
import { storedMemory } from './stored-memory.ts';
import type { StoredMemory } from './stored-memory.ts';
import type { Switches } from './server-variants.ts';
import { zoneless } from './timestamps.ts';

/**
 * Puts data into the server without a request. Without `org` and `username`, it is for ada at the
 * demo university.
 */
export interface Seed {
  school(school: z.input<typeof schoolSeed>): void;
  user(user: z.input<typeof userSeed>): Person;
  key(key: z.input<typeof keySeed>): void;
  removeKey(key: string): void;
  instruction(instruction: z.input<typeof instructionSeed>): void;
  /** Returns the row's id. A second row for the same student and course replaces the first. */
  edxMemory(row: z.input<typeof edxMemorySeed>): number;
  memory(memory: z.input<typeof memorySeed>): StoredMemory;
  removeMemory(uniqueId: string): void;
  removeEntry(uniqueId: string): void;
  /** Changes how the server behaves, until the next reset. */
  server(switches: Partial<Switches>): void;
}

const ADA = 'ada';

export function createSeed(store: Store, switches: Switches, moment: () => number): Seed {
  const { people } = store;
  return {
    school({ key, name = key, edxOrg = key, lmsUrl = 'https://learning.edx.org' }) {
      people.addSchool({ key, name, edx_org: edxOrg, lms_url: lmsUrl });
    },
    user({ username, org = DEMO_ORG, email = `${username}@example.org`, id, admin = false }) {
      const person = people.addPerson(username, email, id ?? null);
      people.addMember(org, username, admin);
      return person;
    },
    key: ({ key, username, org = DEMO_ORG, kind = 'key', ends = null }) =>
      people.addSecret(key, kind, org, username, ends),
    removeKey: (key) => people.removeSecret(key),
    instruction({ org = DEMO_ORG, username = ADA, ...texts }) {
      store.instructions.write(org, username, { ...EMPTY_INSTRUCTION, ...texts }, moment());
    },
    edxMemory({ org = DEMO_ORG, owner = ADA, username = owner, showsId = true, ...row }) {
      const now = zoneless(moment());
      const student = row.student ?? people.person('username', username)?.id ?? 0;
      return store.edxMemories.write(org, owner, {
        username,
        student,
        course_id: row.courseId,
        data: row.data === undefined ? null : JSON.stringify(row.data),
        date_created: row.dateCreated ?? row.lastModified ?? now,
        last_modified: row.lastModified ?? now,
        shows_id: showsId,
      });
    },
    memory({ org = DEMO_ORG, username = ADA, ...memory }) {
      const entries = memory.entries.map((entry) => ({ ...entry, expires_at: null }));
      const row = store.memories.create(
        {
          school: org,
          username,
          name: memory.name,
          mode: memory.mode ?? 'all',
          platform: memory.platform === undefined ? org : memory.platform,
          mentor: null,
          session_id: null,
          catalog_item_type: memory.catalogItemType ?? null,
          catalog_item_id: memory.catalogItemId ?? null,
          category: memory.category ?? null,
        },
        entries,
        moment(),
      );
      return storedMemory(store, row);
    },
    removeMemory: (uniqueId) => void store.memories.remove(uniqueId),
    removeEntry: (uniqueId) => void store.memories.removeEntry(uniqueId),
    server: (changes) => void Object.assign(switches, changes),
  };
}

/** Seeds everything in one body, in the order in which the parts need each other. */
export function sow(seed: Seed, body: z.output<typeof seedBody>): void {
  body.schools?.forEach((school) => seed.school(school));
  body.users?.forEach((user) => seed.user(user));
  body.keys?.forEach((key) => seed.key(key));
  body.instructions?.forEach((instruction) => seed.instruction(instruction));
  body.edxMemory?.forEach((row) => seed.edxMemory(row));
  body.memories?.forEach((memory) => seed.memory(memory));
  if (body.server !== undefined) seed.server(body.server);
}
