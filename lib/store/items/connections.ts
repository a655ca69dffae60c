import * as z from 'zod/mini';
import { SCHEMES } from '../../ibl/client/auth-schemes.ts';
import { TOKENS } from '../../ibl/account/sign-in-page.ts';
import { LONGEST_ADDRESS } from '../../shared/https-address.ts';
import { oneOf, short, whole, word } from '../../shared/schema.ts';
import { defineItem, type Item } from '../core/item.ts';

/**
 * Why Waypoint sends nothing over a connection: the server refused its key, the key may not act for
 * this user, or there is no key.
 */
export const CONNECTION_STOPS = ['key-refused', 'not-allowed', 'no-key'] as const;

/** Where the key comes from. A sign-in gives a session token, which expires. */
const source = oneOf(
  z.object({ kind: word('key') }),
  z.object({
    kind: word('sign-in'),
    /** Origin of the ibl.ai page that Waypoint took the token from. */
    page: short(300),
    /** When the token expires (ms since 1970); null if the page did not say. */
    expires: z.nullable(z.number()),
    /** Which of the page's two tokens the server accepted. */
    token: word(...TOKENS),
  }),
);

const connection = z.object({
  id: z.string(),
  /** Address of the API server, with its path prefix, without a slash at the end. */
  base: z.string(),
  /** The tenant's platform key, which stands in each request. */
  org: z.string(),
  /** The school's own name, as its server says it; null if the server has not said one. */
  name: z.nullable(short(100)),
  /** Spelled as the server spells it, if the server said so. */
  username: z.string(),
  scheme: word(...SCHEMES),
  /** A disconnected connection keeps its fields and what waits, but has no key. */
  connected: z.boolean(),
  source,
  /**
   * Sites (origins) whose places go to this connection. Each site is in one connection only. The
   * default connection lists no site.
   */
  sites: z.array(short(300)),
  /**
   * Where the learner chats with the mentor of this school (an https address), if the learner said
   * so; null otherwise.
   */
  mentor: z.nullable(short(LONGEST_ADDRESS)),
});
export type Connection = z.infer<typeof connection>;

/** A list of anything, as a migration reads it. */
const anyList = z.array(z.custom<object>());
/** Returns the migration to a version that has one more field, which is null at first. */
const adding = (field: object) => (old: unknown) =>
  anyList.parse(old).map((one) => Object.assign({}, one, field));

/**
 * The learner's connections. The first is the default: it gets the places of every site that no
 * other connection has.
 */
export const connections = defineItem<Connection[]>({
  key: 'connections',
  version: 3,
  schema: z.array(connection),
  migrations: {
    2: adding({ mentor: null }),
    3: adding({ name: null }),
  },
  critical: true,
  fallback: () => [],
});

/** A token lasts for days. When less than this is left (ms), it is time to sign in again. */
const NEARLY_OVER = 86_400_000;

/** Whether a sign-in has expired or will within a day. A key does not expire. */
export function endsSoon(from: Connection['source'], now: number): boolean {
  return from.kind === 'sign-in' && from.expires !== null && from.expires - now < NEARLY_OVER;
}

const health = z.object({
  stop: z.nullable(
    z.object({
      reason: word(...CONNECTION_STOPS),
      /** The server's own words, shortened, without the key. */
      words: z.string(),
      at: z.number(),
    }),
  ),
  /**
   * The course that was written last, or null. A place in any other course is sent even if its text
   * is the same as before.
   */
  lastCourse: z.nullable(z.string()),
  /**
   * Waypoint sends no request before this time (ms since 1970), because the server asked for it
   * with Retry-After.
   */
  notBefore: z.number(),
  /** When the learner's Try again last overruled that (ms since 1970). */
  overruled: z.number(),
  /**
   * Set while the server may have several memories of Waypoint for one course: how often Waypoint
   * tried to leave only the newest.
   */
  twins: z.exactOptional(whole),
});
export type Health = z.infer<typeof health>;

export const HEALTHY: Health = { stop: null, lastCourse: null, notBefore: 0, overruled: 0 };

/**
 * Returns the item with the connection state. It is separate from the connection's fields because
 * it changes with each request.
 */
export function healthOf(connectionId: string): Item<Health> {
  return defineItem<Health>({
    key: `health:${connectionId}`,
    version: 1,
    schema: health,
    fallback: () => HEALTHY,
  });
}
