import * as z from 'zod/mini';
import { SCHEMES } from '../../ibl/client/auth-schemes.ts';
import { TOKENS } from '../../ibl/account/sign-in-page.ts';
import { oneOf, short, word } from '../../shared/schema.ts';
import { defineItem, type Item } from '../core/item.ts';

/** Why a whole connection stands still: its key was refused, or may not act for this user. */
export const CONNECTION_STOPS = ['key-refused', 'not-allowed', 'no-key'] as const;

/** Where the key comes from. A session token of a sign-in ends by itself. */
const source = oneOf(
  z.object({ kind: word('key') }),
  z.object({
    kind: word('sign-in'),
    /** Origin of the ibl.ai page that it was taken from. */
    page: short(300),
    /** When it ends (ms since 1970); null when the page did not say. */
    expires: z.nullable(z.number()),
    /** Which of the page's two tokens the server took. */
    token: word(...TOKENS),
  }),
);

const connection = z.object({
  id: z.string(),
  /** Address of the API server, with its path prefix, without a slash at the end. */
  base: z.string(),
  /** The tenant's platform key; the learner reads "School (organization)". */
  org: z.string(),
  /** As the server spells it, where it told. */
  username: z.string(),
  scheme: word(...SCHEMES),
  /** A disconnected one keeps its fields and what waits, but has no key. */
  connected: z.boolean(),
  source,
  /** Sites (origins) whose places go here. Each is in one connection only; the default has none. */
  sites: z.array(short(300)),
});
export type Connection = z.infer<typeof connection>;

/** The learner's connections; the first is the default: it gets the places of all sites that no other has. */
export const connections = defineItem<Connection[]>({
  key: 'connections',
  version: 1,
  schema: z.array(connection),
  critical: true,
  fallback: () => [],
});

/** A token lasts days: with less than one left it is time to sign in again. */
const NEARLY_OVER = 86_400_000;

/** Whether a sign-in has ended, or does within a day. A key does not end. */
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
  /** The course written last: another one makes the entry of this one old. */
  lastCourse: z.nullable(z.string()),
  /** No request before this time (ms since 1970): the server asked for it with Retry-After. */
  notBefore: z.number(),
  /** When the learner's Try again last counted in spite of that (ms since 1970). */
  overruled: z.number(),
});
export type Health = z.infer<typeof health>;

export const HEALTHY: Health = { stop: null, lastCourse: null, notBefore: 0, overruled: 0 };

/** How a connection fares; apart from its fields, as it changes with each request. */
export function healthOf(connectionId: string): Item<Health> {
  return defineItem<Health>({
    key: `health:${connectionId}`,
    version: 1,
    schema: health,
    fallback: () => HEALTHY,
  });
}
