import { z } from 'zod';
import { SECRET_KINDS } from './store/people.ts';
import { switchesSchema } from './server-variants.ts';

const org = z.string().regex(/^[\w-]+$/);
const username = z.string().min(1);
const text = z.string();

export const schoolSeed = z.strictObject({
  key: org,
  name: text.exactOptional(),
  edxOrg: text.exactOptional(),
  lmsUrl: text.exactOptional(),
});

export const userSeed = z.strictObject({
  username,
  org: org.exactOptional(),
  email: text.exactOptional(),
  id: z.int().positive().exactOptional(),
  /** Whether the user may act for every user of the school. */
  admin: z.boolean().exactOptional(),
});

export const keySeed = z.strictObject({
  key: z.string().regex(/^\S+$/),
  username,
  org: org.exactOptional(),
  kind: z.enum(SECRET_KINDS).exactOptional(),
  /** When the key stops working (ms since 1970); never when absent. */
  ends: z.int().nullable().exactOptional(),
});

export const instructionSeed = z.strictObject({
  org: org.exactOptional(),
  username: username.exactOptional(),
  about_user: text.nullable().exactOptional(),
  mentor_tone: text.nullable().exactOptional(),
  profession: text.exactOptional(),
  desired_mentor_traits: text.exactOptional(),
  content: text.exactOptional(),
});

export const edxMemorySeed = z.strictObject({
  /** `org` and `owner`: the user in whose list the row is. */
  org: org.exactOptional(),
  owner: username.exactOptional(),
  /** The username that the row shows; the owner's when absent. */
  username: username.exactOptional(),
  student: z.int().exactOptional(),
  courseId: text,
  /** Any JSON. When absent, the record has no data at all. */
  data: z.json().exactOptional(),
  dateCreated: text.exactOptional(),
  /** Any text; now when absent. */
  lastModified: text.exactOptional(),
  /** Whether the API shows id and username. */
  showsId: z.boolean().exactOptional(),
});

export const memorySeed = z.strictObject({
  org: org.exactOptional(),
  username: username.exactOptional(),
  name: text,
  mode: text.exactOptional(),
  platform: text.nullable().exactOptional(),
  catalogItemType: text.nullable().exactOptional(),
  catalogItemId: text.nullable().exactOptional(),
  category: text.nullable().exactOptional(),
  entries: z.array(z.strictObject({ key: text, value: text.nullable() })),
});

/** What POST /_dev/seed takes. Each part is optional, and a list except for the switches. */
export const seedBody = z.strictObject({
  schools: z.array(schoolSeed).exactOptional(),
  users: z.array(userSeed).exactOptional(),
  keys: z.array(keySeed).exactOptional(),
  instructions: z.array(instructionSeed).exactOptional(),
  edxMemory: z.array(edxMemorySeed).exactOptional(),
  memories: z.array(memorySeed).exactOptional(),
  server: switchesSchema.exactOptional(),
});
