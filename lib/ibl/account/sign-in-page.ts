import * as z from 'zod/mini';
import { oneOf } from '../../shared/schema.ts';
import { API_HOSTS, DEFAULT_BASE, SIGN_IN_HOSTS } from './hosts.ts';
import { parseJson } from '../client/json.ts';
import { parseKey } from './api-key.ts';
import { isPathPart } from '../client/paths.ts';
import { serverTime } from '../client/server-time.ts';

/*
 * What ibl.ai's own pages store about a sign-in. A page wrote all of it, so each part may be
 * missing or not what it should be.
 */

/** The two session tokens, in the order in which Waypoint tries them. */
export const TOKENS = ['dm_token', 'axd_token'] as const;
export type TokenName = (typeof TOKENS)[number];

/** Items that say who is signed in and until when the tokens work. No secret is among them. */
export const OPEN_ITEMS = [
  'userData',
  'tenant',
  'current_tenant',
  'app_tenant',
  'dm_token_expires',
  'axd_token_expires',
] as const;

/** Longer than any of these items. The page does not even pass on a longer one. */
export const LONGEST_ITEM = 20_000;
const LONGEST_TOKEN = 4_000;

/** The text of an item; null if there is none, `odd` if it is far too long. */
const item = z.nullable(oneOf(z.string(), z.object({ odd: z.literal(true) })));

/** What was read on a page. */
export const pageSaid = z.object({
  origin: z.string(),
  path: z.string(),
  items: z.catchall(z.object({}), item),
  /** The tokens that the page has. */
  tokens: z.array(z.enum(TOKENS)),
});
export type PageSaid = z.infer<typeof pageSaid>;
export type PageItems = Readonly<PageSaid['items']>;

/** The servers to which a page's sign-in may go. */
export type AccountServer =
  /** This server only. */
  | { readonly kind: 'server'; readonly base: string }
  /** Perhaps one of these servers of the learner, if it is on the same registrable domain. */
  | { readonly kind: 'which-server'; readonly bases: readonly string[] };

/**
 * Returns whether, and for which servers, a person may sign in to ibl.ai on a page (by its origin);
 * null for any other page. Besides ibl.ai's own pages, it may be a page of the school whose API
 * server is among `bases`. Two names with the same ending prove nothing yet: both may end in
 * `co.uk`.
 */
export function accountServerOf(page: string, bases: readonly string[]): AccountServer | null {
  const { protocol, host, hostname } = new URL(page);
  if (protocol !== 'https:') return null;
  if (SIGN_IN_HOSTS.some((one) => one === host)) {
    return { kind: 'server', base: bases.find(isIbl) ?? DEFAULT_BASE };
  }
  const alike = bases.filter(
    (base) =>
      !isIbl(base) &&
      base.startsWith('https:') &&
      ending(new URL(base).hostname) === ending(hostname),
  );
  return alike.length > 0 ? { kind: 'which-server', bases: [...new Set(alike)] } : null;
}

const isIbl = (base: string): boolean => API_HOSTS.some((host) => new URL(base).host === host);
const ending = (hostname: string): string => hostname.split('.').slice(-2).join('.');

/** Who is signed in on a page. */
export interface SignedIn {
  readonly org: string | null;
  readonly username: string | null;
  /** When each token expires (ms since 1970); null if the page does not say. */
  readonly ends: Readonly<Record<TokenName, number | null>>;
}

/** Returns who is signed in; null if the page has items that ibl.ai's pages do not write. */
export function readSignedIn(path: string, items: PageItems): SignedIn | null {
  if (Object.values(items).some((kept) => typeof kept === 'object' && kept !== null)) return null;
  const text = (name: (typeof OPEN_ITEMS)[number]): string | null => {
    const kept = items[name];
    return typeof kept === 'string' ? kept : null;
  };
  const tenants = [inPath(path), text('tenant'), text('current_tenant'), text('app_tenant')];
  const orgs = tenants.filter((tenant) => tenant !== null).map(tenantIn);
  const org = orgs.find((one) => one !== null) ?? null;
  const user = text('userData');
  const username = user === null ? null : nameIn(user);
  // The page has a text where a name should be, but the text cannot be a name.
  if ((org === null && orgs.length > 0) || (username === null && user !== null)) return null;
  const ends = {
    dm_token: endIn(text('dm_token_expires')),
    axd_token: endIn(text('axd_token_expires')),
  };
  return { org, username, ends };
}

/** Returns a token that can stand in a header, or null. */
export function tokenIn(text: unknown): string | null {
  if (typeof text !== 'string' || text.length > LONGEST_TOKEN) return null;
  const token = parseKey(text);
  return token === null || /^(?:null|undefined)$/.test(token) ? null : token;
}

function inPath(path: string): string | null {
  const part = /^\/platform\/([^/]+)/.exec(path)?.[1];
  try {
    return part === undefined ? null : decodeURIComponent(part);
  } catch {
    return null;
  }
}

/**
 * Returns the platform key of a tenant: an object's `key`, a quoted text, or the plain text itself.
 */
function tenantIn(text: string): string | null {
  const value = parseJson(text);
  if (typeof value === 'object' && value !== null) return nameOf(Reflect.get(value, 'key'));
  return nameOf(typeof value === 'string' ? value : text);
}

function nameIn(userData: string): string | null {
  const user = parseJson(userData);
  const isObject = typeof user === 'object' && user !== null;
  return isObject ? nameOf(Reflect.get(user, 'user_nicename')) : null;
}

/** Letters of any language, digits, and the signs that Open edX allows in names. */
const NAME = /^[\p{L}\p{N}_.@+~-]{1,150}$/u;
const nameOf = (value: unknown): string | null =>
  typeof value === 'string' && NAME.test(value) && isPathPart(value) ? value : null;

const EARLIEST = Date.UTC(2020);
const LATEST = Date.UTC(2100);

/**
 * Reads ISO text, or a number of seconds or milliseconds since 1970, either perhaps in quotes.
 * Returns ms since 1970, or null.
 */
function endIn(text: string | null): number | null {
  const plain = text?.trim().replaceAll(/^"|"$/g, '') ?? '';
  let at = 0;
  if (/^\d{9,14}(?:\.\d+)?$/.test(plain))
    at = Number(plain) < 1e11 ? Number(plain) * 1000 : Number(plain);
  else if (/^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)?$/i.test(plain)) at = serverTime(plain);
  return at > EARLIEST && at < LATEST ? Math.round(at) : null;
}
