import * as z from 'zod/mini';
import { SCHEMES } from '../ibl/schemes.ts';
import { word } from '../kinds.ts';
import { defineItem, type Item } from './item.ts';

/** Why a whole connection stands still: its key was refused, or may not act for this user. */
export const CONNECTION_STOPS = ['key-refused', 'not-allowed', 'no-key'] as const;

const connection = z.object({
  id: z.string(),
  /** Address of the API server, with its path prefix, without a slash at the end. */
  base: z.string(),
  /** The tenant's platform key; the learner reads "School (organization)". */
  org: z.string(),
  username: z.string(),
  scheme: word(...SCHEMES),
  /** A disconnected one keeps its fields and what waits, but has no key. */
  connected: z.boolean(),
});
export type Connection = z.infer<typeof connection>;

/** The learner's connections; the first is the default. */
export const connections = defineItem<Connection[]>({
  key: 'connections',
  version: 1,
  schema: z.array(connection),
  vital: true,
  fallback: () => [],
});

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
});
export type Health = z.infer<typeof health>;

export const HEALTHY: Health = { stop: null, lastCourse: null, notBefore: 0 };

/** How a connection fares; apart from its fields, as it changes with each request. */
export function healthOf(connectionId: string): Item<Health> {
  return defineItem<Health>({
    key: `health:${connectionId}`,
    version: 1,
    schema: health,
    fallback: () => HEALTHY,
  });
}
